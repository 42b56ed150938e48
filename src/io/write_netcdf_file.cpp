// SPDX-License-Identifier: Apache-2.0
#include "write_netcdf_file.hpp"

#include <cctype>
#include <cstdlib>
#include <limits>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include <netcdf.h>
#include <netcdf_mem.h>

#include "output_error.hpp"

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

NetcdfFile::~NetcdfFile() {
    if (is_open_) nc_abort(id_);
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
    if (type != NC_STRING) add_text(variable, "units", label.unit.empty() ? "1" : label.unit);
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
    std::vector<const char*> texts;
    for (const std::string& value : values) texts.push_back(value.c_str());
    check(nc_put_var_string(id_, variable, texts.data()));
    return variable;
}

void NetcdfFile::add_flags(const NetcdfLabel& label, int dimension, const std::vector<bool>& values,
                           const std::string& meanings) {
    const int variable = add_variable(label, NC_BYTE, {dimension});
    const std::vector<signed char> bytes(values.begin(), values.end());
    const signed char flags[] = {0, 1};
    check(nc_put_att_schar(id_, variable, "flag_values", NC_BYTE, 2, flags));
    add_text(variable, "flag_meanings", meanings);
    check(nc_put_var_schar(id_, variable, bytes.data()));
}

int NetcdfFile::add_data(const NetcdfLabel& label, const std::vector<int>& dimensions,
                         const std::vector<std::size_t>& block) {
    const int variable = add_variable(label, NC_DOUBLE, dimensions);
    const double missing = std::numeric_limits<double>::quiet_NaN();
    check(nc_def_var_fill(id_, variable, NC_FILL, &missing));
    check(nc_def_var_chunking(id_, variable, NC_CHUNKED, block.data()));
    check(nc_def_var_deflate(id_, variable, 1, 1, 1));
    return variable;
}

void NetcdfFile::put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
                     std::span<const double> values) {
    check(nc_put_vara_double(id_, variable, start.data(), count.data(), values.data()));
}

void NetcdfFile::close() {
    is_open_ = false;
    NC_memio image{};
    check(nc_close_memio(id_, &image));
    const std::unique_ptr<void, decltype(&std::free)> owner(image.memory, std::free);
    write_checked(path_, std::string_view(static_cast<const char*>(image.memory), image.size));
}

} // namespace euthymia
