// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/lu_plan.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace euthymia {

namespace {

/// Sets of numbers below n, one a row; as bits, because uniting two rows is the inner loop of the search for fill.
class BitRows {
  public:
    explicit BitRows(int n)
        : n_word_((n + 63) / 64)
        , words_(static_cast<std::size_t>(n) * n_word_) {}

    void insert(int row, int member) { word(row, member) |= bit(member); }
    void erase(int row, int member) { word(row, member) &= ~bit(member); }

    void unite(int row, int other) {
        for (std::size_t k = 0; k < n_word_; ++k) words_[row * n_word_ + k] |= words_[other * n_word_ + k];
    }

    [[nodiscard]] int count(int row) const {
        int n = 0;
        for (std::size_t k = 0; k < n_word_; ++k) n += std::popcount(words_[row * n_word_ + k]);
        return n;
    }

    /// Ascending.
    [[nodiscard]] std::vector<int> members(int row) const {
        std::vector<int> found;
        for (std::size_t k = 0; k < n_word_; ++k) {
            for (std::uint64_t rest = words_[row * n_word_ + k]; rest != 0; rest &= rest - 1) {
                found.push_back(static_cast<int>(64 * k) + std::countr_zero(rest));
            }
        }
        return found;
    }

  private:
    static std::uint64_t bit(int member) { return std::uint64_t{1} << (member % 64); }
    std::uint64_t& word(int row, int member) { return words_[row * n_word_ + member / 64]; }

    std::size_t n_word_;
    std::vector<std::uint64_t> words_;
};

/// What remains of a matrix while one diagonal entry after the other is eliminated.
class Elimination {
  public:
    explicit Elimination(const SparsityPattern& pattern)
        : rows_(pattern.n)
        , columns_(pattern.n) {
        for (int j = 0; j < pattern.n; ++j) {
            for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k) {
                rows_.insert(pattern.row[k], j);
                columns_.insert(j, pattern.row[k]);
            }
        }
        for (int i = 0; i < pattern.n; ++i) {
            remaining_.push_back(i);
            n_right_.push_back(rows_.count(i) - 1);
            n_below_.push_back(columns_.count(i) - 1);
        }
    }

    [[nodiscard]] bool is_done() const { return remaining_.empty(); }

    /// Eliminates the diagonal entry of least cost; places are still open.
    LuPlan::Pivot next() {
        const auto cheapest =
            std::min_element(remaining_.begin(), remaining_.end(), [this](int a, int b) { return cost(a) < cost(b); });
        const int p = *cheapest;
        remaining_.erase(cheapest);
        LuPlan::Pivot pivot{.row = p};
        pivot.below = others(columns_, p);
        pivot.right = others(rows_, p);
        for (const auto& [i, place] : pivot.below) n_right_[i] = join(rows_, i, p);
        for (const auto& [j, place] : pivot.right) n_below_[j] = join(columns_, j, p);
        return pivot;
    }

  private:
    /// Markowitz' bound of the fill.
    [[nodiscard]] std::int64_t cost(int i) const { return std::int64_t{n_right_[i]} * n_below_[i]; }

    static std::vector<LuPlan::Entry> others(const BitRows& sets, int p) {
        std::vector<LuPlan::Entry> entries;
        for (const int i : sets.members(p)) {
            if (i != p) entries.push_back({.index = i, .place = 0});
        }
        return entries;
    }

    /// Set `i` takes over what set `p` holds, but for p itself. Gives how many there are beside i.
    static int join(BitRows& sets, int i, int p) {
        sets.unite(i, p);
        sets.erase(i, p);
        return sets.count(i) - 1;
    }

    BitRows rows_, columns_;
    std::vector<int> remaining_;         ///< ascending, so that of equals the least comes first
    std::vector<int> n_right_, n_below_; ///< entries beside the diagonal, in the row and in the column
};

/// The places of the filled pattern: row after row in order of elimination, columns ascending.
class Places {
  public:
    explicit Places(const std::vector<LuPlan::Pivot>& pivots)
        : columns_(pivots.size())
        , start_(pivots.size()) {
        for (const LuPlan::Pivot& pivot : pivots) {
            columns_[pivot.row].push_back(pivot.row);
            for (const auto& [i, place] : pivot.below) columns_[i].push_back(pivot.row);
            for (const auto& [j, place] : pivot.right) columns_[pivot.row].push_back(j);
        }
        for (const LuPlan::Pivot& pivot : pivots) {
            std::sort(columns_[pivot.row].begin(), columns_[pivot.row].end());
            start_[pivot.row] = n_;
            n_ += static_cast<int>(columns_[pivot.row].size());
        }
    }

    [[nodiscard]] int size() const { return n_; }

    [[nodiscard]] int at(int row, int column) const {
        const std::vector<int>& columns = columns_[row];
        const auto found = std::lower_bound(columns.begin(), columns.end(), column);
        return start_[row] + static_cast<int>(found - columns.begin());
    }

  private:
    std::vector<std::vector<int>> columns_; ///< of each row
    std::vector<int> start_;                ///< place of a row's first entry
    int n_ = 0;
};

void place_pivot(LuPlan::Pivot& pivot, const Places& places) {
    pivot.place = places.at(pivot.row, pivot.row);
    for (auto& [i, place] : pivot.below) place = places.at(i, pivot.row);
    for (auto& [j, place] : pivot.right) place = places.at(pivot.row, j);
    pivot.updates.reserve(pivot.below.size() * pivot.right.size());
    for (const auto& [i, left] : pivot.below) {
        for (const auto& [j, right] : pivot.right) pivot.updates.push_back({places.at(i, j), left, right});
    }
}

void require_diagonal(const SparsityPattern& pattern) {
    for (int j = 0; j < pattern.n; ++j) {
        const auto column = pattern.row.begin() + pattern.column_start[j];
        const auto end = pattern.row.begin() + pattern.column_start[j + 1];
        if (std::find(column, end, j) == end) {
            throw std::invalid_argument("the pattern lacks the diagonal entry of row " + std::to_string(j));
        }
    }
}

} // namespace

LuPlan plan_lu(const SparsityPattern& pattern) {
    require_diagonal(pattern);
    LuPlan plan{.n = pattern.n};
    for (Elimination elimination(pattern); !elimination.is_done();) plan.pivots.push_back(elimination.next());
    const Places places(plan.pivots);
    plan.n_value = places.size();
    for (LuPlan::Pivot& pivot : plan.pivots) place_pivot(pivot, places);
    for (int j = 0; j < pattern.n; ++j) {
        for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k) {
            plan.from_matrix.push_back(places.at(pattern.row[k], j));
        }
    }
    return plan;
}

} // namespace euthymia
