// SPDX-License-Identifier: Apache-2.0
#include "roots.hpp"

#include <numbers>
#include <set>
#include <utility>

#include "euthymia/expression/calculus.hpp"

namespace euthymia {

namespace {

class RootFinder {
  public:
    std::vector<Expression> of_truth(const Expression& condition) {
        visit_truth(condition);
        return std::move(roots_);
    }

    std::vector<Expression> of_value(const Expression& value) {
        visit_value(value);
        return std::move(roots_);
    }

  private:
    void add(const Expression& root) {
        if (!symbols_of(root).empty()) roots_.push_back(root);
    }

    /// Zero wherever x is a whole number.
    void add_step(const Expression& x) { add(Expression::apply(Function::sin, {std::numbers::pi * x})); }

    /// A part that counts only as 0 or not.
    void visit_truth(const Expression& part) {
        if (part.is_number() || !seen_as_truth_.insert(part.identity()).second) return;
        if (part.is_symbol()) return add(part);
        const auto x = part.arguments();
        switch (part.function()) {
        case Function::both:
        case Function::either:
        case Function::exclusive:
        case Function::negation:
        case Function::select:
            for (const Expression& argument : x) visit_truth(argument);
            return;
        case Function::less:
        case Function::less_equal:
        case Function::equal:
        case Function::not_equal:
            return visit_value(part);
        default:
            add(part);
            return visit_value(part);
        }
    }

    /// A part whose value counts: it may jump only at the roots added here.
    void visit_value(const Expression& part) {
        if (!part.is_call() || !seen_as_value_.insert(part.identity()).second) return;
        const auto x = part.arguments();
        switch (part.function()) {
        case Function::less:
        case Function::less_equal:
        case Function::equal:
        case Function::not_equal:
            add(x[0] - x[1]);
            break;
        case Function::both:
        case Function::either:
        case Function::exclusive:
        case Function::negation:
            return visit_truth(part);
        case Function::select:
            visit_truth(x[0]);
            break;
        case Function::floor:
        case Function::ceil:
        case Function::factorial: // of whole numbers
            add_step(x[0]);
            break;
        case Function::quotient:
        case Function::remainder:
            add_step(x[0] / x[1]);
            break;
        default:
            break;
        }
        for (const Expression& argument : x) visit_value(argument);
    }

    std::vector<Expression> roots_;
    std::set<const void*> seen_as_truth_, seen_as_value_;
};

} // namespace

std::vector<Expression> roots_of(const Expression& condition) {
    return RootFinder().of_truth(condition);
}

std::vector<Expression> jumps_of(const Expression& value) {
    return RootFinder().of_value(value);
}

} // namespace euthymia
