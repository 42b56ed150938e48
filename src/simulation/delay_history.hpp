// SPDX-License-Identifier: Apache-2.0
// The past of a state: what was integrated, kept as polynomials.
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <vector>

#include "step.hpp"

namespace euthymia {

/// Which value is meant at a moment at which the state jumped.
enum class Side { before, after };

/// The way of some states through time, from a start to the last accepted step. Jumps stay jumps. May be copied.
///
/// A step is kept as the polynomial of degree 5 through Chebyshev points of it: exactly what CVODE and the Rosenbrock
/// methods say of the time within a step.
class DelayHistory {
  public:
    /// @param states  Which states to keep; `at` writes these and leaves the others alone.
    explicit DelayHistory(std::vector<std::size_t> states = {})
        : states_(std::move(states)) {}

    /// Forgets everything; the state is `y` at `t`, and nothing is known of it before.
    void start(double t, std::span<const double> y);

    /// Keeps the step from `end()` on.
    void append(const Step& step);

    /// The state is `y` from `t` on, whatever was kept of it beyond; `t` is not after `end()`. True if it jumps there.
    [[nodiscard]] bool go_on(double t, std::span<const double> y);

    /// Something else than the state jumps at `end()`.
    void mark_jump();

    /// Forgets what is only needed for times before `t`.
    void forget_before(double t);

    [[nodiscard]] double begin() const { return begin_; }
    [[nodiscard]] double end() const { return end_; }

    /// `t`, or the moment of a jump (also of the start) that is not farther than `rounding` from it.
    [[nodiscard]] double snap(double t, double rounding) const;

    /// The state at `t` in [begin(), end()]; where it jumped, what it was on the wanted side.
    void at(double t, Side side, std::span<double> y) const;

    /// The state at `t` in (end(), t_now), on the way to where it is to be `y_now`: within a step that is being tried.
    void on_the_way(double t, double t_now, std::span<const double> y_now, std::span<double> y) const;

  private:
    static constexpr int n_node = 6;

    /// What was kept of one step; values are in rows of nodes, one row a state.
    struct Piece {
        double begin, end; ///< of the polynomial
        double until;      ///< it holds up to here, if the step was cut short
        std::vector<double> values;
    };

    void write(const Piece& piece, double t, std::span<double> y) const;
    [[nodiscard]] std::vector<double> kept(std::span<const double> y) const;

    std::vector<std::size_t> states_;
    std::size_t n_state_ = 0;
    std::deque<Piece> pieces_; ///< without gaps; together they reach `end_`
    double begin_ = 0.0, end_ = 0.0;
    std::vector<double> now_;  ///< kept states at `end_`, after a jump there
    std::deque<double> jumps_; ///< the start is the first
};

} // namespace euthymia
