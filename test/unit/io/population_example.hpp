// SPDX-License-Identifier: Apache-2.0
// A population of which every value is known.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "euthymia/io/population.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia::test {

/// Times 0, 0.5, 1; variables `S` and `amount(S)`; people labelled from 1 on.
inline PopulationShape example_shape(std::size_t n_person) {
    const auto labels = [](std::size_t first, std::size_t n) {
        std::vector<std::string> texts;
        for (std::size_t k = first; k < first + n; ++k) texts.push_back(fmt::format("{}", k + 1));
        return texts;
    };
    return {.title = "example",
            .n_person = n_person,
            .labels = labels,
            .has_integer_labels = true,
            .time = {0.0, 0.5, 1.0},
            .time_unit = "second",
            .variables = {{.alias = "S", .id = "S", .panel = {}, .unit = "mole/litre", .label = "substrate"},
                          {.alias = "amount(S)", .id = "amount(S)", .panel = {}, .unit = "", .label = ""}}};
}

inline double example_course(std::size_t person, std::size_t time, std::size_t variable) {
    return static_cast<double>(100 * person + 10 * time + variable) / 3.0;
}

inline Trajectory example_seen(const PopulationShape& shape, std::size_t person) {
    Trajectory seen;
    seen.time = shape.time;
    for (std::size_t i = 0; i < shape.time.size(); ++i) {
        for (std::size_t k = 0; k < shape.variables.size(); ++k) seen.values.push_back(example_course(person, i, k));
    }
    return seen;
}

} // namespace euthymia::test
