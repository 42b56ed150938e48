// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/plan.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/base/random.hpp"
#include "replicates.hpp"

namespace euthymia {

namespace {

constexpr int highest_by_t_test = 100000;
constexpr int least_people = 2; ///< an arm of a replicate

const Contrast& chosen_contrast(const TrialResult& result, const std::string& measure) {
    std::vector<std::string> known;
    for (const Contrast& contrast : result.contrasts) {
        if (measure.empty() || contrast.measure == measure) return contrast;
        known.push_back(contrast.measure);
    }
    throw InputError({fmt::format("the trial compares no arms on '{}'", measure), "option --outcome",
                      suggest(measure, known, "name one of the outcomes, and have two arms")});
}

void require_share(double value, const std::string& option) {
    if (value > 0.0 && value < 1.0) return;
    throw InputError({fmt::format("{} is no share", value), option, "give a number between 0 and 1"});
}

int scaled(int n, int n_other, int n_arm) {
    return std::max(least_people, static_cast<int>(std::lround(double(n) * n_other / n_arm)));
}

/// Replicates of one contrast at any size.
class Planner {
  public:
    Planner(const TrialResult& result, const ArmRecord& arm, const ArmRecord& versus, double alpha)
        : result_(result)
        , arm_(arm)
        , versus_(versus)
        , alpha_(alpha) {}

    [[nodiscard]] Replicates simulate(const ContrastTest& test, int n) const {
        std::vector<double> p_values;
        for (int replicate = 0; replicate < result_.n_replicate; ++replicate) {
            Stream stream({.seed = result_.seed,
                           .trial = hash_name(fmt::format("{}/plan/{}", result_.design.title, n)),
                           .patient = static_cast<std::uint32_t>(replicate),
                           .purpose = Purpose::replicate});
            const auto people = draw(arm_, n, stream);
            p_values.push_back(test(people, draw(versus_, n_versus(n), stream)).p_value);
        }
        return count_significant(p_values, alpha_);
    }

    [[nodiscard]] int by_t_test(double effect, double power) const {
        const auto has_power = [&](int n) { return power_of_t_test(effect, n, n_versus(n), alpha_) >= power; };
        if (!std::isfinite(effect) || effect == 0.0 || !has_power(highest_by_t_test)) return 0;
        int low = least_people, high = highest_by_t_test;
        while (low < high) {
            const int middle = low + (high - low) / 2;
            has_power(middle) ? high = middle : low = middle + 1;
        }
        return low;
    }

  private:
    [[nodiscard]] int n_versus(int n) const { return scaled(n, versus_.n_design, arm_.n_design); }

    static std::vector<std::size_t> draw(const ArmRecord& arm, int n, Stream& stream) {
        std::vector<std::size_t> people(static_cast<std::size_t>(n));
        for (std::size_t& person : people) person = stream.below(arm.dropout_week.size());
        return people;
    }

    const TrialResult& result_;
    const ArmRecord &arm_, &versus_;
    double alpha_;
};

} // namespace

TrialPlan plan_trial(const TrialResult& result, const std::vector<Scale>& scales, const PlanQuestion& question) {
    require_share(question.power, "option --power");
    require_share(question.alpha, "option --alpha");
    const Contrast& contrast = chosen_contrast(result, question.measure);
    const Records records(result, scales);
    const ArmRecord &arm = records.arm(contrast.arm), &versus = records.arm(contrast.versus);
    const Planner planner(result, arm, versus, question.alpha);
    const auto search = [&](const ContrastTest& test) {
        return search_sample_size([&](int n) { return planner.simulate(test, n); }, {.power = question.power});
    };
    const OutcomeDesign outcome{contrast.measure, contrast.week};
    const ContrastTest all(records, arm, versus, outcome, result.design.analysis);
    const ContrastTest alone(records, arm, versus, outcome, result.design.analysis, ContrastTest::Visits::outcome_only);
    TrialPlan plan{.arm = contrast.arm,
                   .versus = contrast.versus,
                   .measure = contrast.measure,
                   .week = contrast.week,
                   .power = question.power,
                   .alpha = question.alpha,
                   .smd = contrast.smd,
                   .visit_alone = search(alone),
                   .all_visits = {},
                   .n_t_test = planner.by_t_test(contrast.smd.value, question.power),
                   .n_arm = {}};
    if (all.is_by_model()) plan.all_visits = search(all);
    for (const ArmRecord& other : result.arms) {
        plan.n_arm.push_back(scaled(plan.chosen().n, other.n_design, arm.n_design));
    }
    return plan;
}

double power_of_plan(const TrialPlan& plan, const TrialResult& result, const std::vector<Scale>& scales) {
    const Records records(result, scales);
    const ArmRecord &arm = records.arm(plan.arm), &versus = records.arm(plan.versus);
    const auto visits = plan.all_visits ? ContrastTest::Visits::all : ContrastTest::Visits::outcome_only;
    const ContrastTest test(records, arm, versus, {plan.measure, plan.week}, result.design.analysis, visits);
    return power_of(Planner(result, arm, versus, plan.alpha).simulate(test, plan.chosen().n)).value;
}

} // namespace euthymia
