// SPDX-License-Identifier: Apache-2.0
#include "write_csv_columns.hpp"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace euthymia {

std::string csv_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "";
}

std::string csv_number(const std::optional<double>& value) {
    return value ? csv_number(*value) : "";
}

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
    return fmt::format("{}\n", fmt::join(cells, ","));
}

std::string csv_header(const std::vector<ColumnLabel>& columns) {
    std::vector<std::string> names;
    for (const ColumnLabel& column : columns) names.push_back(csv_text(column.name));
    return csv_line(names);
}

std::string csv_schema(const std::vector<ColumnLabel>& columns,
                       const std::vector<std::pair<std::string, std::string>>& unit_notes) {
    nlohmann::ordered_json schema;
    schema["simulated"] = true;
    for (const ColumnLabel& column : columns) {
        schema["columns"].push_back(
            {{"name", column.name}, {"type", column.type}, {"unit", column.unit}, {"description", column.description}});
    }
    for (const auto& [measure, unit] : unit_notes) schema["units_of_measures"][measure] = unit;
    return schema.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace euthymia
