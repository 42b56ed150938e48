// SPDX-License-Identifier: Apache-2.0
// The courses of a population as NetCDF-4, written while people are simulated.
#pragma once

#include <filesystem>
#include <memory>

#include "euthymia/io/population.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

/// A file with the dimensions patient and time. Every recorded variable has shape `patient x time` under its id made a
/// plain word; `status` tells of every patient whether the course is complete, failed (NaN from there on) or not
/// simulated (NaN). People who stand together are written together, so memory does not grow with their number.
class PopulationNetcdf {
  public:
    /// @throws InputError  when the file cannot be written, or the disk has no room for all of it.
    PopulationNetcdf(const std::filesystem::path& file, PopulationShape shape);
    ~PopulationNetcdf(); ///< a file that was not closed is abandoned
    PopulationNetcdf(const PopulationNetcdf&) = delete;
    PopulationNetcdf& operator=(const PopulationNetcdf&) = delete;

    /// Takes over what was seen of one person, counted from 0. From any thread, in any order, once a person.
    /// @throws InputError  when it cannot be written.
    void put(std::size_t person, const Trajectory& seen);

    /// Finishes the file; people who were not put are missing.
    /// @throws InputError  when it cannot be written.
    void close(const Provenance& provenance);

  private:
    class Writer;
    std::unique_ptr<Writer> writer_;
};

} // namespace euthymia
