// SPDX-License-Identifier: Apache-2.0
// Pieces of JSON that several documents hold.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "euthymia/io/provenance.hpp"
#include "euthymia/trial/result.hpp"

namespace euthymia {

using Json = nlohmann::ordered_json;

[[nodiscard]] std::string dump(const Json& json, int indent);

/// Null for what is missing.
[[nodiscard]] Json optional_number(const std::optional<double>& value);
[[nodiscard]] Json optional_text(const std::string& text);

/// @param hour  Of the visit, where the trial tells visits so (`visit_hour`); stands beside the week.
[[nodiscard]] Json comparison_json(const Comparison& comparison, const std::optional<double>& hour = {});

/// {mean, low, high} over an ensemble; null for what has no such number.
[[nodiscard]] Json over_ensemble_json(const Estimate& estimate);

/// Adds `week` and, where there is one, `hour`.
void add_visit(Json& row, double week, const std::optional<double>& hour);

[[nodiscard]] Json to_json(const Provenance& provenance);

template <typename Rows, typename Function>
Json list(const Rows& rows, Function json_of) {
    Json all = Json::array();
    for (const auto& row : rows) all.push_back(json_of(row));
    return all;
}

} // namespace euthymia
