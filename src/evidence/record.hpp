// SPDX-License-Identifier: Apache-2.0
// What was seen of the arms of a claim, and the numbers read from it.
#pragma once

#include <string>
#include <vector>

#include "euthymia/evidence/claim.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

/// One person of one arm.
struct Record {
    std::string arm, patient;
    Trajectory seen;
};

/// All records of a claim.
class Records {
  public:
    /// @param variables  Of the trajectories.
    Records(Names names, std::vector<Name> variables, std::vector<Record> records)
        : names_(std::move(names))
        , variables_(std::move(variables))
        , records_(std::move(records)) {}

    /// The number that `reading` means for `patient`, unless it names one itself.
    /// @throws InputError  if no arm, patient or time of that kind was recorded.
    [[nodiscard]] double read(const Reading& reading, const std::string& patient) const;

  private:
    [[nodiscard]] const Record& find(const Reading& reading, const std::string& patient) const;
    [[nodiscard]] std::size_t place_of(const std::string& quantity) const;

    Names names_;
    std::vector<Name> variables_;
    std::vector<Record> records_;
};

/// A stretch of equally spaced values.
struct Series {
    std::vector<double> time, value;
};

/// @param lag  Samples of 24 h, for the autocorrelation.
[[nodiscard]] double reduce(const Series& series, Reading::Kind kind, std::size_t lag);

} // namespace euthymia
