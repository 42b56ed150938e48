// SPDX-License-Identifier: Apache-2.0
#include "allocation.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

template <typename Item>
void shuffle(std::vector<Item>& items, Stream& stream) {
    for (std::size_t k = items.size(); k > 1; --k) std::swap(items[k - 1], items[stream.below(k)]);
}

/// The places of one stratum, block after block.
class Blocks {
  public:
    Blocks(const std::vector<int>& n, int size)
        : n_(n)
        , size_(size)
        , given_(n.size()) {}

    /// The arm of the next place.
    std::size_t next(Stream& stream) {
        if (block_.empty()) fill(stream);
        const std::size_t arm = block_.back();
        block_.pop_back();
        return arm;
    }

  private:
    /// Every place goes to the arm that is furthest behind its share of all places up to the end of the block.
    void fill(Stream& stream) {
        n_place_ += size_;
        const double n_total = std::accumulate(n_.begin(), n_.end(), 0.0);
        for (int k = 0; k < size_; ++k) {
            const auto lack = [&](std::size_t arm) { return n_[arm] / n_total * n_place_ - given_[arm]; };
            std::size_t neediest = 0;
            for (std::size_t arm = 1; arm < n_.size(); ++arm) {
                if (lack(arm) > lack(neediest)) neediest = arm;
            }
            ++given_[neediest];
            block_.push_back(neediest);
        }
        shuffle(block_, stream);
    }

    const std::vector<int>& n_;
    int size_;
    int n_place_ = 0;
    std::vector<int> given_;
    std::vector<std::size_t> block_; ///< what is left of the present one
};

using Deal = std::vector<std::vector<std::size_t>>;

Deal deal_in_order(const Dealing& dealing, const std::vector<std::size_t>& order) {
    Deal people(dealing.n.size());
    std::size_t next = 0;
    for (std::size_t arm = 0; arm < dealing.n.size(); ++arm) {
        for (int k = 0; k < dealing.n[arm]; ++k) people[arm].push_back(order[next++ % order.size()]);
    }
    return people;
}

Deal deal_in_blocks(const Dealing& dealing, const std::vector<std::size_t>& order, Stream& stream) {
    const int size = dealing.block_size > 0 ? dealing.block_size : 2 * static_cast<int>(dealing.n.size());
    std::map<int, Blocks> blocks;
    for (const int stratum : dealing.stratum) blocks.try_emplace(stratum, dealing.n, size);
    Deal people(dealing.n.size());
    const auto is_full = [&](std::size_t arm) { return static_cast<int>(people[arm].size()) >= dealing.n[arm]; };
    const int n_wanted = std::accumulate(dealing.n.begin(), dealing.n.end(), 0);
    for (int k = 0; k < n_wanted; ++k) {
        const std::size_t person = order[static_cast<std::size_t>(k) % order.size()];
        Blocks& own = blocks.at(dealing.stratum[person]);
        std::size_t arm = own.next(stream);
        while (is_full(arm)) arm = own.next(stream);
        people[arm].push_back(person);
    }
    return people;
}

std::vector<double> baseline_ratings(const TrialResult& result, const ArmRecord& arm) {
    const auto& criteria = result.design.recruitment.baseline;
    const auto& scales = result.scales;
    const auto place = std::ranges::find(scales, criteria ? criteria->scale : BaselineCriteria{}.scale);
    if (place == scales.end()) return {};
    const std::size_t n_row = result.visit_time.size() * scales.size();
    std::vector<double> ratings;
    for (std::size_t at = static_cast<std::size_t>(place - scales.begin()); at < arm.ratings.size(); at += n_row) {
        ratings.push_back(arm.ratings[at]);
    }
    return ratings;
}

/// 1 for those at the median of the pool or above it.
std::vector<int> upper_half(const std::vector<double>& ratings, std::size_t n) {
    std::vector<int> half(n);
    if (ratings.size() != n || n == 0) return half;
    std::vector<double> sorted = ratings;
    std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(n / 2));
    for (std::size_t k = 0; k < n; ++k) half[k] = ratings[k] >= sorted[n / 2] ? 1 : 0;
    return half;
}

Stream replicate_stream(const TrialResult& result, const std::string& name, int replicate) {
    return Stream({.seed = result.seed,
                   .trial = hash_name(name),
                   .patient = static_cast<std::uint32_t>(replicate),
                   .purpose = Purpose::replicate});
}

/// Deals to arms, by their places, that take the same people.
void allocate_among(const std::vector<std::size_t>& arms, const TrialResult& result, Stream stream, Deal& people) {
    if (arms.empty()) return;
    Dealing dealing{
        .n = {}, .block_size = result.design.block_size, .stratum = strata_of(result, result.arms[arms.front()])};
    for (const std::size_t arm : arms) dealing.n.push_back(result.arms[arm].n_design);
    Deal dealt = deal(dealing, stream);
    for (std::size_t k = 0; k < arms.size(); ++k) people[arms[k]] = std::move(dealt[k]);
}

} // namespace

std::vector<std::vector<std::size_t>> deal(const Dealing& dealing, Stream stream) {
    std::vector<std::size_t> order(dealing.stratum.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, stream);
    const bool has_strata = std::ranges::any_of(dealing.stratum, [](int stratum) { return stratum != 0; });
    if (dealing.block_size == 0 && !has_strata) return deal_in_order(dealing, order);
    return deal_in_blocks(dealing, order, stream);
}

std::vector<int> strata_of(const TrialResult& result, const ArmRecord& arm) {
    const std::vector<bool>& is_female = arm.patient.empty() ? result.is_female : arm.is_female;
    std::vector<int> strata(arm.dropout_week.size());
    for (const std::string& word : result.design.strata) {
        std::vector<int> part;
        if (word == "baseline") {
            part = upper_half(baseline_ratings(result, arm), strata.size());
        } else if (word == "female") {
            part.assign(is_female.begin(), is_female.end());
        } else {
            throw InputError({fmt::format("'{}' is nothing to stratify by", word), "key 'design.stratify_by'",
                              suggest(word, {"baseline", "female"}, "use baseline or female")});
        }
        for (std::size_t k = 0; k < strata.size(); ++k) strata[k] = 2 * strata[k] + part[k];
    }
    return strata;
}

std::vector<std::vector<std::size_t>> allocate(const TrialResult& result, int replicate) {
    Deal people(result.arms.size());
    std::vector<std::size_t> shared;
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm) {
        const ArmRecord& record = result.arms[arm];
        if (record.patient.empty()) {
            shared.push_back(arm);
        } else {
            const std::string own = result.design.title + "/" + record.name;
            allocate_among({arm}, result, replicate_stream(result, own, replicate), people);
        }
    }
    allocate_among(shared, result, replicate_stream(result, result.design.title, replicate), people);
    return people;
}

} // namespace euthymia
