// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/text.hpp"
#include "euthymia/io/write_calibration.hpp"

namespace euthymia {

namespace {

constexpr std::string_view note_head = "fitted to ", note_tail = " by calibrate";

std::string read_bytes(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw InputError({"the table cannot be read", file.string(), "check that the file is there"});
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::size_t place_of(const std::vector<std::string_view>& columns, const std::string& column) {
    const auto found = std::ranges::find(columns, column);
    if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
    throw InputError({fmt::format("column '{}' is missing", column), "write-back", "add the column"});
}

/// What a note says beside an earlier fit.
std::string_view own_words(std::string_view note) {
    const std::size_t tail = note.find(note_tail);
    if (!note.starts_with(note_head) || tail == std::string_view::npos) return note;
    note.remove_prefix(tail + note_tail.size());
    return note.starts_with("; ") ? note.substr(2) : note;
}

std::string line_with(const std::string& line, const std::vector<std::string_view>& columns, const std::string& column,
                      double value, const std::string& note) {
    std::vector<std::string> cells;
    for (const std::string_view cell : split(line, '\t')) cells.emplace_back(cell);
    cells.resize(std::max(cells.size(), columns.size()));
    std::string& old = cells[place_of(columns, "note")];
    const std::string rest(own_words(old));
    old = rest.empty() ? note : note + "; " + rest;
    cells[place_of(columns, column)] = fmt::format("{:.6g}", value);
    return fmt::format("{}", fmt::join(cells, "\t"));
}

/// The lines of a text, each with the characters that end it.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size() - 1) + 1;
        lines.push_back(text.substr(from, end - from));
        from = end;
    }
    return lines;
}

std::size_t length_without_end(const std::string& line) {
    const std::size_t last = line.find_last_not_of("\r\n");
    return last == std::string::npos ? 0 : last + 1;
}

} // namespace

std::string with_new_values(const std::string& table, const std::string& key, const std::string& column,
                            const std::vector<NewValue>& values, const std::string& note) {
    std::vector<std::string> lines = lines_of(table);
    const auto is_told = [](const std::string& line) { return length_without_end(line) > 0 && line[0] != '#'; };
    const auto first = std::ranges::find_if(lines, is_told);
    if (first == lines.end()) throw InputError({"the table is empty", "write-back", "give it a header row"});
    const std::string header = first->substr(0, length_without_end(*first));
    const auto columns = split(header, '\t');
    const std::size_t key_place = place_of(columns, key);
    std::size_t n_done = 0;
    for (auto line = first + 1; line != lines.end(); ++line) {
        if (!is_told(*line)) continue;
        const std::size_t length = length_without_end(*line);
        const std::string text = line->substr(0, length), end = line->substr(length);
        const auto found = std::ranges::find(values, split(text, '\t')[key_place], &NewValue::row);
        if (found == values.end()) continue;
        *line = line_with(text, columns, column, found->value, note) + end;
        ++n_done;
    }
    if (n_done == values.size()) return fmt::format("{}", fmt::join(lines, ""));
    throw InputError({fmt::format("{} of {} rows are there", n_done, values.size()), fmt::format("column '{}'", key),
                      "use the table that the fit was made with"});
}

std::vector<std::filesystem::path> write_back(const std::filesystem::path& biology,
                                              const std::vector<FitParameter>& parameters,
                                              const std::vector<double>& values,
                                              const std::vector<std::string>& targets) {
    std::vector<NewValue> of_model, of_contact;
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        const std::string& contact = parameters[k].contact;
        if (contact.empty()) of_model.push_back({parameters[k].name, values[k]});
        if (!contact.empty()) of_contact.push_back({contact, values[k]});
    }
    const std::string note = fmt::format("{}{}{}", note_head, fmt::join(targets, ", "), note_tail);
    std::vector<std::filesystem::path> written;
    const auto rewrite = [&](const char* name, const char* key, const char* column, const auto& rows) {
        if (rows.empty()) return;
        const auto file = biology / name;
        write_whole_file(file, with_new_values(read_bytes(file), key, column, rows, note));
        written.push_back(file);
    };
    rewrite("parameters.tsv", "id", "value", of_model);
    rewrite("tables/contact.tsv", "kind", "points", of_contact);
    return written;
}

} // namespace euthymia
