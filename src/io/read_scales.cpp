// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/table.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

/// Who rates: "observer" or "self".
std::string read_rater(const TableRow& row) {
    const std::string rater = row.word("rater");
    if (rater == "observer" || rater == "self") return rater;
    throw InputError({fmt::format("'{}' rates no scale", rater), row.where(), "write observer or self"});
}

Scale read_scale(const TableRow& row) {
    return {.name = row.word("scale"),
            .variable = row.word("variable"),
            .max = row.number("max"),
            .rater_sd = row.number("rater_sd"),
            .person_sd = row.number("person_sd"),
            .response_drop = row.number("response_drop"),
            .remission = row.number("remission_max"),
            .bands = {},
            .is_self_rated = read_rater(row) == "self"};
}

bool is_same(const Scale& a, const Scale& b) {
    return a.variable == b.variable && a.max == b.max && a.rater_sd == b.rater_sd &&
           a.person_sd == b.person_sd && a.response_drop == b.response_drop && a.remission == b.remission && a.is_self_rated == b.is_self_rated;
}

/// The scale a row belongs to: a new one, or the one of the rows before, with which the row must agree.
Scale& place(std::vector<Scale>& scales, const TableRow& row) {
    Scale scale = read_scale(row);
    const auto found =
        std::find_if(scales.begin(), scales.end(), [&](const Scale& other) { return other.name == scale.name; });
    if (found == scales.end()) return scales.emplace_back(std::move(scale));
    if (is_same(*found, scale)) return *found;
    throw InputError(
        {fmt::format("scale '{}' differs from its earlier rows", scale.name), row.where(),
         "give every row of a scale the same variable, max, rater, rater_sd, person_sd, response_drop and remission_max"});
}

} // namespace

std::vector<Scale> read_scales(const std::filesystem::path& file) {
    const Table table = read_table(
        file, {"scale", "variable", "max", "rater", "rater_sd", "person_sd", "response_drop", "remission_max", "band", "band_low"});
    std::vector<Scale> scales;
    table.for_each([&](const TableRow& row) {
        std::vector<Band>& bands = place(scales, row).bands;
        Band band{.name = row.word("band"), .from = row.number("band_low")};
        if (!bands.empty() && band.from <= bands.back().from) {
            throw InputError({fmt::format("band '{}' does not begin above '{}'", band.name, bands.back().name),
                              row.where(), "order the bands by 'band_low'"});
        }
        bands.push_back(std::move(band));
    });
    return scales;
}

Names read_names(const std::filesystem::path& file) {
    const Table table = read_table(file, {"alias", "id", "panel", "unit", "label"});
    table.refuse_repeated("alias");
    std::vector<Name> names;
    table.for_each([&](const TableRow& row) {
        names.push_back({.alias = row.word("alias"),
                         .id = row.word("id"),
                         .panel = row.text("panel"),
                         .unit = row.text("unit"),
                         .label = row.text("label"),
                         .factor = row.number("factor", 1.0)});
    });
    return Names(std::move(names));
}

} // namespace euthymia
