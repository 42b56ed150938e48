// SPDX-License-Identifier: Apache-2.0
// One person of biology/ for tests: what is done to a person is written one line a deed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "euthymia/simulation/simulator.hpp"
#include "euthymia/trial/run.hpp"

namespace euthymia::analytic {

/// Values of constants, by id or alias, model units.
using Parameters = std::map<std::string, double>;

/// The repository's own biology, read once.
[[nodiscard]] const Biology& biology();

/// Switches at 0: every arrow whose name holds one of `parts`, such as "_to_neuroendocrine" or "symptoms_to_".
[[nodiscard]] Parameters cut(const std::vector<std::string>& parts);

/// Every arrow, whatever its name.
[[nodiscard]] Parameters cut_all();

[[nodiscard]] Parameters operator+(Parameters left, const Parameters& right);

/// What was seen of some variables, as people read them (the unit of aliases.tsv, else the model's).
struct Course {
    std::vector<double> time;                          ///< h
    std::map<std::string, std::vector<double>> values; ///< by the name that was asked for; shape `n_time`
};

/// A person, healthy at 00:00 of day 0 unless told otherwise. Everything planned is done: nobody misses a session.
class Life {
  public:
    explicit Life(const Parameters& parameters = {}, Accuracy accuracy = {});

    /// A kind of person of biology/patients, history lived through once; time 0 is the end of it.
    [[nodiscard]] static Life of(const std::string& patient, const Parameters& parameters = {});

    /// What people of standard accuracy are followed with: every constant may be set, every quantity is seen.
    [[nodiscard]] static const Simulator& simulator(Accuracy accuracy = {});

    [[nodiscard]] double time() const { return person_.time; } ///< h
    [[nodiscard]] const Person& person() const { return person_; }

    /// Any quantity of the model now, as people read it.
    [[nodiscard]] double operator[](const std::string& name) const;

    /// All states now, by id, model units.
    [[nodiscard]] std::map<std::string, double> states() const;

    void set(const std::string& parameter, double value);
    void put(const std::string& state, double value); ///< by id, model units
    void take(double milligrams);                     ///< escitalopram by mouth

    void live(double hours);
    void live_until_hour(double clock); ///< 0 to 24; the next time the clock shows it

    /// One bout.
    /// @param intensity  Fraction of heart-rate reserve.
    void exercise(double intensity, double hours);

    /// One bout.
    /// @param load  Fraction of the person's own VO2max; garber2011: oxygen uptake = 3.5 + intensity * (VO2max - 3.5).
    void exercise_at_load(double load, double hours);

    /// Bouts at 17:00 on evenly spread days, no other input of a session; ends after the last full week.
    void train(double per_week, double minutes, double intensity, int weeks);

    /// Lives on and records every `step` hours, start and end included.
    [[nodiscard]] Course watch(const std::vector<std::string>& names, double hours, double step);

    /// The mean over the coming 24 h, sampled every 6 min.
    [[nodiscard]] double mean_day(const std::string& name);

  private:
    [[nodiscard]] Trajectory follow(const Schedule& schedule, const std::vector<double>& times);

    Accuracy accuracy_;
    Person person_;
};

/// Expects `expected - tolerance <= value <= expected + tolerance` and keeps the value in the test report.
void expect_close(const std::string& what, double value, double expected, double tolerance);

/// Expects `low <= value <= high` and keeps the value in the test report.
void expect_between(const std::string& what, double value, double low, double high);

} // namespace euthymia::analytic
