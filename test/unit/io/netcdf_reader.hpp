// SPDX-License-Identifier: Apache-2.0
// NetCDF files as tests read them.
#pragma once

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <netcdf.h>

namespace euthymia::test {

/// Reads what the tests need; a call that fails fails the test.
class NetcdfReader {
  public:
    explicit NetcdfReader(const std::filesystem::path& path) { EXPECT_EQ(nc_open(path.c_str(), NC_NOWRITE, &id_), 0); }
    ~NetcdfReader() { nc_close(id_); }
    NetcdfReader(const NetcdfReader&) = delete;
    NetcdfReader& operator=(const NetcdfReader&) = delete;

    [[nodiscard]] std::vector<std::string> dimensions(const std::string& variable) const {
        int n = 0, ids[NC_MAX_VAR_DIMS];
        EXPECT_EQ(nc_inq_varndims(id_, find(variable), &n), 0);
        EXPECT_EQ(nc_inq_vardimid(id_, find(variable), ids), 0);
        std::vector<std::string> names;
        for (int i = 0; i < n; ++i) {
            char name[NC_MAX_NAME + 1];
            EXPECT_EQ(nc_inq_dimname(id_, ids[i], name), 0);
            names.emplace_back(name);
        }
        return names;
    }

    [[nodiscard]] std::vector<double> values(const std::string& variable, std::size_t n) const {
        std::vector<double> values(n);
        EXPECT_EQ(nc_get_var_double(id_, find(variable), values.data()), 0);
        return values;
    }

    [[nodiscard]] std::string text(const std::string& variable, const std::string& attribute) const {
        const int place = variable.empty() ? NC_GLOBAL : find(variable);
        std::size_t length = 0;
        EXPECT_EQ(nc_inq_attlen(id_, place, attribute.c_str(), &length), 0) << attribute;
        std::string text(length, ' ');
        EXPECT_EQ(nc_get_att_text(id_, place, attribute.c_str(), text.data()), 0) << attribute;
        return text;
    }

    [[nodiscard]] std::vector<std::string> texts(const std::string& variable, std::size_t n) const {
        std::vector<char*> names(n);
        EXPECT_EQ(nc_get_var_string(id_, find(variable), names.data()), 0);
        std::vector<std::string> texts(names.begin(), names.end());
        nc_free_string(n, names.data());
        return texts;
    }

    /// The type of a variable: NC_DOUBLE, NC_STRING, ...
    [[nodiscard]] int type(const std::string& variable) const {
        nc_type type = NC_NAT;
        EXPECT_EQ(nc_inq_vartype(id_, find(variable), &type), 0);
        return type;
    }

    [[nodiscard]] bool has_attribute(const std::string& variable, const std::string& attribute) const {
        return nc_inq_attid(id_, find(variable), attribute.c_str(), nullptr) == NC_NOERR;
    }

    [[nodiscard]] std::size_t length(const std::string& dimension) const {
        int place = -1;
        std::size_t length = 0;
        EXPECT_EQ(nc_inq_dimid(id_, dimension.c_str(), &place), 0) << dimension;
        EXPECT_EQ(nc_inq_dimlen(id_, place, &length), 0);
        return length;
    }

  private:
    [[nodiscard]] int find(const std::string& variable) const {
        int found = -1;
        EXPECT_EQ(nc_inq_varid(id_, variable.c_str(), &found), 0) << variable;
        return found;
    }

    int id_ = -1;
};

/// Equal, where NaN equals NaN.
inline void expect_same(const std::vector<double>& a, const std::vector<double>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_TRUE(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) << i << ": " << a[i] << " " << b[i];
    }
}

} // namespace euthymia::test
