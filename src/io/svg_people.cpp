// SPDX-License-Identifier: Apache-2.0
#include "svg_people.hpp"

#include <fmt/format.h>

#include "svg.hpp"

namespace euthymia {

namespace {

constexpr int n_column = 20;
constexpr double cell_width = 38.0, cell_height = 58.0;

/// Head and body around the middle of the head, 22 wide and 46 high, as the data of a path.
std::string person(double x, double y) {
    return fmt::format("M{:.0f} {:.0f}a8 8 0 1 0 16 0a8 8 0 1 0 -16 0Z", x - 8.0, y) +
           fmt::format("M{:.0f} {:.0f}v-13a7 7 0 0 1 7 -7h8a7 7 0 0 1 7 7v13h-5v14h-12v-14Z", x - 11.0, y + 31.0);
}

} // namespace

std::string svg_people(const std::string& title, const std::string& description,
                       const std::vector<PeopleGroup>& groups) {
    std::string body;
    int place = 0;
    for (const PeopleGroup& group : groups) {
        std::string path;
        for (int k = 0; k < group.n; ++k, ++place) {
            path += person(cell_width * (place % n_column + 0.5), 12.0 + cell_height * (place / n_column));
        }
        if (!path.empty()) body += fmt::format("<path class=\"person {}\" d=\"{}\"/>\n", group.role, path);
    }
    const int n_row = (place + n_column - 1) / n_column;
    return svg_picture(n_column * cell_width, n_row * cell_height + 4.0, title, description, body);
}

std::string svg_person_swatch(const std::string& role) {
    return fmt::format("<svg class=\"swatch upright\" viewBox=\"0 0 26 52\" aria-hidden=\"true\">"
                       "<path class=\"person {}\" d=\"{}\"/></svg>",
                       role, person(13.0, 10.0));
}

} // namespace euthymia
