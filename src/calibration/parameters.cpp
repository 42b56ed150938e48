// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "contact_name.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/calibration/design.hpp"
#include "euthymia/calibration/ensemble.hpp"
#include "euthymia/protocol/schedule.hpp"

namespace euthymia {

namespace {

constexpr double calibrated_sd = 0.5, assumed_sd = 1.0; ///< of the logarithm
constexpr double share_of_range = 0.25;                 ///< SD on a linear scale

Issue issue_of(const std::string& name, std::string what, std::string todo) {
    return {std::move(what), fmt::format("parameter '{}'", name), std::move(todo)};
}

[[noreturn]] void refuse(const std::string& name, std::string what, std::string todo) {
    throw InputError(issue_of(name, std::move(what), std::move(todo)));
}

/// Binds one request after another; what is wrong with any of them is told at once.
class Binder {
  public:
    Binder(const CalibrationDesign& design, const Biology& biology, const std::vector<GradedNumber>& numbers)
        : design_(design)
        , biology_(biology)
        , numbers_(numbers) {}

    std::vector<FitParameter> operator()() {
        for (const FitRequest& request : design_.parameters) {
            try {
                bound_.push_back(bind(request));
            } catch (const InputError& error) {
                issues_.insert(issues_.end(), error.issues().begin(), error.issues().end());
            }
        }
        if (!issues_.empty()) throw InputError(std::move(issues_));
        return std::move(bound_);
    }

  private:
    FitParameter bind(const FitRequest& request) const {
        const GradedNumber& number = find(request.name);
        require_grade(number);
        require_constant(number.name);
        if (std::ranges::any_of(bound_, [&](const FitParameter& other) { return other.name == number.name; }))
            refuse(request.name, "the number is there twice", "keep one");
        if (number.value < request.low || number.value > request.high || request.low >= request.high)
            refuse(
                request.name,
                fmt::format("the present value {} is not between {} and {}", number.value, request.low, request.high),
                "widen the bounds");
        const FitScale natural = request.low > 0.0 ? FitScale::log : FitScale::linear;
        FitParameter parameter{.name = number.name,
                               .contact = kind_of_contact(number.name).value_or(""),
                               .present = number.value,
                               .low = request.low,
                               .high = request.high,
                               .scale = request.scale.value_or(natural),
                               .prior = {}};
        if (parameter.scale == FitScale::log && request.low <= 0.0)
            refuse(request.name, "a logarithm needs a lower bound above 0", "raise 'low', or write 'scale: linear'");
        parameter.prior =
            request.prior.value_or(default_prior(number.grade, parameter.scale, request.low, request.high));
        if (parameter.prior.kind == Spread::Kind::lognormal && request.low <= 0.0)
            refuse(request.name, "a lognormal prior needs a lower bound above 0",
                   "raise 'low', or write a normal prior");
        return parameter;
    }

    [[nodiscard]] const GradedNumber& find(const std::string& name) const {
        const std::string id = biology_.names.id_of(name);
        const auto found = std::ranges::find(numbers_, id, &GradedNumber::name);
        if (found != numbers_.end()) return *found;
        std::vector<std::string> known;
        for (const GradedNumber& number : numbers_) known.push_back(number.name);
        refuse(name, "there is no such number",
               suggest(id, known, "use an id of parameters.tsv, or 'contact.<kind>.points'"));
    }

    void require_grade(const GradedNumber& number) const {
        if (number.grade == "calibrated") return;
        if (number.grade == "assumed" && design_.allows_assumed) return;
        refuse(number.name, fmt::format("its grade is '{}'", number.grade),
               number.grade == "assumed" ? "write 'allow_assumed: true' to fit assumed numbers too"
                                         : "only numbers graded 'calibrated' are fitted");
    }

    /// A schedule would overwrite what was fitted.
    void require_constant(const std::string& id) const {
        if (kind_of_contact(id)) return;
        for (const std::string& input : input::all()) {
            if (biology_.names.id_of(input) == id) refuse(id, "schedules set it", "fit another number");
        }
        const auto is_it = [&](const Constant& constant) { return constant.id == id; };
        if (std::ranges::none_of(biology_.equations.constants, is_it))
            refuse(id, "the model has no such parameter", "regenerate the model with tools/generate_model.py");
    }

    const CalibrationDesign& design_;
    const Biology& biology_;
    const std::vector<GradedNumber>& numbers_;
    std::vector<FitParameter> bound_;
    std::vector<Issue> issues_;
};

} // namespace

Spread default_prior(const std::string& grade, FitScale scale, double low, double high) {
    if (scale == FitScale::linear) return {.kind = Spread::Kind::normal, .sd = share_of_range * (high - low)};
    return {.kind = Spread::Kind::lognormal, .sd = grade == "assumed" ? assumed_sd : calibrated_sd};
}

std::vector<FitParameter> bind_parameters(const CalibrationDesign& design, const Biology& biology,
                                          const std::vector<GradedNumber>& numbers) {
    return Binder(design, biology, numbers)();
}

std::vector<FitParameter> bind_names(const std::vector<std::string>& names, const Biology& biology) {
    std::vector<FitParameter> bound;
    std::vector<Issue> issues;
    for (const std::string& name : names) {
        const std::string id = biology.names.id_of(name), contact = kind_of_contact(id).value_or("");
        const bool is_there = contact.empty() ? std::ranges::any_of(biology.equations.constants,
                                                                    [&](const Constant& c) { return c.id == id; })
                                              : biology.handbook.contact.contains(contact);
        if (!is_there)
            issues.push_back(issue_of(name, "the biology has no such number", "use an ensemble made for it"));
        bound.push_back({.name = id, .contact = contact, .prior = {}});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
    return bound;
}

} // namespace euthymia
