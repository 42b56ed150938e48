// SPDX-License-Identifier: Apache-2.0
#include "native_cvodes.hpp"

#include <cvodes/cvodes.h>

#include "native_sundials.hpp"

namespace euthymia::benchmark {

struct NativeCvodes::Memory : NativeSolver<NativeSensitivitySystem> {
    SensitivityPattern places; ///< of df/dp, too
    int n_parameter, corrector;
    N_Vector* s = nullptr;
    std::vector<double> values; ///< what `partials` wrote

    Memory(NativeSensitivitySystem& functions, const SensitivityPattern& fed, const SensitivityOptions& options)
        : NativeSolver(functions, fed.jacobian)
        , places(fed)
        , n_parameter(static_cast<int>(fed.parameter_start.size()) - 1)
        , corrector(options.is_staggered ? CV_STAGGERED : CV_SIMULTANEOUS)
        , s(N_VCloneVectorArray(n_parameter, y))
        , values(fed.jacobian.row.size() + fed.row.size()) {
        if (!s) throw std::runtime_error("SUNDIALS gave no memory");
        for (int k = 0; k < n_parameter; ++k) N_VConst(0.0, s[k]);
        require(CVodeSensInit(memory, n_parameter, corrector, sensitivity_rates, s), "CVodeSensInit");
        require(CVodeSensEEtolerances(memory), "CVodeSensEEtolerances");
        require(CVodeSetSensErrCon(memory, options.has_error_control), "CVodeSetSensErrCon");
    }

    ~Memory() { N_VDestroyVectorArray(s, n_parameter); }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    /// ds/dt = (df/dy) s + df/dp.
    static int sensitivity_rates(int n_parameter, double t, N_Vector y, N_Vector, N_Vector* s, N_Vector* dsdt,
                                 void* user, N_Vector, N_Vector) {
        auto& self = static_cast<Memory&>(of(user));
        self.system.partials(t, numbers(y), self.values);
        for (int k = 0; k < n_parameter; ++k) self.sensitivity_rate(k, NV_DATA_S(s[k]), NV_DATA_S(dsdt[k]));
        return 0;
    }

    void sensitivity_rate(int k, const double* s_k, double* out) const {
        const double* const df_dy = values.data();
        const double* const df_dp = df_dy + pattern.n_nonzero();
        std::fill_n(out, pattern.n, 0.0);
        for (int m = places.parameter_start[k]; m < places.parameter_start[k + 1]; ++m) {
            out[places.row[m]] = df_dp[m];
        }
        for (int j = 0; j < pattern.n; ++j) {
            for (int m = pattern.column_start[j]; m < pattern.column_start[j + 1]; ++m) {
                out[pattern.row[m]] += df_dy[m] * s_k[j];
            }
        }
    }
};

NativeCvodes::NativeCvodes(NativeSensitivitySystem& system, const SensitivityPattern& pattern,
                           const SensitivityOptions& options)
    : memory_(std::make_unique<Memory>(system, pattern, options)) {}

NativeCvodes::~NativeCvodes() = default;

void NativeCvodes::set_tolerances(double rtol, std::span<const double> atol, std::span<const double> size) {
    memory_->set_tolerances(rtol, atol);
    std::vector<double> sizes(size.begin(), size.end());
    require(CVodeSetSensParams(memory_->memory, nullptr, sizes.data(), nullptr), "CVodeSetSensParams");
}

void NativeCvodes::start(double t) {
    memory_->start(t);
    require(CVodeSensReInit(memory_->memory, memory_->corrector, memory_->s), "CVodeSensReInit");
}

bool NativeCvodes::advance(double goal, double stop, double& t) {
    if (memory_->advance(goal, stop, t) < 0) return false;
    double reached = t;
    return CVodeGetSens(memory_->memory, &reached, memory_->s) >= 0;
}

std::span<double> NativeCvodes::y() {
    return numbers(memory_->y);
}

std::span<double> NativeCvodes::s(std::size_t k) {
    return numbers(memory_->s[k]);
}

long NativeCvodes::n_step() const {
    return memory_->n_step();
}

} // namespace euthymia::benchmark
