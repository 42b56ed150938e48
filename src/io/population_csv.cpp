// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/population_csv.hpp"

#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "write_csv_columns.hpp"

namespace euthymia {

namespace {

std::string header(const PopulationShape& shape, bool has_ids) {
    std::vector<std::string> cells{"time"};
    if (has_ids) cells.insert(cells.begin(), "id");
    for (const Name& variable : shape.variables) cells.push_back(csv_text(variable.id));
    return csv_line(cells);
}

} // namespace

PopulationCsv::PopulationCsv(Write write, PopulationShape shape, bool has_ids)
    : write_(std::move(write))
    , shape_(std::move(shape))
    , has_ids_(has_ids) {
    for (const double time : shape_.time) times_.push_back(csv_number(time));
    write_(header(shape_, has_ids_));
}

void PopulationCsv::put(std::size_t person, const Trajectory& seen) {
    std::string text = rows(person, seen); // the slow part, beside the others
    const std::lock_guard lock(mutex_);
    waiting_.emplace(person, std::move(text));
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; ++next_) {
        write_(first->second);
        first = waiting_.erase(first);
    }
}

void PopulationCsv::close() {
    for (const auto& [person, text] : waiting_) write_(text);
    waiting_.clear();
}

std::string PopulationCsv::rows(std::size_t person, const Trajectory& seen) const {
    const std::string id = has_ids_ ? csv_text(shape_.labels(person, 1).front()) + "," : "";
    const std::size_t n_variable = shape_.variables.size();
    std::string text;
    for (std::size_t i = 0; i < times_.size(); ++i) {
        text += id;
        text += times_[i];
        for (std::size_t k = 0; k < n_variable; ++k) {
            const double value = seen.values[i * n_variable + k];
            text += ',';
            if (std::isfinite(value)) fmt::format_to(std::back_inserter(text), "{}", value);
        }
        text += '\n';
    }
    return text;
}

} // namespace euthymia
