// SPDX-License-Identifier: Apache-2.0
#include "write_netcdf_file.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>
#include <string_view>

#include <fmt/format.h>
#include <netcdf.h>
#include <netcdf_mem.h>

#include "output_error.hpp"
#include "reserve_space.hpp"

namespace euthymia {

namespace {

std::string free_name(const std::set<std::string>& taken, const std::string& wanted) {
    std::string name = wanted;
    for (int k = 2; taken.contains(name); ++k) name = fmt::format("{}_{}", wanted, k);
    return name;
}

} // namespace

std::string plain_word(const std::string& name) {
    std::string word;
    for (const char c : name) word += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    if (word.empty() || std::isalpha(static_cast<unsigned char>(word.front())) == 0) word.insert(0, "v_");
    return word;
}

NetcdfFile::NetcdfFile(const std::filesystem::path& path)
    : path_(path) {
    check(nc_create_mem(path.c_str(), NC_NETCDF4, 0, &id_));
    is_open_ = true;
}

NetcdfFile::NetcdfFile(const std::filesystem::path& path, std::uint64_t n_byte)
    : path_(path)
    , is_in_memory_(false) {
    write_checked(path, {}); // the system's reason is better than the library's
    reserve_space(path, n_byte);
    check(nc_create(path.c_str(), NC_NETCDF4 | NC_CLOBBER, &id_));
    is_open_ = true;
    reserve_space(path, n_byte); // as a file that is made anew gives back its room
}

NetcdfFile::~NetcdfFile() {
    if (!is_open_) return;
    std::error_code ignored;
    if (!is_in_memory_) std::filesystem::resize_file(path_, 0, ignored); // so that what HDF5 still holds finds room
    nc_abort(id_);
}

void NetcdfFile::check(int code) const {
    if (code != NC_NOERR) throw_cannot_write(path_, nc_strerror(code));
}

int NetcdfFile::add_dimension(const std::string& name, std::size_t length) {
    int dimension = -1;
    check(nc_def_dim(id_, name.c_str(), length, &dimension));
    return dimension;
}

void NetcdfFile::add_text(int variable, const std::string& name, const std::string& text) {
    check(nc_put_att_text(id_, variable, name.c_str(), text.size(), text.data()));
}

void NetcdfFile::add_text(const std::string& name, const std::string& text) {
    add_text(NC_GLOBAL, name, text);
}

int NetcdfFile::add_variable(const NetcdfLabel& label, int type, const std::vector<int>& dimensions) {
    const std::string name = free_name(names_, plain_word(label.name));
    names_.insert(name);
    int variable = -1;
    check(nc_def_var(id_, name.c_str(), type, static_cast<int>(dimensions.size()), dimensions.data(), &variable));
    if (!label.long_name.empty()) add_text(variable, "long_name", label.long_name);
    if (!label.cell_methods.empty()) add_text(variable, "cell_methods", label.cell_methods);
    const bool has_unit = type != NC_STRING && label.is_unit_known;
    if (has_unit) add_text(variable, "units", label.unit.empty() ? "1" : label.unit);
    return variable;
}

int NetcdfFile::add_coordinate(const NetcdfLabel& label, int dimension, std::span<const double> values) {
    const int variable = add_variable(label, NC_DOUBLE, {dimension});
    check(nc_put_var_double(id_, variable, values.data()));
    return variable;
}

int NetcdfFile::add_coordinate(const NetcdfLabel& label, int dimension, std::span<const int> values) {
    const int variable = add_variable(label, NC_INT, {dimension});
    check(nc_put_var_int(id_, variable, values.data()));
    return variable;
}

int NetcdfFile::add_coordinate(const NetcdfLabel& label, int dimension, std::span<const std::string> values) {
    const int variable = add_variable(label, NC_STRING, {dimension});
    put(variable, 0, values);
    return variable;
}

int NetcdfFile::add_number_coordinate(const NetcdfLabel& label, int dimension) {
    return add_variable(label, NC_INT64, {dimension});
}

int NetcdfFile::add_text_coordinate(const NetcdfLabel& label, int dimension) {
    return add_variable(label, NC_STRING, {dimension});
}

void NetcdfFile::add_flags(const NetcdfLabel& label, int dimension, const std::vector<bool>& values,
                           const std::string& meanings) {
    const std::vector<signed char> bytes(values.begin(), values.end());
    add_states(label, dimension, bytes, meanings);
}

void NetcdfFile::add_states(const NetcdfLabel& label, int dimension, std::span<const signed char> values,
                            const std::string& meanings) {
    const int variable = add_variable(label, NC_BYTE, {dimension});
    std::vector<signed char> flags(1 + static_cast<std::size_t>(std::ranges::count(meanings, ' ')));
    std::iota(flags.begin(), flags.end(), static_cast<signed char>(0));
    check(nc_put_att_schar(id_, variable, "flag_values", NC_BYTE, flags.size(), flags.data()));
    add_text(variable, "flag_meanings", meanings);
    check(nc_put_var_schar(id_, variable, values.data()));
}

int NetcdfFile::add_blocks(const NetcdfLabel& label, const std::vector<int>& dimensions,
                           const std::vector<std::size_t>& block) {
    const int variable = add_variable(label, NC_DOUBLE, dimensions);
    const double missing = std::numeric_limits<double>::quiet_NaN();
    check(nc_def_var_fill(id_, variable, NC_FILL, &missing));
    check(nc_def_var_chunking(id_, variable, NC_CHUNKED, block.data()));
    return variable;
}

int NetcdfFile::add_data(const NetcdfLabel& label, const std::vector<int>& dimensions,
                         const std::vector<std::size_t>& block) {
    const int variable = add_blocks(label, dimensions, block);
    check(nc_def_var_deflate(id_, variable, 1, 1, 1));
    return variable;
}

int NetcdfFile::add_raw_data(const NetcdfLabel& label, const std::vector<int>& dimensions,
                             const std::vector<std::size_t>& block) {
    const int variable = add_blocks(label, dimensions, block);
    // the library's own cache, some megabytes a variable, would hold many blocks that nobody comes back to
    const std::size_t n_value = std::accumulate(block.begin(), block.end(), std::size_t{1}, std::multiplies<>());
    check(nc_set_var_chunk_cache(id_, variable, n_value * sizeof(double), 1, 1.0F));
    return variable;
}

void NetcdfFile::put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
                     std::span<const double> values) {
    check(nc_put_vara_double(id_, variable, start.data(), count.data(), values.data()));
}

void NetcdfFile::put(int variable, std::size_t start, std::span<const long long> values) {
    const std::size_t count = values.size();
    check(nc_put_vara_longlong(id_, variable, &start, &count, values.data()));
}

void NetcdfFile::put(int variable, std::size_t start, std::span<const std::string> values) {
    const std::size_t count = values.size();
    std::vector<const char*> texts;
    for (const std::string& value : values) texts.push_back(value.c_str());
    check(nc_put_vara_string(id_, variable, &start, &count, texts.data()));
}

void NetcdfFile::close() {
    if (is_in_memory_) return close_in_memory();
    check(nc_close(id_));
    is_open_ = false;
    release_space(path_);
}

void NetcdfFile::close_in_memory() {
    is_open_ = false;
    NC_memio image{};
    check(nc_close_memio(id_, &image));
    const std::unique_ptr<void, decltype(&std::free)> owner(image.memory, std::free);
    write_checked(path_, std::string_view(static_cast<const char*>(image.memory), image.size));
}

} // namespace euthymia
