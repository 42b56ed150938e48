// SPDX-License-Identifier: Apache-2.0
// The courses of a population as CSV, written while people are simulated.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "euthymia/io/population.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

/// One row a person and time, people in their order: id, time and the variables by their ids; a missing number is an
/// empty cell. Who is done before others wait in memory until their turn has come.
class PopulationCsv {
  public:
    using Write = std::function<void(std::string_view)>;

    /// @param write     Is given the table piece by piece, by one thread at a time.
    /// @param has_ids   False for one person alone, whose rows need no id.
    PopulationCsv(Write write, PopulationShape shape, bool has_ids);

    /// Takes over what was seen of one person, counted from 0. From any thread, in any order, once a person.
    void put(std::size_t person, const Trajectory& seen);

    /// Writes who still waits, because others before them never came.
    void close();

  private:
    [[nodiscard]] std::string rows(std::size_t person, const Trajectory& seen) const;

    Write write_;
    PopulationShape shape_;
    bool has_ids_;
    std::vector<std::string> times_;
    std::mutex mutex_;
    std::size_t next_ = 0;
    std::map<std::size_t, std::string> waiting_; ///< rows by person
};

} // namespace euthymia
