// SPDX-License-Identifier: Apache-2.0
#include "population_run.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

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

std::string first_failure(const PopulationOutcome& outcome) {
    const Incident& first = outcome.failures.front();
    return fmt::format("patient {}, time {}: {}", first.patient, first.time, first.reason);
}

/// "5 of 1000 people failed"
std::string failed(const PopulationOutcome& outcome) {
    return fmt::format("{} of {} people failed", outcome.failures.size(), outcome.n_done);
}

[[noreturn]] void refuse_failures(const PopulationOutcome& outcome, const Common& common, const std::string& place) {
    const Incident& first = outcome.failures.front();
    if (outcome.n_person == 1) {
        throw NumericalError({first.reason, fmt::format("person 1, time {}", first.time), what_to_do});
    }
    throw NumericalError(
        {fmt::format("{}, more than the share of {} that --max-failed allows", failed(outcome), common.max_failed),
         fmt::format("first: {}; all results are in {}", first_failure(outcome), place),
         fmt::format("{}, or allow more with --max-failed", what_to_do)});
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

ExitCode conclude(const PopulationOutcome& outcome, const Common& common, const std::string& place) {
    if (outcome.is_interrupted) {
        fmt::print(stderr, "interrupted: {} of {} people were simulated; they are in {}\n", outcome.n_done,
                   outcome.n_person, place);
        return ExitCode::interrupted;
    }
    const auto n_failed = static_cast<double>(outcome.failures.size());
    if (n_failed > common.max_failed * static_cast<double>(outcome.n_done)) refuse_failures(outcome, common, place);
    if (n_failed > 0 && !common.is_quiet) {
        fmt::print(stderr, "warning: {}; first: {}\n", failed(outcome), first_failure(outcome));
    }
    return ExitCode::ok;
}

} // namespace euthymia::cli
