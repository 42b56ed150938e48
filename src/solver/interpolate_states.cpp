// SPDX-License-Identifier: Apache-2.0
// Dense output of some states only, for those who look often and need few.
#include <algorithm>

#include "rosenbrock_work.hpp"

namespace euthymia {

namespace {

/// The arrays of an interpolation from one place on.
class Shifted {
  public:
    Shifted(const InterpolationArguments& from, std::ptrdiff_t place) {
        for (int r = 0; r < from.n_dense; ++r) k_[r] = from.k[r] + place;
        arguments_ = {.n_dense = from.n_dense, .before = from.before + place, .after = from.after + place, .k = k_};
    }
    Shifted(const Shifted&) = delete;
    Shifted& operator=(const Shifted&) = delete;

    [[nodiscard]] const InterpolationArguments& arguments() const { return arguments_; }

  private:
    const double* k_[max_dense] = {};
    InterpolationArguments arguments_;
};

/// Calls `visit(first, n)` for every `n` states in a row.
template <typename Visit>
void for_each_run(std::span<const int> states, Visit visit) {
    for (std::size_t k = 0, end = 0; k < states.size(); k = end) {
        for (end = k + 1; end < states.size() && states[end] == states[end - 1] + 1;) ++end;
        visit(states[k], static_cast<int>(end - k));
    }
}

} // namespace

void Rosenbrock::interpolate(int lane, double t, std::span<const int> states, std::span<double> y) const {
    const Work& work = *work_;
    work_->weigh_dense();
    const InterpolationArguments whole = work.interpolation();
    const double x = work.controls[lane].fraction(t);
    for_each_run(states, [&](int first, int n) {
        const Shifted rows(whole, static_cast<std::ptrdiff_t>(first) * work.n_lane);
        work.kernels.interpolate_lane(rows.arguments(), n, work.n_lane, lane, x, &y[first]);
    });
    for (const int v : work.guarded) {
        if (std::ranges::binary_search(states, v)) y[v] = guarded_value(y[v], work.options.atol[v]);
    }
}

void Rosenbrock::interpolate(double fraction, std::span<const int> states, double* y) const {
    const Work& work = *work_;
    work_->weigh_dense();
    const InterpolationArguments whole = work.interpolation();
    alignas(chunk_size * sizeof(double)) double x[chunk_size];
    std::fill_n(x, chunk_size, fraction);
    for_each_run(states, [&](int first, int n) {
        const int begin = first * work.n_lane / chunk_size;
        const int n_chunk = ((first + n) * work.n_lane - 1) / chunk_size + 1 - begin;
        const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(begin) * chunk_size;
        work.kernels.interpolate(Shifted(whole, place).arguments(), n_chunk, 1, x, y + place);
    });
    for (const int v : work.guarded) {
        if (!std::ranges::binary_search(states, v)) continue;
        for (int lane = 0; lane < work.n_lane; ++lane) {
            work.at(y, v, lane) = guarded_value(work.at(y, v, lane), work.options.atol[v]);
        }
    }
}

} // namespace euthymia
