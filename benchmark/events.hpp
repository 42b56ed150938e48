// SPDX-License-Identifier: Apache-2.0
// State events for the baseline: CVODE finds where they happen, this makes them happen.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "euthymia/compile/compiled_model.hpp"

namespace euthymia::benchmark {

/// Makes a model's equations executable.
using Compile = std::function<std::shared_ptr<const CompiledModel>(const CompileOptions&)>;

/// The quantities whose zeros bound every trigger, each once.
[[nodiscard]] std::vector<std::string> roots_of(const Equations& equations);

/// The events of one patient; without delays and priorities.
class Events {
  public:
    /// @throws UnsupportedError  for an event with a delay or a priority.
    Events(const Equations& equations, const std::vector<std::string>& parameters, const Compile& compile);

    /// Forgets what was; nothing has happened before time 0.
    void start(std::span<const double> parameters);

    void set_parameters(std::span<const double> parameters);

    /// Does what has become due at `t`, and what follows from that at once; `y` is changed. True if anything was.
    bool happen(double t, std::span<double> y);

  private:
    struct Assignment {
        std::size_t state, value, scale;
    };
    struct Row {
        std::size_t trigger;
        std::vector<Assignment> assignments;
        bool is_initially_true;
    };

    bool happen_once(double t, std::span<double> y);

    std::vector<Row> rows_;
    std::vector<bool> was_true_;
    std::vector<double> values_;
    std::shared_ptr<const CompiledModel> model_;
    std::unique_ptr<Evaluator> evaluator_;
};

} // namespace euthymia::benchmark
