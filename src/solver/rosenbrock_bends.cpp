// SPDX-License-Identifier: Apache-2.0
#include "rosenbrock_bends.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace euthymia {

namespace {

/// Fractions of a step at which gaps are looked at.
constexpr double samples[] = {0.25, 0.5, 0.75, 1.0};

/// A crossing this near an end of the step, as a fraction of it, is taken to be there.
constexpr double nearness = 1e-3;

/// A gap this small, beside what it is a sample later, is no gap any more.
constexpr double closeness = 1e-9;
constexpr int most_narrowings = 30;

/// Mean square error of a step that has to be much shorter.
constexpr double far_too_long = 1e12;

} // namespace

Rosenbrock::Bends::Bends(Work& work, LaneBends& system)
    : work_(work)
    , system_(system)
    , n_bend_(system.n_bend())
    , lanes_(static_cast<std::size_t>(work.n_lane)) {
    for (Lane& lane : lanes_) {
        for (auto* marks : {&lane.sides, &lane.is_crossed, &lane.is_turned}) marks->assign(n_bend_, false);
        lane.size.resize(n_bend_);
    }
    state_ = block_.take(work.n_state * work.n_lane);
    time_ = block_.take(work.n_lane);
    fraction_ = block_.take(work.n_pattern * chunk_size);
    for (double** gaps : {&gaps_, &gaps_before_}) *gaps = block_.take(n_bend_ * work.n_lane);
}

double Rosenbrock::Bends::ahead(int lane, int bend, const double* gaps) const {
    const double gap = gaps[static_cast<std::ptrdiff_t>(bend) * work_.n_lane + lane];
    return lanes_[lane].sides[bend] ? gap : -gap;
}

double Rosenbrock::Bends::nearest(int lane, const double* gaps) const {
    const Lane& own = lanes_[lane];
    double least = nowhere;
    for (int k = 0; k < n_bend_; ++k) {
        if (own.is_crossed[k]) least = std::min(least, ahead(lane, k, gaps) / own.size[k]);
    }
    return least;
}

void Rosenbrock::Bends::begin(std::span<const int> lanes) {
    if (lanes.empty()) return;
    for (int lane = 0; lane < work_.n_lane; ++lane) time_[lane] = work_.controls[lane].t();
    work_.with_guard(work_.y, [&] { system_.gaps(time_, work_.y, gaps_); });
    for (const int lane : lanes) {
        Lane& own = lanes_[lane];
        for (int k = 0; k < n_bend_; ++k) {
            own.sides[k] = gaps_[static_cast<std::ptrdiff_t>(k) * work_.n_lane + lane] > 0.0;
        }
        own.is_turned.assign(n_bend_, false);
        own.is_landing = false;
        system_.take_sides(lane, own.sides);
    }
}

void Rosenbrock::Bends::look() {
    note_lanes();
    if (std::ranges::none_of(lanes_, &Lane::is_looking)) return;
    work_.weigh_dense();
    scan();
    search();
    for (int lane = 0; lane < work_.n_lane; ++lane) {
        if (lanes_[lane].is_repeated) work_.error[lane] = nowhere;
        if (lanes_[lane].is_torn) work_.error[lane] = far_too_long;
    }
}

void Rosenbrock::Bends::note_lanes() {
    for (int lane = 0; lane < work_.n_lane; ++lane) {
        Lane& own = lanes_[lane];
        own.is_looking = work_.controls[lane].is_running() && work_.error[lane] <= 1.0;
        own.is_repeated = own.is_searching = own.is_torn = false;
    }
}

/// The gaps at `fraction_` of every lane's step.
void Rosenbrock::Bends::take_gaps_within(double* gaps) {
    work_.kernels.interpolate(work_.interpolation(), work_.n_chunk, work_.n_pattern, fraction_, state_);
    for (int lane = 0; lane < work_.n_lane; ++lane) {
        const StepControl& control = work_.controls[lane];
        time_[lane] = std::min(control.t() + fraction_[lane] * control.h(), control.t_last());
    }
    work_.with_guard(state_, [&] { system_.gaps(time_, state_, gaps); });
}

/// Finds for each lane the first sample that is beyond a bend.
void Rosenbrock::Bends::scan() {
    std::fill_n(fraction_, work_.n_pattern * chunk_size, 0.0);
    take_gaps_within(gaps_);
    double from = 0.0;
    for (const double to : samples) {
        std::swap(gaps_, gaps_before_);
        std::fill_n(fraction_, work_.n_pattern * chunk_size, to);
        take_gaps_within(gaps_);
        for (int lane = 0; lane < work_.n_lane; ++lane) {
            if (lanes_[lane].is_looking) inspect(lane, from, to);
        }
        from = to;
    }
}

/// Those that the attempt was not meant to end at.
std::vector<int> Rosenbrock::Bends::bends_beyond(int lane) const {
    const Lane& own = lanes_[lane];
    std::vector<int> beyond;
    for (int k = 0; k < n_bend_; ++k) {
        const bool is_expected = own.is_landing && own.is_crossed[k];
        if (!is_expected && ahead(lane, k, gaps_) < 0.0) beyond.push_back(k);
    }
    return beyond;
}

void Rosenbrock::Bends::inspect(int lane, double from, double to) {
    Lane& own = lanes_[lane];
    const std::vector<int> beyond = bends_beyond(lane);
    if (beyond.empty()) return;
    own.is_looking = false;
    if (from == 0.0) {
        std::vector<int> unclear;
        std::ranges::copy_if(beyond, std::back_inserter(unclear),
                             [&](int k) { return !(ahead(lane, k, gaps_before_) > 0.0); });
        own.is_torn = std::ranges::any_of(unclear, [&](int k) { return own.is_turned[k]; });
        if (own.is_torn) return;
        if (!unclear.empty()) return turn(lane, unclear);
    }
    own.is_searching = true;
    own.is_landing = false;
    own.is_crossed.assign(n_bend_, false);
    for (const int k : beyond) {
        own.is_crossed[k] = true;
        own.size[k] = -ahead(lane, k, gaps_);
    }
    own.before = from;
    own.after = own.crossing = to;
    own.ahead_before = nearest(lane, gaps_before_);
    own.ahead_after = -1.0;
}

/// Takes the other sides from the begin of the attempt on, which is repeated.
void Rosenbrock::Bends::turn(int lane, const std::vector<int>& bends) {
    Lane& own = lanes_[lane];
    for (const int k : bends) {
        own.sides[k] = !own.sides[k];
        own.is_turned[k] = true;
    }
    system_.take_sides(lane, own.sides);
    own.is_repeated = true;
    if (!own.is_landing) own.end = nowhere;
}

/// All lanes together, each by its own bracket: the rule of false position, the end that stays counting half each time.
void Rosenbrock::Bends::search() {
    for (int k = 0; k < most_narrowings && std::ranges::any_of(lanes_, &Lane::is_searching); ++k) {
        work_.fill_pattern(fraction_, [&](int lane) {
            Lane& own = lanes_[lane];
            const double share = own.ahead_before / (own.ahead_before - own.ahead_after);
            if (own.is_searching) own.crossing = own.before + (own.after - own.before) * share;
            return own.is_searching ? own.crossing : 1.0;
        });
        take_gaps_within(gaps_);
        for (int lane = 0; lane < work_.n_lane; ++lane) {
            if (!lanes_[lane].is_searching) continue;
            narrow(lane);
            if (!lanes_[lane].is_searching || k + 1 == most_narrowings) land(lane);
        }
    }
}

void Rosenbrock::Bends::narrow(int lane) {
    Lane& own = lanes_[lane];
    const double ahead_here = nearest(lane, gaps_);
    own.is_searching = std::abs(ahead_here) > closeness;
    const bool is_beyond = ahead_here < 0.0;
    (is_beyond ? own.after : own.before) = own.crossing;
    (is_beyond ? own.ahead_after : own.ahead_before) = ahead_here;
    (is_beyond ? own.ahead_before : own.ahead_after) *= 0.5;
}

/// The attempt will end at the bends that are crossed where the search ended.
void Rosenbrock::Bends::land(int lane) {
    Lane& own = lanes_[lane];
    own.is_searching = false;
    const double limit = std::max(nearest(lane, gaps_), closeness);
    std::vector<int> crossed;
    for (int k = 0; k < n_bend_; ++k) {
        own.is_crossed[k] = own.is_crossed[k] && ahead(lane, k, gaps_) / own.size[k] <= limit;
        if (own.is_crossed[k]) crossed.push_back(k);
    }
    const StepControl& control = work_.controls[lane];
    const double end = control.t() + own.crossing * control.h();
    if (own.crossing < nearness || !(end > control.t())) return turn(lane, crossed);
    own.is_landing = true;
    own.is_repeated = own.crossing < 1.0 - nearness;
    own.end = end;
}

void Rosenbrock::Bends::settle() {
    for (int lane = 0; lane < work_.n_lane; ++lane) {
        Lane& own = lanes_[lane];
        if (own.is_repeated) continue;
        if (own.is_landing && work_.controls[lane].status() == LaneStatus::accepted) {
            for (int k = 0; k < n_bend_; ++k) own.sides[k] = own.sides[k] != own.is_crossed[k];
            system_.take_sides(lane, own.sides);
        }
        own.is_turned.assign(n_bend_, false);
        own.is_landing = false;
    }
}

} // namespace euthymia
