// SPDX-License-Identifier: Apache-2.0
// Integrators that drive journeys: one after another by CVODE, or many at once in the lanes of a Rosenbrock method.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "bends.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "euthymia/simulation/simulator.hpp"
#include "euthymia/solver/rosenbrock.hpp"
#include "journey.hpp"
#include "quiet_scan.hpp"

namespace euthymia {

/// Takes a journey through a model without states, where every step reaches the next stop, to its end.
void drive_without_states(Journey& journey);

/// Takes a journey through a model with states to its end, or at most `n_step` steps on; 0: without limit.
void drive_by_cvode(const Simulator& simulator, Journey& journey, int n_step = 0);

/// Steps by CVODE before a person whose lane got stuck is given back to it: some hours to days of a person.
inline constexpr int n_rescue_step = 200;

/// Takes many journeys to their ends, each in a lane of its own; a lane that becomes free takes the next journey.
class LaneDrive {
  public:
    /// The next journey, or none if there are no more.
    using Next = std::function<std::unique_ptr<Journey>()>;
    using Done = std::function<void(std::unique_ptr<Journey>)>;

    /// @param n_lane  Lanes to use; at most what the model's machine code has.
    LaneDrive(const Simulator& simulator, int n_lane, Next next, Done done);

    void run();

  private:
    void board(int lane);
    void tell_parameters(int lane);
    void depart(int lane);
    void set_limits(int lane);
    void settle(int lane);
    void accept(int lane);
    void go_on(int lane);
    void rescue(int lane);
    void leave(int lane);

    const Simulator& simulator_;
    std::unique_ptr<LaneEvaluator> system_;
    std::unique_ptr<LaneTangentEvaluator> tangents_; ///< null: no directions
    std::unique_ptr<HeldLanes> bends_;               ///< null: none are held
    Rosenbrock solver_;
    std::optional<QuietScan> scan_;                  ///< none: the model has no events
    std::vector<std::unique_ptr<Journey>> journeys_; ///< by lane; null: idle
    Next next_;
    Done done_;
    int n_travelling_ = 0;
};

} // namespace euthymia
