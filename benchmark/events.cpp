// SPDX-License-Identifier: Apache-2.0
#include "events.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"

namespace euthymia::benchmark {

namespace {

constexpr std::size_t no_scale = static_cast<std::size_t>(-1);

std::size_t place_in(std::vector<std::string>& list, const std::string& item) {
    const auto found = std::ranges::find(list, item);
    if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
    list.push_back(item);
    return list.size() - 1;
}

void refuse_unsupported(const Event& event) {
    if (event.delay.empty() && event.priority.empty()) return;
    throw UnsupportedError(std::vector{Issue{"an event with a delay or a priority", fmt::format("event '{}'", event.id),
                                             "the baseline of the benchmarks has none"}});
}

} // namespace

std::vector<std::string> roots_of(const Equations& equations) {
    std::vector<std::string> roots;
    for (const Event& event : equations.events) {
        for (const std::string& root : event.roots) static_cast<void>(place_in(roots, root));
    }
    return roots;
}

Events::Events(const Equations& equations, const std::vector<std::string>& parameters, const Compile& compile) {
    std::vector<std::string> wanted, states;
    for (const State& state : equations.states) states.push_back(state.id);
    for (const Event& event : equations.events) {
        refuse_unsupported(event);
        Row row{place_in(wanted, event.trigger), {}, event.is_initially_true};
        for (const EventAssignment& assignment : event.assignments) {
            const std::size_t scale = assignment.scale.empty() ? no_scale : place_in(wanted, assignment.scale);
            row.assignments.push_back({place_in(states, assignment.state), place_in(wanted, assignment.value), scale});
        }
        rows_.push_back(std::move(row));
    }
    if (rows_.empty()) return;
    model_ = compile({.parameters = parameters, .observables = wanted});
    evaluator_ = model_->evaluator();
    values_.resize(wanted.size());
}

void Events::start(std::span<const double> parameters) {
    was_true_.clear();
    for (const Row& row : rows_) was_true_.push_back(row.is_initially_true);
    set_parameters(parameters);
}

void Events::set_parameters(std::span<const double> parameters) {
    if (evaluator_) evaluator_->set_parameters(parameters);
}

bool Events::happen(double t, std::span<double> y) {
    bool has_happened = false;
    while (happen_once(t, y)) has_happened = true;
    return has_happened;
}

/// Values are those at the moment the triggers became true.
bool Events::happen_once(double t, std::span<double> y) {
    if (rows_.empty()) return false;
    evaluator_->observe(t, y, values_);
    bool has_happened = false;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        const bool is_true = values_[rows_[k].trigger] != 0.0;
        const bool is_due = is_true && !was_true_[k];
        was_true_[k] = is_true;
        if (!is_due) continue;
        has_happened = true;
        for (const Assignment& assignment : rows_[k].assignments) {
            const double scale = assignment.scale == no_scale ? 1.0 : values_[assignment.scale];
            y[assignment.state] = values_[assignment.value] * scale;
        }
    }
    return has_happened;
}

} // namespace euthymia::benchmark
