// SPDX-License-Identifier: Apache-2.0
// People as rows of a CSV file: a header of ids, below it one person a row. A population may be larger than memory.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace euthymia {

/// A population in a file. Making one reads and checks the whole file; afterwards rows are read again when they are
/// asked for, from any thread. Of the rows only some places in the file are kept.
///
/// A column `id`, if there is one, holds labels of the patients; every other column holds values of a constant.
class PopulationFile {
  public:
    /// @param known  The ids that a column may have.
    /// @throws InputError  with the faults of the file, each with its line, up to a fair number: ids that are unknown
    ///                     or there twice, rows that are too short or too long, cells that are no finite number, labels
    ///                     that are there twice; also when there is no row, or the file cannot be read twice (a pipe).
    PopulationFile(const std::filesystem::path& file, const std::vector<std::string>& known);
    ~PopulationFile();
    PopulationFile(const PopulationFile&) = delete;
    PopulationFile& operator=(const PopulationFile&) = delete;

    /// The number of people.
    [[nodiscard]] std::size_t size() const;

    /// What the columns set, in the order of `values`.
    [[nodiscard]] const std::vector<std::string>& ids() const;

    /// The values of one person, counted from 0; shape `n_id`, model units.
    /// @throws InputError  when the file is no longer what it was.
    [[nodiscard]] std::vector<double> values(std::size_t person) const;

    /// True if every label is a whole number as `parse_integer` takes it.
    [[nodiscard]] bool has_integer_labels() const;

    /// The labels of `n` people from `first` on. Without a column `id` people are numbered from 1.
    /// @throws InputError  when the file is no longer what it was.
    [[nodiscard]] std::vector<std::string> labels(std::size_t first, std::size_t n) const;

  private:
    class Reader;
    std::unique_ptr<Reader> reader_;
};

} // namespace euthymia
