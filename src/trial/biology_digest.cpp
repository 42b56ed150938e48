// SPDX-License-Identifier: Apache-2.0
#include "biology_digest.hpp"

#include <unordered_map>

#include "byte_writer.hpp"
#include "euthymia/base/digest.hpp"
#include "euthymia/base/engine_identity.hpp"

namespace euthymia {

namespace {

/// Writes expressions node by node, each node once: later uses name it by its number.
class ExpressionWriter {
  public:
    explicit ExpressionWriter(ByteWriter& out)
        : out_(out) {}

    void operator()(const Expression& expression) { out_ << number_of(expression); }

  private:
    std::size_t number_of(const Expression& expression) {
        if (const auto found = numbers_.find(expression.identity()); found != numbers_.end()) return found->second;
        std::vector<std::size_t> arguments;
        for (const Expression& argument : expression.arguments()) arguments.push_back(number_of(argument));
        if (expression.is_number()) {
            out_ << 'n' << expression.number();
        } else if (expression.is_symbol()) {
            out_ << 's' << expression.name();
        } else {
            out_ << 'c' << expression.function() << arguments;
        }
        return numbers_.emplace(expression.identity(), numbers_.size()).first->second;
    }

    ByteWriter& out_;
    std::unordered_map<const void*, std::size_t> numbers_;
};

void write_events(ByteWriter& out, const Equations& equations) {
    for (const Event& event : equations.events) {
        out << event.id << event.trigger << event.delay << event.priority << event.is_initially_true
            << event.is_persistent << event.uses_trigger_values << event.roots;
        for (const EventAssignment& row : event.assignments) out << row.state << row.value << row.scale;
    }
    for (const DelayedValue& row : equations.delayed) out << row.id << row.value << row.before_start << row.lag;
}

void write(ByteWriter& out, const Equations& equations) {
    ExpressionWriter expression(out);
    for (const State& state : equations.states) {
        out << state.id << state.is_algebraic;
        expression(state.initial);
        expression(state.rate);
    }
    for (const Constant& constant : equations.constants) out << constant.id << constant.value;
    for (const auto& [id, quantity] : equations.quantities) {
        out << id;
        expression(quantity);
    }
    write_events(out, equations);
}

void write(ByteWriter& out, const Spread& spread) {
    out << spread.kind << spread.sd << spread.min << spread.max;
}

void write(ByteWriter& out, const Patient& patient) {
    for (const auto& [id, value] : patient.parameters) out << id << value;
    for (const HistoryPhase& phase : patient.history) out << phase.weeks << phase.stress;
    out << patient.age.has_value() << patient.age.value_or(0.0);
}

void write(ByteWriter& out, const Population& population) {
    out << population.kind;
    write(out, population.typical);
    for (const VaryingParameter& parameter : population.varying) {
        out << parameter.id << parameter.centre;
        write(out, parameter.spread);
    }
    for (const CorrelatedGroup& group : population.groups) out << group.members << group.factor;
    for (const Covariate& row : population.covariates) {
        out << row.kind << row.parameter << row.factor << row.per << row.reference;
    }
}

void write(ByteWriter& out, const TrialOptions& options) {
    const Accuracy& accuracy = options.accuracy;
    out << options.seed << accuracy.rtol << accuracy.atol << accuracy.least_scale << accuracy.max_step
        << accuracy.method << vector_unit().name;
}

} // namespace

std::string people_digest(const Biology& biology, const Population& population, const TrialOptions& options) {
    ByteWriter out;
    out << engine_identity();
    write(out, biology.equations);
    for (const Name& name : biology.names.rows()) out << name.alias << name.id;
    write(out, population);
    write(out, options);
    return digest(out.bytes());
}

} // namespace euthymia
