// SPDX-License-Identifier: Apache-2.0
#include "population_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/io/number.hpp"
#include "euthymia/io/text.hpp"

namespace euthymia {

namespace {

constexpr std::size_t most_faults = 20;
constexpr std::string_view label_column = "id";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// @param before  The ids of the columns on the left.
void check_id(const std::string& id, std::size_t line, const std::vector<std::string>& before,
              const std::vector<std::string>& known, FaultList& faults) {
    const auto is_among = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    if (id.empty()) {
        faults.add(line, fmt::format("column {} has no id", before.size() + 1), "name the constant that it sets");
    } else if (is_among(before)) {
        faults.add(line, fmt::format("id '{}' is there twice", id), "keep one of the two columns");
    } else if (id != label_column && !is_among(known)) {
        faults.add(line, fmt::format("the model has no constant '{}' to set", id),
                   suggest(id, known, "use the id of a constant of the model, or 'id' for labels of the patients"));
    }
}

} // namespace

void FaultList::add(std::size_t line, std::string what, std::string todo) {
    if (issues_.size() < most_faults) {
        issues_.push_back({std::move(what), fmt::format("{}:{}", file_, line), std::move(todo)});
    } else {
        ++n_left_out_;
    }
}

void FaultList::add_empty_cell(std::size_t line, const std::string& column) {
    add(line, fmt::format("column '{}' is empty", column), "fill in the cell");
}

void FaultList::raise() const {
    if (issues_.empty()) return;
    auto issues = issues_;
    if (n_left_out_ > 0)
        issues.push_back({fmt::format("and {} more faults", n_left_out_), file_, "correct these first"});
    throw InputError(std::move(issues));
}

bool LineReader::next() {
    while (std::getline(stream_, text_)) {
        ++line_;
        offset_ = next_;
        next_ += static_cast<std::streamoff>(text_.size()) + 1;
        if (line_ == 1 && text_.starts_with(byte_order_mark)) text_.erase(0, byte_order_mark.size());
        if (!trim(text_).empty()) return true;
    }
    return false;
}

void LineReader::seek(std::streamoff offset, std::size_t line) {
    stream_.clear();
    stream_.seekg(offset);
    next_ = offset;
    line_ = line - 1;
}

PopulationHeader parse_header(std::string_view text, std::size_t line, const std::vector<std::string>& known,
                              FaultList& faults) {
    PopulationHeader header;
    CsvCells cells;
    for (const std::string_view cell : cells.split(text)) {
        const std::string id(cell);
        check_id(id, line, header.columns, known, faults);
        if (id == label_column) {
            header.label = header.columns.size();
        } else {
            header.ids.push_back(id);
        }
        header.columns.push_back(id);
    }
    return header;
}

void RowParser::parse(std::string_view text, std::size_t line, std::vector<double>& values, std::string& label,
                      FaultList& faults) {
    const auto& cells = cells_.split(text);
    if (!is_whole(cells.size(), line, faults)) return;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        const std::string& column = header_.columns[k];
        const auto value = header_.is_label(k) ? std::nullopt : parse_number(cells[k]);
        if (value) {
            values.push_back(*value);
        } else if (cells[k].empty()) {
            faults.add_empty_cell(line, column);
        } else if (header_.is_label(k)) {
            label = cells[k];
        } else {
            faults.add(line, fmt::format("column '{}' holds '{}', which is not a number", column, cells[k]),
                       "write a decimal number such as 0.25 or 1e-3");
        }
    }
}

bool RowParser::is_whole(std::size_t n_cell, std::size_t line, FaultList& faults) const {
    const std::size_t n_column = header_.columns.size();
    if (cells_.is_open()) {
        faults.add(line, "a quote is not closed", "close it on the same line");
    } else if (n_cell != n_column) {
        faults.add(line, fmt::format("{} cells under {} ids", n_cell, n_column), "write one cell for each id");
    } else {
        return true;
    }
    return false;
}

} // namespace euthymia
