// SPDX-License-Identifier: Apache-2.0
#include "population_run.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "failure_share.hpp"
#include "interrupt.hpp"
#include "progress.hpp"

namespace euthymia::cli {

namespace {

constexpr const char* what_to_do = "tighten the tolerance with --rtol, or check the model";

bool stands_before(const Incident& a, const Incident& b) {
    return a.person < b.person;
}

/// Gathers, from any thread, what happens to people.
class Register {
  public:
    explicit Register(const PopulationShape& shape)
        : shape_(shape) {
        outcome_.n_person = shape.n_person;
    }

    void add(std::size_t person, const Trajectory& seen) {
        const std::lock_guard lock(mutex_);
        ++outcome_.n_done;
        if (seen.failure) outcome_.failures.push_back(incident(person, *seen.failure));
        if (!seen.rescue) return;
        ++outcome_.n_rescued;
        outcome_.rescues.push_back(incident(person, *seen.rescue));
        if (outcome_.rescues.size() == 2 * most_incidents) keep_first_rescues();
    }

    [[nodiscard]] PopulationOutcome take(bool is_interrupted) {
        std::ranges::sort(outcome_.failures, stands_before);
        keep_first_rescues();
        outcome_.is_interrupted = is_interrupted;
        return std::move(outcome_);
    }

  private:
    [[nodiscard]] Incident incident(std::size_t person, const Failure& failure) const {
        return {person, shape_.labels(person, 1).front(), failure.time, failure.reason};
    }

    void keep_first_rescues() {
        auto& rescues = outcome_.rescues;
        std::ranges::sort(rescues, stands_before);
        if (rescues.size() > most_incidents) rescues.resize(most_incidents);
    }

    const PopulationShape& shape_;
    std::mutex mutex_;
    PopulationOutcome outcome_;
};

/// Simulates the `n` people from `first` on.
void run_some(const PopulationTask& task, std::size_t first, std::size_t n, Register& happened, ProgressBar& bar,
              int n_thread) {
    const auto begin = [&](std::size_t k) { return task.begin(first + k); };
    const auto end = [&](std::size_t k, Person&&, Trajectory&& seen) {
        task.put(first + k, seen);
        happened.add(first + k, seen);
    };
    const auto progress = [&](std::size_t done) { bar.show("simulating", first + done, task.shape.n_person); };
    task.simulator.follow_each(n, begin, task.shape.time, end, {.n_thread = n_thread, .progress = progress});
}

FailureShare failure_share(const PopulationOutcome& outcome, const std::string& place) {
    const Incident& first = outcome.failures.front();
    return {.n_failed = outcome.failures.size(),
            .n_run = outcome.n_done,
            .people = "people",
            .first = fmt::format("patient {}, time {}: {}", first.patient, first.time, first.reason),
            .place = "in " + place,
            .todo = what_to_do};
}

/// One person alone has no share.
[[noreturn]] void refuse_failure(const Incident& failure) {
    throw NumericalError({failure.reason, fmt::format("person 1, time {}", failure.time), what_to_do});
}

} // namespace

PopulationOutcome run_population(const PopulationTask& task, const Common& common) {
    const std::size_t n = task.shape.n_person;
    const std::size_t n_together = task.n_together > 0 ? task.n_together : n;
    Register happened(task.shape);
    ProgressBar bar(common.is_quiet);
    try {
        for (std::size_t first = 0; first < n; first += n_together) {
            run_some(task, first, std::min(n_together, n - first), happened, bar, common.n_thread);
        }
    } catch (const Interrupted&) {
        return happened.take(true);
    }
    return happened.take(false);
}

ExitCode conclude(const PopulationOutcome& outcome, const Common& common, const Results& results) {
    if (outcome.is_interrupted) {
        fmt::print(stderr, "interrupted: {} of {} people were simulated; they are in {}\n", outcome.n_done,
                   outcome.n_person, results.place);
        return ExitCode::interrupted;
    }
    if (outcome.failures.empty()) return ExitCode::ok;
    const FailureShare share = failure_share(outcome, results.place);
    if (!results.are_of_a_population && share.is_too_large(common)) refuse_failure(outcome.failures.front());
    refuse_too_many_failures(share, common);
    if (!common.is_quiet) fmt::print(stderr, "warning: {}; first: {}\n", share.summary(), share.first);
    return ExitCode::ok;
}

} // namespace euthymia::cli
