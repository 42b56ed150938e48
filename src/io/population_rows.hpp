// SPDX-License-Identifier: Apache-2.0
// The lines of a population file: what its header says, and what a row may hold.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv_cells.hpp"
#include "euthymia/base/error.hpp"

namespace euthymia {

/// Faults of one file, as many as somebody may want to read; the rest is counted.
class FaultList {
  public:
    explicit FaultList(std::string file)
        : file_(std::move(file)) {}

    void add(std::size_t line, std::string what, std::string todo);
    void add_empty_cell(std::size_t line, const std::string& column);

    [[nodiscard]] bool is_empty() const { return issues_.empty(); }

    /// @throws InputError  if there were faults.
    void raise() const;

  private:
    std::string file_;
    std::vector<Issue> issues_;
    std::size_t n_left_out_ = 0;
};

/// The lines of a text file that are not blank, and where they stand.
class LineReader {
  public:
    explicit LineReader(const std::string& file)
        : stream_(file, std::ios::binary) {}

    [[nodiscard]] bool is_open() const { return stream_.is_open(); }

    /// Goes to the next line that is not blank; false at the end.
    bool next();

    /// Goes on from a place that was `offset()` of line `line()`.
    void seek(std::streamoff offset, std::size_t line);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::size_t line() const { return line_; }
    [[nodiscard]] std::streamoff offset() const { return offset_; }

  private:
    std::ifstream stream_;
    std::string text_;
    std::size_t line_ = 0;                 ///< of `text`, counted from 1
    std::streamoff offset_ = 0, next_ = 0; ///< where `text` begins, and the line after it
};

/// What stands over the columns.
struct PopulationHeader {
    std::vector<std::string> columns;
    std::vector<std::string> ids;     ///< `columns` without the labels
    std::optional<std::size_t> label; ///< the column of labels

    [[nodiscard]] bool is_label(std::size_t column) const { return label == column; }
};

/// Reads the header in line `line` of a file; a column may have one of the ids `known`.
[[nodiscard]] PopulationHeader parse_header(std::string_view text, std::size_t line,
                                            const std::vector<std::string>& known, FaultList& faults);

/// Takes rows apart.
class RowParser {
  public:
    explicit RowParser(const PopulationHeader& header)
        : header_(header) {}

    /// Appends the values of the row in line `line`, and reads its label. What is wrong goes to `faults`.
    void parse(std::string_view text, std::size_t line, std::vector<double>& values, std::string& label,
               FaultList& faults);

  private:
    [[nodiscard]] bool is_whole(std::size_t n_cell, std::size_t line, FaultList& faults) const;

    const PopulationHeader& header_;
    CsvCells cells_;
};

} // namespace euthymia
