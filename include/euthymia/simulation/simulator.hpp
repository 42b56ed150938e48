// SPDX-License-Identifier: Apache-2.0
// One person's life under a schedule: names are bound to a compiled model once, then people are simulated.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/base/random.hpp"
#include "euthymia/compile/compiled_model.hpp"
#include "euthymia/patient/patient.hpp"
#include "euthymia/protocol/schedule.hpp"
#include "euthymia/simulation/names.hpp"

namespace euthymia {

/// How exactly to integrate.
struct Accuracy {
    double rtol = 1e-6; ///< relative tolerance of the local error
    double atol = 1e-6; ///< absolute tolerance as a fraction of a state's scale, |initial value| or `least_scale`
    double least_scale = 1e-3;
    double max_step = 0.0; ///< model time; 0: no limit
};

/// Where a person is: the state and the parameters that hold. May be kept and continued from.
struct Person {
    StreamKey key;                  ///< whose random numbers
    std::vector<double> parameters; ///< order of `Layout::parameters`
    std::vector<double> state;      ///< order of `Layout::states`
    double time = 0.0;              ///< model time [h]
};

/// Why a person could not be simulated further.
struct Failure {
    double time = 0.0; ///< h
    std::string reason;
};

/// What was seen of one person.
struct Trajectory {
    std::vector<double> time;   ///< h, shape `n_time`
    std::vector<double> values; ///< shape `n_time x n_variable`, variable fastest, order of `Simulator::variables`; NaN
                                ///< after a failure
    int n_planned = 0;          ///< sessions of the schedule that began on the way
    int n_attended = 0;
    std::optional<double> dropout; ///< h; treatment ended there
    std::optional<Failure> failure;
};

/// Binds a model, its names and the wanted variables; then simulates. Immutable: may be shared by threads.
class Simulator {
  public:
    /// @param settable   Parameters (ids or aliases) that people or schedules set, beside those that are inputs.
    /// @param variables  What to record (ids or aliases); values come out as shown, factor applied.
    /// @throws InputError  for a name the model does not have.
    Simulator(const Equations& equations, const Names& names, const std::vector<std::string>& settable,
              const std::vector<std::string>& variables, Accuracy accuracy = {});

    [[nodiscard]] const std::vector<Name>& variables() const { return variables_; }
    [[nodiscard]] const CompiledModel& model() const { return *model_; }

    /// A person at the model's initial state for these parameters (ids or aliases); time 0.
    [[nodiscard]] Person create(const Individual& individual, StreamKey key) const;

    /// Lives through `history` so that it ends at time 0. @return the failure, if there was one.
    [[nodiscard]] std::optional<Failure> live_through(Person& person, const std::vector<HistoryPhase>& history) const;

    /// Follows a person from `person.time` through `schedule`, recorded at `times` (ascending, none before
    /// `person.time`); the person is then at the last of them.
    [[nodiscard]] Trajectory follow(Person& person, const Schedule& schedule, const std::vector<double>& times) const;

    /// The variables as they are now, factor applied; shape `n_variable`.
    [[nodiscard]] std::vector<double> observe(const Person& person) const;

    /// The place of a recorded variable (id or alias) in what is recorded.
    /// @throws InputError  if it is not recorded.
    [[nodiscard]] std::size_t variable_index(const std::string& name) const;

    /// The value a settable parameter has for this person.
    [[nodiscard]] double parameter(const Person& person, const std::string& name) const;

  private:
    friend class Follower;

    [[nodiscard]] std::size_t parameter_index(const std::string& name) const;
    [[nodiscard]] std::optional<std::size_t> state_index(const std::string& name) const;

    Names names_;
    Accuracy accuracy_;
    std::vector<Name> variables_;
    std::shared_ptr<const CompiledModel> model_;
    std::optional<std::size_t> attendance_, stay_; ///< places among the observables
};

/// Calls `work(k)` for every k < n on `n_thread` threads (0: all), and `progress(done)` now and then from one of them.
/// The order of calls is not fixed; `work` must not depend on it.
void for_each_person(std::size_t n, int n_thread, const std::function<void(std::size_t)>& work,
                     const std::function<void(std::size_t done)>& progress);

} // namespace euthymia
