// SPDX-License-Identifier: Apache-2.0
// Rosenbrock methods for many people at once: each lane has its own time, step, error control and outcome.
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "euthymia/base/lane_system.hpp"
#include "euthymia/base/lane_tangents.hpp"
#include "euthymia/solver/lane_bends.hpp"
#include "euthymia/solver/rosenbrock_method.hpp"

namespace euthymia {

struct RosenbrockOptions {
    RosenbrockMethod method = rodas5p();
    double rtol = 1e-6;         ///< relative tolerance of the local error
    std::vector<double> atol;   ///< absolute tolerance, one for each state, in the state's units
    double max_step = 0.0;      ///< in the system's time; 0: no limit
    long max_steps = 1'000'000; ///< attempts between two starts
    /// Steps follow the errors of the tangents too, see `Rosenbrock::set_tangent_scales`.
    bool has_tangent_control = true;
};

/// What the last `step()` did in a lane.
enum class LaneStatus {
    idle,     ///< nothing: the lane is released, has just been started, or stands at its stop
    accepted, ///< it moved from `t_before` to `t`
    rejected, ///< the error was too large: it stays where it was and will try a shorter step
    failed    ///< it cannot go on, `message` says why; it keeps the last accepted state until it is started
};

struct LaneStatistics {
    long n_step = 0; ///< accepted
    long n_rejected = 0;
};

/// Integrates the lanes of one system, each from its own start to its own stops. What happens in a lane depends on that
/// lane alone, to the last bit: not on its place, the number of lanes or what the others do.
///
/// Method: section IV.7 of @cite hairer1996; one Jacobian and factorisation a step, shared by all stages.
/// A step is accepted if the rms over the states of error / (atol + rtol max(|y_0|, |y_1|)) is at most 1; the next step
/// follows from this error and the one before (@cite soderlind2003). A guarded state between -atol and 0 is read as 0
/// by the rates and by whoever asks for it. Not for two threads at once; `system` must outlive this.
///
/// Tangents are the exact derivatives of the computed solution, its steps held, by what `LaneTangents` vary: every
/// stage is differentiated and solved with the factors the states have. A step is accepted if for each tangent s, too,
/// the rms over the states of scale error / (atol + rtol scale max(|s_0|, |s_1|)) is at most 1.
class Rosenbrock {
  public:
    /// @throws std::invalid_argument  if `atol` does not have one positive entry for each state, or the method has more
    /// than 8 stages or 3 rows of dense output.
    /// @param tangents  Null: none. Of a system without algebraic states; must outlive this.
    /// @param bends     Null: none are held. A step that would go over one is repeated up to it. As `tangents`.
    Rosenbrock(LaneSystem& system, RosenbrockOptions options, LaneTangents* tangents = nullptr,
               LaneBends* bends = nullptr);
    ~Rosenbrock();
    Rosenbrock(const Rosenbrock&) = delete;
    Rosenbrock& operator=(const Rosenbrock&) = delete;

    [[nodiscard]] int n_lane() const;

    /// Starts a lane anew, without a stop; nothing of what it did before is left. Algebraic states in `y` are a first
    /// guess. @param y  Shape `n_state`. @param h_hint  First step to try; 0: found from the rates and their change.
    void start(int lane, double t, std::span<const double> y, double h_hint = 0.0);

    /// Goes on with a running lane after a discontinuity of its rates or state at `t`: the first step is shorter than
    /// the one that error control would have taken without it. Without a stop. Shape as in `start`.
    void restart(int lane, double t, std::span<const double> y);

    /// Where a lane must end a step, exactly; it goes no further. The step before is longer or shorter than error
    /// control wanted, the step after goes on from what was wanted. The rates are asked for no time from `t_stop` on,
    /// so that they may jump there. @throws std::invalid_argument  if `t_stop` is not after the lane's time.
    void set_stop(int lane, double t_stop);

    /// Makes a lane idle.
    void release(int lane);

    /// Attempts one step in every lane that is started, has not failed and does not stand at its stop.
    void step();

    [[nodiscard]] LaneStatus status(int lane) const;
    [[nodiscard]] double t(int lane) const;
    [[nodiscard]] double t_before(int lane) const;  ///< begin of the last accepted step, or the start
    [[nodiscard]] double next_step(int lane) const; ///< that error control wants; 0: not yet known
    [[nodiscard]] const std::string& message(int lane) const;
    [[nodiscard]] LaneStatistics statistics(int lane) const; ///< since `start`

    /// Writes the state at `t(lane)`; shape `n_state`.
    void state(int lane, std::span<double> y) const;

    /// Writes the state at a time in [`t_before`, `t`] of a lane that is `accepted`; shape `n_state`. Exact at both
    /// ends. Of any other lane it writes `state`.
    void interpolate(int lane, double t, std::span<double> y) const;

    /// `interpolate` for all lanes at once, each at its own time; the same to the last bit. Shapes: t `n_lane`;
    /// y `n_state x n_lane`, 64-byte aligned, with room for a multiple of 8 numbers.
    void interpolate(std::span<const double> t, double* y) const;

    /// `interpolate` for some states only, ascending; writes those of the whole `y` and leaves the others.
    void interpolate(int lane, double t, std::span<const int> states, std::span<double> y) const;

    /// Some states of every lane that is `accepted`, each at the same fraction (0 to 1) of its own last step: writes
    /// their rows of the whole `y`, shaped as above. Other rows, and other lanes, hold nothing of use.
    void interpolate(double fraction, std::span<const int> states, double* y) const;

    /// Sets the tangents of a lane, which `start` makes 0 and `restart` leaves alone; shape `n_tangent x n_state`,
    /// state fastest.
    void set_tangents(int lane, std::span<const double> tangents);

    /// How large a change of what each tangent varies is, so that scale times tangent compares with the state: its own
    /// size, as a rule. Of a lane, for good; 1 before. Where it is 0, steps do not follow the tangent. Shape
    /// `n_tangent`.
    void set_tangent_scales(int lane, std::span<const double> scales);

    /// Between the ends of a step, tangents will be asked for from `t` on only: then they need not be made ready
    /// before. Of a lane, until it is started or told again.
    void set_tangent_interest(int lane, double t);

    /// As `interpolate`; shape as in `set_tangents`.
    void interpolate_tangents(int lane, double t, std::span<double> tangents) const;

  private:
    struct Work;
    class Tangents;
    class Bends;
    std::unique_ptr<Work> work_;
};

} // namespace euthymia
