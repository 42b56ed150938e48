// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sensitivity/sobol.hpp"

#include <algorithm>
#include <cmath>

#include <boost/random/sobol.hpp>
#include <fmt/format.h>

#include "bootstrap.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/base/random.hpp"

namespace euthymia {

namespace {

constexpr std::size_t most_inputs = 1800; ///< half the dimensions of the sequence
constexpr int n_bootstrap = 1000;

/// The outcomes of the samples, in their order there: A, B, A with an input from B.
class Samples {
  public:
    Samples(std::size_t n_input, std::span<const double> outcomes)
        : width_(n_input + 2) {
        for (std::size_t begin = 0; begin + width_ <= outcomes.size(); begin += width_) {
            const auto row = outcomes.subspan(begin, width_);
            if (std::ranges::all_of(row, [](double y) { return std::isfinite(y); })) rows_.push_back(row);
        }
    }

    [[nodiscard]] std::size_t size() const { return rows_.size(); }

    /// Mean, variance, then first-order and total shares, of the samples drawn.
    [[nodiscard]] std::vector<double> statistics(std::span<const std::size_t> drawn) const {
        const auto [mean, variance] = moments(drawn);
        std::vector<double> all{mean, variance};
        for (std::size_t input = 2; input < width_; ++input) {
            double first = 0.0, total = 0.0;
            for (const std::size_t k : drawn) {
                const double a = rows_[k][0], b = rows_[k][1], mixed = rows_[k][input];
                first += (b - mean) * (mixed - a); // f_B (f_AB - f_A), about the mean, which takes noise away
                total += (a - mixed) * (a - mixed) / 2.0;
            }
            const double scale = static_cast<double>(drawn.size()) * variance;
            all.push_back(first / scale);
            all.push_back(total / scale);
        }
        return all;
    }

  private:
    /// Of all that A and B gave.
    [[nodiscard]] std::pair<double, double> moments(std::span<const std::size_t> drawn) const {
        double sum = 0.0, squares = 0.0;
        const double n = 2.0 * static_cast<double>(drawn.size());
        for (const std::size_t k : drawn) sum += rows_[k][0] + rows_[k][1];
        const double mean = sum / n;
        for (const std::size_t k : drawn) squares += std::pow(rows_[k][0] - mean, 2) + std::pow(rows_[k][1] - mean, 2);
        return {mean, squares / n};
    }

    std::size_t width_;
    std::vector<std::span<const double>> rows_;
};

/// A shift of every dimension; the halves of 64 bits come from two uniform numbers.
std::vector<std::uint64_t> digital_shift(std::size_t n_dimension, std::uint64_t seed) {
    Stream stream({.seed = seed, .trial = hash_name("Sobol"), .purpose = Purpose::replicate});
    constexpr std::uint64_t half = std::uint64_t{1} << 32;
    std::vector<std::uint64_t> shift(n_dimension);
    for (std::uint64_t& bits : shift) {
        const std::uint64_t high = stream.below(half);
        bits = high << 32 | stream.below(half);
    }
    return shift;
}

double unit_interval(std::uint64_t bits) {
    return (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;
}

void add_sample(const Point& a, const Point& b, std::vector<Point>& points) {
    points.push_back(a);
    points.push_back(b);
    for (std::size_t input = 0; input < a.size(); ++input) {
        points.push_back(a);
        points.back()[input] = b[input];
    }
}

} // namespace

std::vector<Point> sobol_points(std::size_t n_input, int n_sample, std::uint64_t seed) {
    if (n_input == 0 || n_input > most_inputs) {
        throw InputError({fmt::format("{} inputs cannot be sampled", n_input), "Sobol indices",
                          fmt::format("choose 1 to {}", most_inputs)});
    }
    boost::random::sobol sequence(2 * n_input);
    const auto shift = digital_shift(2 * n_input, seed);
    std::vector<Point> points;
    for (int k = 0; k < n_sample; ++k) {
        Point both(2 * n_input);
        for (std::size_t d = 0; d < both.size(); ++d) both[d] = unit_interval(sequence() ^ shift[d]);
        const auto middle = both.begin() + static_cast<std::ptrdiff_t>(n_input);
        add_sample({both.begin(), middle}, {middle, both.end()}, points);
    }
    return points;
}

VarianceDecomposition decompose_variance(std::size_t n_input, std::span<const double> outcomes, std::uint64_t seed) {
    const Samples samples(n_input, outcomes);
    const auto estimates =
        bootstrap(samples.size(), n_bootstrap, seed, [&](auto drawn) { return samples.statistics(drawn); });
    VarianceDecomposition result{.mean = estimates[0].value,
                                 .variance = estimates[1].value,
                                 .n = static_cast<int>(samples.size()),
                                 .inputs = {}};
    for (std::size_t k = 0; k < n_input; ++k) result.inputs.push_back({estimates[2 + 2 * k], estimates[3 + 2 * k]});
    return result;
}

} // namespace euthymia
