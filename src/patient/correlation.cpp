// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/correlation.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <Eigen/Cholesky>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "euthymia/patient/patient.hpp"

namespace euthymia {

namespace {

using Pair = std::pair<std::size_t, std::size_t>;

/// A correlation, its parameters by their places.
struct Link {
    Pair places;
    const Correlation* row;
};

std::optional<std::size_t> place_of(const std::vector<VaryingParameter>& varying, const std::string& id) {
    const auto found = std::ranges::find(varying, id, &VaryingParameter::id);
    if (found == varying.end()) return std::nullopt;
    return static_cast<std::size_t>(found - varying.begin());
}

Issue unknown(const std::vector<VaryingParameter>& varying, const std::string& id, const std::string& where) {
    std::vector<std::string> known;
    for (const VaryingParameter& parameter : varying) known.push_back(parameter.id);
    return {fmt::format("'{}' does not differ between people", id), where,
            suggest(id, known, "name parameters that have a spread in parameters.tsv")};
}

/// The rows by place; collects what is wrong with each.
std::vector<Link> links_of(const std::vector<VaryingParameter>& varying, const std::vector<Correlation>& rows) {
    std::vector<Link> links;
    std::vector<Issue> issues;
    std::set<Pair> seen;
    for (const Correlation& row : rows) {
        const auto a = place_of(varying, row.a), b = place_of(varying, row.b);
        if (!a) issues.push_back(unknown(varying, row.a, row.where));
        if (!b) issues.push_back(unknown(varying, row.b, row.where));
        if (!(row.value > -1.0 && row.value < 1.0)) {
            issues.push_back(
                {fmt::format("the correlation is {}", row.value), row.where, "give a number between -1 and 1"});
        }
        if (!a || !b) continue;
        const Pair pair = std::minmax(*a, *b);
        if (*a == *b) {
            issues.push_back({fmt::format("'{}' is correlated with itself", row.a), row.where, "name two parameters"});
        } else if (!seen.insert(pair).second) {
            issues.push_back({fmt::format("'{}' and '{}' stand twice", row.a, row.b), row.where, "keep one row"});
        }
        links.push_back({pair, &row});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
    return links;
}

/// For every place the lowest place it is linked to, directly or through others.
std::vector<std::size_t> heads_of(std::size_t n, const std::vector<Link>& links) {
    std::vector<std::size_t> heads(n);
    std::iota(heads.begin(), heads.end(), std::size_t{0});
    for (const Link& link : links) {
        const auto [low, high] = std::minmax(heads[link.places.first], heads[link.places.second]);
        std::ranges::replace(heads, std::size_t{high}, std::size_t{low});
    }
    return heads;
}

[[noreturn]] void refuse(const std::vector<const Correlation*>& rows) {
    std::vector<std::string> pairs;
    for (const Correlation* row : rows) pairs.push_back(fmt::format("{} and {} {}", row->a, row->b, row->value));
    throw InputError({fmt::format("no people can have these correlations together: {}", fmt::join(pairs, "; ")),
                      rows.front()->where,
                      "their matrix must be positive definite: bring them nearer to 0, or add the missing pairs"});
}

std::vector<double> factor_of(const std::vector<std::size_t>& members, const std::vector<Link>& links) {
    const auto n = static_cast<Eigen::Index>(members.size());
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(n, n);
    std::vector<const Correlation*> rows;
    for (const Link& link : links) {
        const auto a = std::ranges::find(members, link.places.first),
                   b = std::ranges::find(members, link.places.second);
        if (a == members.end() || b == members.end()) continue;
        matrix(a - members.begin(), b - members.begin()) = matrix(b - members.begin(), a - members.begin()) =
            link.row->value;
        rows.push_back(link.row);
    }
    const Eigen::LLT<Eigen::MatrixXd> cholesky(matrix);
    if (cholesky.info() != Eigen::Success) refuse(rows);
    const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> lower = cholesky.matrixL();
    return {lower.data(), lower.data() + lower.size()};
}

} // namespace

std::vector<CorrelatedGroup> correlated_groups(const std::vector<VaryingParameter>& varying,
                                               const std::vector<Correlation>& correlations) {
    const std::vector<Link> links = links_of(varying, correlations);
    const std::vector<std::size_t> heads = heads_of(varying.size(), links);
    std::vector<CorrelatedGroup> groups;
    for (std::size_t head = 0; head < heads.size(); ++head) {
        std::vector<std::size_t> members;
        for (std::size_t k = head; k < heads.size(); ++k) {
            if (heads[k] == head) members.push_back(k);
        }
        if (!members.empty()) groups.push_back({members, factor_of(members, links)});
    }
    return groups;
}

} // namespace euthymia
