// SPDX-License-Identifier: Apache-2.0
#include "row_player.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace euthymia {

namespace {

/// Carries steps out on rows of `width` numbers, each operation for itself: nothing is rounded otherwise than the steps
/// say.
template <std::size_t width>
class Play {
  public:
    Play(const RowBlocks& blocks, std::span<const LaneFunction> functions, bool has_fma, double* values)
        : readable_{blocks.time, blocks.states, blocks.first, blocks.second, blocks.person, blocks.work}
        , writable_{nullptr, nullptr, blocks.first, blocks.second, blocks.person, blocks.work}
        , functions_(functions)
        , has_fma_(has_fma)
        , values_(values) {}

    void operator()(const RowStep& step) {
        switch (step.kind) {
        case RowStep::Kind::number:
            std::fill_n(value(step.target), width, step.number);
            break;
        case RowStep::Kind::load:
            copy(readable_[place_of(step.row)] + step.row.index * width, value(step.target));
            break;
        case RowStep::Kind::compute:
            compute(step);
            break;
        case RowStep::Kind::fused:
            fuse(step);
            break;
        case RowStep::Kind::store:
            copy(value(step.a), writable_[place_of(step.row)] + step.row.index * width);
            break;
        case RowStep::Kind::cut:
            break;
        }
    }

  private:
    static std::size_t place_of(const Row& row) { return static_cast<std::size_t>(row.block); }

    [[nodiscard]] double* value(std::uint32_t number) const { return values_ + number * width; }

    static void copy(const double* from, double* to) { std::memcpy(to, from, width * sizeof(double)); }

    template <typename Operation>
    void each(const RowStep& step, Operation operation) const {
        const double *a = value(step.a), *b = value(step.b), *c = value(step.c);
        std::array<double, width> target{}; // apart, so that compilers take several lanes at once
        for (std::size_t l = 0; l < width; ++l) target[l] = operation(a[l], b[l], c[l]);
        copy(target.data(), value(step.target));
    }

    void fuse(const RowStep& step) const {
        if (has_fma_) return each(step, [](double a, double b, double c) { return std::fma(a, b, c); });
        each(step, [](double a, double b, double c) { return a * b + c; }); // in two roundings: see CMakeLists.txt
    }

    void compute(const RowStep& step) const {
        switch (step.function) {
        case Function::add:
            return each(step, [](double a, double b, double) { return a + b; });
        case Function::subtract:
            return each(step, [](double a, double b, double) { return a - b; });
        case Function::multiply:
            return each(step, [](double a, double b, double) { return a * b; });
        case Function::divide:
            return each(step, [](double a, double b, double) { return a / b; });
        default:
            return call(step, functions_[static_cast<std::size_t>(step.function)]);
        }
    }

    void call(const RowStep& step, const LaneFunction& function) const {
        if (function.of_one != nullptr) {
            each(step, [&](double a, double, double) { return function.of_one(a); });
        } else if (function.of_two != nullptr) {
            each(step, [&](double a, double b, double) { return function.of_two(a, b); });
        } else {
            each(step, function.of_three);
        }
    }

    std::array<const double*, n_block> readable_;
    std::array<double*, n_block> writable_;
    std::span<const LaneFunction> functions_;
    bool has_fma_;
    double* values_;
};

} // namespace

RowPlayer::RowPlayer(RowCode code, int n_lane, const Machine& machine)
    : code_(std::move(code))
    , n_lane_(n_lane)
    , has_fma_(machine.has_fma) {
    for (const RowStep& step : code_.steps) {
        if (step.kind == RowStep::Kind::compute) find(step.function, machine);
    }
}

void RowPlayer::find(Function function, const Machine& machine) {
    LaneFunction& known = functions_[static_cast<std::size_t>(function)];
    if (known.is_set()) return;
    const auto found = lane_function(function, machine);
    if (found) known = *found;
    is_able_ = is_able_ && found.has_value();
}

void RowPlayer::play(const RowBlocks& blocks, AlignedVector<double>& values) const {
    values.resize(std::max(values.size(), code_.n_value * static_cast<std::size_t>(n_lane_)));
    const auto play_all = [&]<std::size_t width>(std::integral_constant<std::size_t, width>) {
        Play<width> play(blocks, functions_, has_fma_, values.data());
        for (const RowStep& step : code_.steps) play(step);
    };
    switch (n_lane_) {
    case 1:
        return play_all(std::integral_constant<std::size_t, 1>());
    case 2:
        return play_all(std::integral_constant<std::size_t, 2>());
    case 4:
        return play_all(std::integral_constant<std::size_t, 4>());
    default:
        return play_all(std::integral_constant<std::size_t, 8>());
    }
}

} // namespace euthymia
