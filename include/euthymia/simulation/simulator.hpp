// SPDX-License-Identifier: Apache-2.0
// One person's life under a schedule: names are bound to a compiled model once, then people are simulated.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "euthymia/base/random.hpp"
#include "euthymia/compile/compiled_tangents.hpp"
#include "euthymia/compile/jit.hpp"
#include "euthymia/patient/patient.hpp"
#include "euthymia/protocol/schedule.hpp"
#include "euthymia/simulation/names.hpp"

namespace euthymia {

/// Which integrator: Rosenbrock methods take many people at once, CVODE one after another.
enum class Method { rodas5p, rodas4, cvode };

struct BendPlan;
struct EventPlan;
struct EventMemory;
struct DelayPlan;
struct DelayMemory;

/// How exactly to integrate, and by what.
struct Accuracy {
    double rtol = 1e-6; ///< relative error wanted of the result
    double atol = 1e-6; ///< absolute tolerance as a fraction of a state's scale, |initial value| or `least_scale`
    double least_scale = 1e-3;
    double max_step = 0.0; ///< model time; 0: no limit
    Method method = Method::rodas5p;
    /// Steps follow the errors of derivatives too: each derivative times what it is by (`Simulator::direction_sizes`)
    /// is held to the tolerances of its state; and, in a model without events, they end where rates bend (`min`, `max`,
    /// `abs`, comparisons).
    bool has_tangent_control = true;
};

/// Where a person is: the state and the parameters that hold. May be kept and continued from.
struct Person {
    StreamKey key;                               ///< whose random numbers
    std::vector<double> parameters;              ///< order of `Layout::parameters`
    std::vector<double> state;                   ///< order of `Layout::states`
    double time = 0.0;                           ///< model time [h]
    std::vector<double> tangents{};              ///< d state / d direction, shape `n_direction x n_state`
    std::shared_ptr<const EventMemory> events{}; ///< what SBML events remember; null before the first journey
    std::shared_ptr<const DelayMemory> past{};   ///< what SBML delays remember; null before the first journey
    /// Leaves treatment when the probability to have stayed falls below it, 0 to 1; none: drawn by chance from the key.
    std::optional<double> leaves_below{};
};

/// A person, and what they go through.
struct Passage {
    Person person;
    Schedule schedule;
};

/// Why a person could not be simulated further, or not as before.
struct Failure {
    double time = 0.0; ///< h
    std::string reason;
};

/// What was seen of one person.
struct Trajectory {
    std::vector<double> time;   ///< h, shape `n_time`
    std::vector<double> values; ///< shape `n_time x n_variable`, variable fastest, order of `Simulator::variables`; NaN
                                ///< after a failure
    /// d value / d direction, shape `n_time x n_variable x n_direction`, direction fastest, order of
    /// `Simulator::directions`; the unit of the value over that of the direction in the model; NaN after a failure.
    std::vector<double> derivatives{};
    int n_planned = 0; ///< sessions of the schedule that began on the way
    int n_attended = 0;
    std::optional<double> dropout; ///< h; treatment ended there
    std::optional<Failure> rescue; ///< there CVODE integrated for a while, because the lane could not; the first time
    std::optional<Failure> failure;
};

/// A quantity of the model that schedules may hold: places among the parameters, and where its value stands.
struct HeldQuantity {
    std::string id;
    std::size_t is_held = 0;               ///< parameter: 1 while it does not move
    std::size_t level = 0;                 ///< parameter: where it is held
    std::optional<std::size_t> state;      ///< if it is a state
    std::optional<std::size_t> observable; ///< if it is not
};

/// How many threads to use, and whom to tell how far the work is.
struct Crew {
    int n_thread = 0;                          ///< 0: all
    std::function<void(std::size_t)> progress; ///< called now and then with the number done, by one thread at a time
};

/// Binds a model, its names and the wanted variables; then simulates. Immutable: may be shared by threads.
class Simulator {
  public:
    /// @param settable   Parameters (ids or aliases) that people or schedules set, beside those that are inputs.
    /// @param variables  What to record (ids or aliases); values come out as shown, factor applied.
    /// @param jit        How the model becomes machine code; where it cannot, it is interpreted.
    /// @param directions Forward sensitivities: constants (ids or aliases) by which to differentiate what is recorded,
    ///                   or states, then by their initial values. What a person decides (a session missed, a programme
    ///                   left) is held. A journey fails whose schedule clamps something, sets a direction, or sets
    ///                   inputs by engagement, and where events meet whose order is random or that neighbours would not
    ///                   see at one moment.
    /// @throws InputError        for a name the model does not have, or a direction that schedules set.
    /// @throws UnsupportedError  for algebraic equations with delays or by CVODE; for directions with delays
    ///                           or algebraic equations, or by CVODE.
    Simulator(const Equations& equations, const Names& names, const std::vector<std::string>& settable,
              const std::vector<std::string>& variables, Accuracy accuracy = {}, const JitOptions& jit = {},
              const std::vector<std::string>& directions = {});

    [[nodiscard]] const std::vector<Name>& variables() const { return variables_; }
    [[nodiscard]] const CompiledModel& model() const { return *model_; }

    /// By what is differentiated; ids of the model.
    [[nodiscard]] const std::vector<std::string>& directions() const { return directions_; }
    /// What each direction varies, as large as it is for this person: |parameter|, or of one that is 0 |its value in
    /// the model|; for the initial value of a state the state's scale (`Accuracy::atol`). Shape `n_direction`.
    [[nodiscard]] std::vector<double> direction_sizes(const Person& person) const;
    /// The tangents of the model; null: no directions.
    [[nodiscard]] const CompiledTangents* tangents() const { return tangents_.get(); }

    [[nodiscard]] const Accuracy& accuracy() const { return accuracy_; }

    /// One for each state, the same for everybody, in the state's units.
    [[nodiscard]] const std::vector<double>& absolute_tolerances() const { return atol_; }

    /// The events of the model bound to its compiled form; null: none.
    [[nodiscard]] const EventPlan* event_plan() const { return event_plan_.get(); }

    /// The bends at which steps end; null: steps go over them.
    [[nodiscard]] const BendPlan* bend_plan() const { return bend_plan_.get(); }

    /// A person at the model's initial state for these parameters (ids or aliases); time 0.
    [[nodiscard]] Person create(const Individual& individual, StreamKey key) const;

    /// Lives through `history` so that it ends at time 0. @return the failure, if there was one.
    [[nodiscard]] std::optional<Failure> live_through(Person& person, const std::vector<HistoryPhase>& history) const;

    /// Follows a person from `person.time` through `schedule`, recorded at `times` (ascending, none before
    /// `person.time`); the person is then at the last of them.
    [[nodiscard]] Trajectory follow(Person& person, const Schedule& schedule, const std::vector<double>& times) const;

    /// Follows `n` people, many at once on every thread, each recorded at `times`. `begin(k)` says who comes next and
    /// through what, `end(k, ...)` takes back the person at the last of `times` and what was seen. Both are called from
    /// any thread, in any order, once for each k < n; memory does not grow with n. What is seen of a person does not
    /// depend on the others, on the threads or on the order, to the last bit.
    void follow_each(std::size_t n, const std::function<Passage(std::size_t)>& begin, const std::vector<double>& times,
                     const std::function<void(std::size_t, Person&&, Trajectory&&)>& end, const Crew& crew = {}) const;

    /// The schedule that lives through `history` and ends at time 0; sets when `person` begins.
    [[nodiscard]] Schedule history_schedule(Person& person, const std::vector<HistoryPhase>& history) const;

    /// The variables as they are now, factor applied; shape `n_variable`.
    [[nodiscard]] std::vector<double> observe(const Person& person) const;

    /// The place of a recorded variable (id or alias) in what is recorded.
    /// @throws InputError  if it is not recorded.
    [[nodiscard]] std::size_t variable_index(const std::string& name) const;

    /// Makes sure that the model has what the interventions of `schedule` need.
    /// @throws UnsupportedError  naming every intervention and all that it needs and the model lacks.
    void require(const Schedule& schedule) const;

    /// The value a settable parameter has for this person.
    [[nodiscard]] double parameter(const Person& person, const std::string& name) const;

  private:
    friend class Journey;

    void bind(const Equations& equations);
    void want_holds(const Equations& equations, CompileOptions& options);
    void bind_holds();
    void refuse_algebraic() const;
    void compile_all(const Equations& equations, const CompileOptions& options, const JitOptions& jit);
    void compile_with_bends(const Equations& equations, const CompileOptions& options, const JitOptions& jit);
    void want_directions(const Equations& equations, const std::vector<std::string>& directions,
                         CompileOptions& options);
    [[nodiscard]] std::size_t parameter_index(const std::string& name) const;
    [[nodiscard]] std::optional<std::size_t> state_index(const std::string& name) const;
    [[nodiscard]] bool has_parameter(const std::string& name) const;
    [[nodiscard]] bool has(const Need& need) const;
    [[nodiscard]] const HeldQuantity* find_held(const std::string& name) const;
    [[nodiscard]] const HeldQuantity& held_quantity(const std::string& name) const;

    Names names_;
    Accuracy accuracy_;
    std::vector<Name> variables_;
    std::shared_ptr<const CompiledModel> model_;
    std::shared_ptr<const BendPlan> bend_plan_;   ///< null: none are held
    std::shared_ptr<const EventPlan> event_plan_; ///< null: no events
    std::shared_ptr<const DelayPlan> delay_plan_; ///< null: no delays
    std::vector<std::string> directions_;
    std::shared_ptr<const CompiledTangents> tangents_;              ///< null: no directions
    std::vector<double> atol_;                                      ///< one for each state, the same for everybody
    std::optional<std::size_t> attendance_, stay_, session_effect_; ///< places among the observables
    std::vector<HeldQuantity> held_;
};

/// Calls `work(k)` for every k < n on `n_thread` threads (0: all). The order of calls is not fixed; `work` must not
/// depend on it.
void in_parallel(std::size_t n, int n_thread, const std::function<void(std::size_t)>& work);

} // namespace euthymia
