// SPDX-License-Identifier: Apache-2.0
// The baseline of gradients: one patient after another by CVODES with forward sensitivities.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "case.hpp"
#include "contestant.hpp"
#include "deviation.hpp"
#include "native_cvodes.hpp"

namespace euthymia::benchmark {

/// Up to `n` parameters that rates or initial values hold and no schedule sets, none of them 0: first those that differ
/// between patients, then others in the model's order.
[[nodiscard]] std::vector<std::string> gradient_parameters(const Case& problem, int n);

/// What a contestant of gradients writes: `Run::values` of shape `n_patient x n_time x (1 + n_parameter) x n_state`,
/// state fastest. First the states, then for each parameter p dy/dp, in the unit of y, where p is the patient's value.
///
/// The yardstick of that: errors are relative to the largest |value| of the column in that patient plus a thousandth of
/// the state's scale; a derivative that moves its state by less than this is not asked to be exact.
/// @param scale  Of each state (`scale_of`).
[[nodiscard]] Yardstick gradient_yardstick(const Case& problem, std::size_t n_parameter,
                                           const std::vector<double>& scale);

/// States and their derivatives with respect to parameters; what `Baseline` is for states alone.
class GradientBaseline final : public Contestant {
  public:
    /// @param scale   Of each state, in its unit (`scale_of`): absolute tolerances are `Tolerance::atol` times it.
    /// @param folder  Where compiled code is kept.
    /// @throws InputError        for a parameter that the model does not have, that the schedule sets or that is 0.
    /// @throws UnsupportedError  for a model with events: their times depend on the parameters too.
    GradientBaseline(const Case& problem, std::string name, const std::vector<std::string>& parameters,
                     const std::vector<double>& scale, const SensitivityOptions& options,
                     const std::filesystem::path& folder);
    ~GradientBaseline() override;

    [[nodiscard]] std::string name() const override;
    [[nodiscard]] Run run(int n_patient, Tolerance tolerance) override;

  private:
    struct Work;
    std::unique_ptr<Work> work_;
};

} // namespace euthymia::benchmark
