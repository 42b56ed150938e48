// SPDX-License-Identifier: Apache-2.0
// The models of test/models/ against what was published of them.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "euthymia/compile/compiled_model.hpp"
#include "euthymia/sbml/read.hpp"
#include "euthymia/solver/cvode.hpp"

namespace euthymia::analytic {
namespace {

/// A model of test/models/ and its functions.
struct TestModel {
    std::shared_ptr<const CompiledModel> model;
    std::unique_ptr<Evaluator> evaluator;

    explicit TestModel(const std::string& name, const std::vector<std::string>& parameters = {})
        : model(interpret(derive_equations(read_sbml(std::string(EUTHYMIA_ROOT "/test/models/") + name + ".xml")),
                          {.parameters = parameters, .observables = {}, .roots = {}}))
        , evaluator(model->evaluator()) {}

    [[nodiscard]] std::vector<double> initial_state() const {
        std::vector<double> y(model->layout().states.size());
        evaluator->initial_state(y);
        return y;
    }

    /// The states at `end`, by species.
    [[nodiscard]] std::map<std::string, double> state_at(double end, double rtol, double atol) const {
        Cvode solver({.pattern = model->jacobian_pattern(),
                      .rates = [this](double t, auto y, auto dydt) { evaluator->rates(t, y, dydt); },
                      .jacobian = [this](double t, auto y, auto values) { evaluator->jacobian(t, y, values); }},
                     {.rtol = rtol, .atol = std::vector<double>(model->layout().states.size(), atol)});
        solver.start(0.0, initial_state());
        EXPECT_TRUE(solver.advance(end, end).is_reached);
        std::map<std::string, double> values;
        for (std::size_t k = 0; k < solver.y().size(); ++k) {
            const std::string& id = model->layout().states[k];
            values.emplace(id.starts_with("state(") ? id.substr(6, id.size() - 7) : id, solver.y()[k]);
        }
        return values;
    }
};

// Best, Nijhout and Reed (2009), doi:10.1186/1742-4682-6-21, print their steady state to two or three digits.
TEST(Best2009, SettlesWhereItsAuthorsSay) {
    const auto settled = TestModel("best2009").state_at(2000.0, 1e-8, 1e-10);
    const struct {
        const char* id;
        double published, last_digit;
    } rows[] = {{"bh2", 41, 1},      {"bh4", 319, 1},    {"tyr", 126, 1},      {"ldopa", 0.36, 0.01},
                {"cda", 2.65, 0.01}, {"vda", 81.0, 1.0}, {"eda", 0.002, 0.001}};
    for (const auto& [id, published, last_digit] : rows) {
        EXPECT_NEAR(settled.at(id), published, 0.5 * last_digit) << id;
    }
}

// Best et al. (2020), doi:10.1186/s12868-020-00587-z: the output of the authors' own code at rest, every printed digit.
TEST(Best2020, SettlesWhereItsAuthorsSay) {
    const auto settled = TestModel("best2020").state_at(3000.0, 1e-9, 1e-12);
    const std::map<std::string, double> printed{{"bh2", 0.0995}, {"bh4", 0.9005}, {"trp", 20.1651}, {"htp", 1.6110},
                                                {"cht", 0.0376}, {"vht", 67.4285}, {"hia", 1.5846}, {"pool", 113.4289},
                                                {"g", 0.8639},   {"t", 1.0068},    {"b", 0.9757}};
    for (const auto& [id, value] : printed) EXPECT_NEAR(settled.at(id), value, 0.51e-4) << id;
    const double free = settled.at("eht");
    EXPECT_NEAR(free, 0.060067, 0.51e-6);
    EXPECT_NEAR(250.0 * free / (0.06 + free), 125.0699, 0.51e-4) << "uptake, uM/h";
}

// The numbers, in ppb, are what `tools/integrate_smog.py` prints: it reads the mechanism file of the Kinetic
// PreProcessor's problem `cbm4` instead of our model, and has SciPy's Radau integrate it at a tolerance of 1e-9.
TEST(Cbm4, GivesFiveDaysOfSmogAsThePublicMechanismDoes) {
    const auto smog = TestModel("cbm4").state_at(120.0, 1e-10, 1e-13);
    const std::map<std::string, double> expected{
        {"O3", 103.30094054525398},      {"CO", 208.1758227024139},      {"NO", 0.1410182395751657},
        {"NO2", 0.8269052910146129},     {"PAN", 6.235845960143828},     {"HNO3", 50.64983333009163},
        {"OH", 0.001183812242271486},    {"HO2", 0.033311651515463135},  {"H2O2", 24.17898961425504},
        {"O1D", 1.7896263153174164e-12}, {"ROR", 1.449018687744456e-09}, {"XO2N", 0.0002741765960572815}};
    for (const auto& [id, value] : expected) EXPECT_NEAR(smog.at(id), value, 1e-6 * value) << id;
}

// The basal state follows from the basal glucose, insulin and production by the formulas of Dalla Man et al. (2007):
// with nothing eaten it is a steady state, whoever the person is.
TEST(Glucose, RestsInItsBasalStateWhoeverThePersonIs) {
    const std::vector<std::string> names{"basal_glucose", "basal_insulin", "basal_production", "m2", "kd", "VI"};
    TestModel person("glucose", names);
    person.evaluator->set_parameters(std::vector{124.0, 81.0, 2.1, 0.6, 0.02, 0.06});
    const std::vector<double> y = person.initial_state();
    std::vector<double> rates(y.size());
    person.evaluator->rates(0.0, y, rates);
    for (std::size_t k = 0; k < y.size(); ++k) {
        EXPECT_NEAR(rates[k], 0.0, 1e-13 * std::max(1.0, std::abs(y[k]))) << person.model->layout().states[k];
    }
}

} // namespace
} // namespace euthymia::analytic
