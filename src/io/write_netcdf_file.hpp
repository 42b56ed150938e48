// SPDX-License-Identifier: Apache-2.0
// A NetCDF-4 file in the making; every return code of the library is looked at.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace euthymia {

/// How a NetCDF variable is described, after the CF conventions.
struct NetcdfLabel {
    std::string name;
    std::string unit; ///< empty: dimensionless
    std::string long_name;
    bool is_unit_known = true;
    std::string cell_methods = {}; ///< how a dimension was done away with: "patient: mean"
};

/// HDF5 below the library crashes at the end of a program that it could not write a file for, so it must not meet a
/// full disk: a file grows in memory and reaches the disk when it is closed, or the room on the disk is reserved
/// before.
///
/// @throws InputError  from every member, when the library reports an error.
class NetcdfFile {
  public:
    /// A file that grows in memory.
    explicit NetcdfFile(const std::filesystem::path& path);

    /// A file that grows on the disk. @param n_byte  At least what it will hold.
    NetcdfFile(const std::filesystem::path& path, std::uint64_t n_byte);

    ~NetcdfFile(); ///< a file that was not closed is abandoned
    NetcdfFile(const NetcdfFile&) = delete;
    NetcdfFile& operator=(const NetcdfFile&) = delete;

    [[nodiscard]] int add_dimension(const std::string& name, std::size_t length);

    /// Adds a coordinate variable, which lacks no value; the whole of it is written.
    int add_coordinate(const NetcdfLabel& label, int dimension, std::span<const double> values);
    int add_coordinate(const NetcdfLabel& label, int dimension, std::span<const int> values);
    int add_coordinate(const NetcdfLabel& label, int dimension, std::span<const std::string> values);

    /// Adds a coordinate that is written part by part, by `put`.
    [[nodiscard]] int add_number_coordinate(const NetcdfLabel& label, int dimension);
    [[nodiscard]] int add_text_coordinate(const NetcdfLabel& label, int dimension);

    /// Adds flags, 0 or 1. @param meanings  Of 0 and of 1, separated by a blank.
    void add_flags(const NetcdfLabel& label, int dimension, const std::vector<bool>& values,
                   const std::string& meanings);

    /// Adds states, of which each value has a meaning. @param meanings  Of 0, 1, ..., separated by blanks.
    void add_states(const NetcdfLabel& label, int dimension, std::span<const signed char> values,
                    const std::string& meanings);

    /// Adds a variable of doubles where NaN is missing, compressed in blocks of shape `block`. Its name becomes a plain
    /// word that no other variable has.
    [[nodiscard]] int add_data(const NetcdfLabel& label, const std::vector<int>& dimensions,
                               const std::vector<std::size_t>& block);

    /// The same, not compressed, for a file on the disk: `put` whole blocks and none is held in memory.
    [[nodiscard]] int add_raw_data(const NetcdfLabel& label, const std::vector<int>& dimensions,
                                   const std::vector<std::size_t>& block);

    /// Writes the part of `variable` that begins at `start` and has shape `count`, last dimension fastest.
    void put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
             std::span<const double> values);

    /// Writes a coordinate from `start` on.
    void put(int variable, std::size_t start, std::span<const long long> values);
    void put(int variable, std::size_t start, std::span<const std::string> values);

    /// Describes the whole file.
    void add_text(const std::string& name, const std::string& text);

    /// Writes the file.
    void close();

  private:
    int add_variable(const NetcdfLabel& label, int type, const std::vector<int>& dimensions);
    int add_blocks(const NetcdfLabel& label, const std::vector<int>& dimensions, const std::vector<std::size_t>& block);
    void close_in_memory();
    void add_text(int variable, const std::string& name, const std::string& text);
    void check(int code) const;

    std::filesystem::path path_;
    int id_ = -1;
    bool is_open_ = false;
    bool is_in_memory_ = true;
    std::set<std::string> names_;
};

/// `name` as a plain word: letters, digits and underscores, beginning with a letter.
[[nodiscard]] std::string plain_word(const std::string& name);

} // namespace euthymia
