// SPDX-License-Identifier: Apache-2.0
// A claim of the literature as its document writes it: what to simulate, and what must be seen.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/protocol/protocol.hpp"

namespace euthymia {

/// What one number is made of: a quantity of one arm between two times.
struct Reading {
    /// What becomes of the values between `from` and `to`. `sd` and `autocorrelation` (at a lag of 24 h) are those of
    /// what is left when a straight line is taken away.
    enum class Kind { mean, max, min, end, sd, autocorrelation, time_of_max } kind = Kind::mean;

    std::string quantity; ///< id or alias; values are as shown
    std::string arm;
    std::string patient; ///< empty: each of the claim's
    double from = 0.0;   ///< h of the protocol; the day before it begins is -24 to 0
    double to = 0.0;
    std::optional<double> number{}; ///< instead of all this
    std::vector<Reading> minus{};   ///< at most one: it is taken away
};

/// A size, absolute or a share of what is compared with.
struct Amount {
    double value = 0.0; ///< unit of the quantity as shown, or percent
    bool is_percent = false;
};

/// One thing that must be seen.
struct Check {
    /// `ordered`: every reading is higher than the one before it. The others compare the first reading with the second.
    enum class Expectation { lower, higher, differs, unchanged, within, ordered } expectation = Expectation::lower;

    std::vector<Reading> readings;
    Amount by{};                  ///< at least so much; for `unchanged` at most
    double low = 0.0, high = 0.0; ///< of `within`: the change, in percent if `by` is
};

/// What a source says.
struct Voice {
    std::string source; ///< keys of references.bib, or words
    std::string says;
    std::vector<Check> checks{}; ///< what is seen if this source is right; empty: the opposite of the claim
};

struct ClaimArm {
    std::string name;
    std::string patient;                        ///< a file of biology/patients; empty: each of the claim's
    std::map<std::string, double> parameters{}; ///< what differs from that person, model units
    std::vector<std::string> cuts{};            ///< arrows that are cut from the beginning of the protocol
    Protocol protocol{};
};

/// Whether a fall from health is announced by slowing down: a population under rising stress, and the same people with
/// the same days under the stress of every day.
struct EarlyWarning {
    std::string patient;        ///< the kind of person they are drawn from
    double age = 45.0;          ///< years; women and men in turn
    int n_person = 0;           ///< drawn; half of them choose the threshold, the others are judged by it
    std::string rising, steady; ///< arms whose protocols they go through
    std::string quantity;       ///< whose ups and downs are watched, id or alias
    std::string score;          ///< that says who is ill, id or alias
    double well = 0.0;          ///< a score at most this begins
    double ill = 0.0;           ///< a score at least this is the relapse
    double window = 336.0;      ///< h over which variance and autocorrelation are taken
    double smoothing = 336.0;   ///< h over which windows are averaged
    double normal = 0.0;        ///< h from the beginning that are a person's own normal
    double false_alarms = 0.1;  ///< share of the first half who may be alarmed though nothing happens to them
};

struct Claim {
    std::string id, source, system, kind, statement;
    std::string note{};
    double weeks = 0.0; ///< how long arms are followed
    double every = 1.0; ///< h between recorded times
    std::vector<std::string> patients{};
    std::vector<ClaimArm> arms{};
    std::vector<Check> checks{};
    std::vector<Voice> agrees{}, disagrees{};
    std::optional<EarlyWarning> early_warning{};
};

} // namespace euthymia
