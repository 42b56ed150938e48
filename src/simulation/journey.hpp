// SPDX-License-Identifier: Apache-2.0
// The time loop of one person: integrate to the next stop, apply it, record what was asked for.
#pragma once

#include <memory>
#include <vector>

#include "euthymia/simulation/simulator.hpp"
#include "euthymia/solver/cvode.hpp"
#include "timeline.hpp"

namespace euthymia {

/// Follows one person through one schedule.
class Follower {
  public:
    Follower(const Simulator& simulator, Person& person, const Schedule& schedule);

    /// @param times  When to record, ascending.
    [[nodiscard]] Trajectory operator()(const std::vector<double>& times);

  private:
    [[nodiscard]] bool integrate_to(double t);
    void record_up_to(double t);
    void record();
    void observe();

    void apply(const Stop& stop);
    void start_session(std::size_t index);
    void end_session();
    void take(const Dose& dose);
    void change(const Setting& setting);
    void set(const Setting& setting);
    [[nodiscard]] bool has_left();

    const Simulator& simulator_;
    Person& person_;
    const Schedule& schedule_;
    std::unique_ptr<Evaluator> evaluator_;
    std::unique_ptr<Cvode> solver_; ///< null for a model without states
    std::vector<double> resting_;   ///< parameters before the schedule
    std::vector<double> observed_;
    Stream attendance_;
    double leaves_below_; ///< the person leaves when the probability to have stayed falls below this
    const std::vector<double>* times_ = nullptr;
    std::size_t next_time_ = 0;
    bool must_restart_ = true;
    bool is_in_session_ = false;
    Trajectory trajectory_;
};

} // namespace euthymia
