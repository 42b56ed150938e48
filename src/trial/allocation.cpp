// SPDX-License-Identifier: Apache-2.0
#include "allocation.hpp"

#include <algorithm>
#include <numeric>

#include "euthymia/trial/statistics.hpp"

namespace euthymia {

namespace {

using People = std::vector<std::size_t>;

void shuffle(std::size_t* begin, std::size_t n, Stream& stream) {
    for (std::size_t k = n; k > 1; --k) std::swap(begin[k - 1], begin[stream.below(k)]);
}

People shuffled_pool(std::size_t n, Stream& stream) {
    People order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order.data(), order.size(), stream);
    return order;
}

/// The first `n` of an order that begins anew where it ends.
People first(const People& order, std::size_t n) {
    People people(n);
    for (std::size_t k = 0; k < n; ++k) people[k] = order[k % order.size()];
    return people;
}

/// The scores by which people are above or below the median at baseline; empty without entry criteria.
std::vector<double> baseline_scores(const TrialResult& result, const ArmRecord& arm) {
    const auto& criteria = result.design.recruitment.baseline;
    const auto scale = std::find(result.scales.begin(), result.scales.end(), criteria ? criteria->scale : "");
    if (scale == result.scales.end()) return {};
    const auto column = static_cast<std::size_t>(scale - result.scales.begin());
    const std::size_t row = result.visit_time.size() * result.scales.size();
    std::vector<double> scores;
    for (std::size_t person = 0; person < arm.dropout_week.size(); ++person) {
        scores.push_back(arm.ratings[person * row + column]);
    }
    return scores;
}

/// A number for each person; those of one stratum have the same.
std::vector<int> strata_of(const TrialResult& result, const ArmRecord& arm) {
    std::vector<int> strata(arm.dropout_week.size(), 0);
    for (const std::string& by : result.design.strata) {
        const auto scores = by == "baseline" ? baseline_scores(result, arm) : std::vector<double>{};
        auto ascending = scores;
        std::sort(ascending.begin(), ascending.end());
        const double median = quantile(ascending, 0.5);
        for (std::size_t k = 0; k < strata.size(); ++k) {
            const bool is_upper = by == "female" ? k < result.is_female.size() && result.is_female[k]
                                                 : k < scores.size() && scores[k] >= median;
            strata[k] = 2 * strata[k] + (is_upper ? 1 : 0);
        }
    }
    return strata;
}

/// Arms that share the trial's people.
std::vector<std::size_t> sharing_arms(const TrialResult& result) {
    std::vector<std::size_t> arms;
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        if (!result.design.arms[k].recruitment) arms.push_back(k);
    }
    return arms;
}

/// The arm of each of `n` people in the order they come.
std::vector<std::size_t> labels_of(const TrialDesign& design, const std::vector<int>& sizes, Stream& stream) {
    std::vector<std::size_t> labels;
    if (design.strata.empty() && design.block_size == 0) {
        for (std::size_t k = 0; k < sizes.size(); ++k)
            labels.insert(labels.end(), static_cast<std::size_t>(sizes[k]), k);
        return labels;
    }
    const int usual_block = 2 * static_cast<int>(sizes.size());
    return permuted_blocks(sizes, design.block_size > 0 ? design.block_size : usual_block, stream);
}

} // namespace

std::vector<std::size_t> permuted_blocks(const std::vector<int>& sizes, int block, Stream& stream) {
    const int n = std::accumulate(sizes.begin(), sizes.end(), 0);
    std::vector<int> given(sizes.size(), 0);
    std::vector<std::size_t> labels;
    for (int k = 0; k < n; ++k) {
        const auto lacks = [&](std::size_t arm) {
            return given[arm] == sizes[arm] ? -1.0 : static_cast<double>(sizes[arm]) * (k + 1) / n - given[arm];
        };
        std::size_t next = 0;
        for (std::size_t arm = 1; arm < sizes.size(); ++arm) next = lacks(arm) > lacks(next) ? arm : next;
        if (given[next] == sizes[next]) { // what is left is all of one arm
            next = static_cast<std::size_t>(std::mismatch(given.begin(), given.end(), sizes.begin()).first -
                                            given.begin());
        }
        ++given[next];
        labels.push_back(next);
    }
    const auto step = static_cast<std::size_t>(block);
    for (std::size_t from = 0; from < labels.size(); from += step) {
        shuffle(labels.data() + from, std::min(step, labels.size() - from), stream);
    }
    return labels;
}

std::vector<std::vector<std::size_t>> allocate(const TrialResult& result, int replicate) {
    Stream stream({.seed = result.seed,
                   .trial = hash_name(result.design.title),
                   .patient = static_cast<std::uint32_t>(replicate),
                   .purpose = Purpose::replicate});
    std::vector<People> people(result.arms.size());
    if (const auto arms = sharing_arms(result); !arms.empty()) {
        std::vector<int> sizes;
        for (const std::size_t arm : arms) sizes.push_back(result.arms[arm].n_design);
        const auto n = static_cast<std::size_t>(std::accumulate(sizes.begin(), sizes.end(), 0));
        const ArmRecord& pool = result.arms[arms.front()];
        People chosen = first(shuffled_pool(pool.dropout_week.size(), stream), n);
        const auto strata = strata_of(result, pool);
        std::stable_sort(chosen.begin(), chosen.end(),
                         [&](std::size_t a, std::size_t b) { return strata[a] < strata[b]; });
        const auto labels = labels_of(result.design, sizes, stream);
        for (std::size_t k = 0; k < n; ++k) people[arms[labels[k]]].push_back(chosen[k]);
    }
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm) {
        if (!result.design.arms[arm].recruitment) continue;
        const ArmRecord& own = result.arms[arm];
        people[arm] = first(shuffled_pool(own.dropout_week.size(), stream), static_cast<std::size_t>(own.n_design));
    }
    return people;
}

} // namespace euthymia
