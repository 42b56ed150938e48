// SPDX-License-Identifier: Apache-2.0
// The people of `euthymia sbml`: what --set and --population give them, and what is recorded.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "euthymia/io/population.hpp"
#include "euthymia/io/read_population.hpp"
#include "euthymia/model/equations.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::cli {

struct SbmlArguments {
    std::string model;
    double end = 0.0;
    int n_step = 100;
    std::vector<std::string> settings; ///< id=value
    std::vector<std::string> variables;
    std::string population; ///< CSV: a header of ids, one person a row; empty: one person
};

/// A model bound to those who will be simulated.
class SbmlPeople {
  public:
    /// @throws InputError  for settings, variables and rows of the population that do not fit the model.
    SbmlPeople(const SbmlArguments& arguments, const Model& model, std::uint64_t seed, const Accuracy& accuracy);

    [[nodiscard]] const Simulator& simulator() const { return simulator_; }
    [[nodiscard]] const PopulationShape& shape() const { return shape_; }

    /// Person `k`, counted from 0, at the start. From any thread.
    [[nodiscard]] Passage begin(std::size_t k) const;

    /// Rows of a population have ids; one person alone has none.
    [[nodiscard]] bool is_population() const { return file_ != nullptr; }

  private:
    SbmlPeople(const SbmlArguments& arguments, const Model& model, const Equations& equations, std::uint64_t seed,
               const Accuracy& accuracy);

    std::uint64_t seed_;
    std::map<std::string, double> settings_;     ///< of everybody
    std::shared_ptr<const PopulationFile> file_; ///< null: one person
    Simulator simulator_;
    PopulationShape shape_;
};

} // namespace euthymia::cli
