// SPDX-License-Identifier: Apache-2.0
#include "native_cvodes.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <cvodes/cvodes.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include "native_sundials.hpp"

namespace euthymia::benchmark {

struct NativeCvodes::Memory {
    NativeSensitivitySystem& system;
    SensitivityPattern pattern;
    SensitivityOptions options;
    int n_parameter;
    SUNContext context = nullptr;
    N_Vector y = nullptr, atol = nullptr;
    N_Vector* s = nullptr;
    SUNMatrix matrix = nullptr;
    SUNLinearSolver linear = nullptr;
    void* cvodes = nullptr;
    std::vector<double> values; ///< what `partials` wrote
    long n_step_before = 0;

    Memory(NativeSensitivitySystem& functions, const SensitivityPattern& places, const SensitivityOptions& wanted)
        : system(functions)
        , pattern(places)
        , options(wanted)
        , n_parameter(static_cast<int>(places.parameter_start.size()) - 1)
        , values(places.jacobian.row.size() + places.row.size()) {
        const int n = pattern.jacobian.n;
        require(SUNContext_Create(nullptr, &context), "SUNContext_Create");
        y = N_VNew_Serial(n, context);
        atol = N_VNew_Serial(n, context);
        s = N_VCloneVectorArray(n_parameter, y);
        matrix = SUNSparseMatrix(n, n, pattern.jacobian.n_nonzero(), CSC_MAT, context);
        linear = SUNLinSol_KLU(y, matrix, context);
        cvodes = CVodeCreate(CV_BDF, context);
        if (!y || !atol || !s || !matrix || !linear || !cvodes) throw std::runtime_error("SUNDIALS gave no memory");
        N_VConst(0.0, y);
        N_VConst(1.0, atol);
        for (int k = 0; k < n_parameter; ++k) N_VConst(0.0, s[k]);
        prepare();
    }

    ~Memory() {
        CVodeFree(&cvodes);
        SUNLinSolFree(linear);
        SUNMatDestroy(matrix);
        N_VDestroyVectorArray(s, n_parameter);
        N_VDestroy(atol);
        N_VDestroy(y);
        SUNContext_Free(&context);
    }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    static int rates(double t, N_Vector y, N_Vector dydt, void* user) {
        static_cast<Memory*>(user)->system.rates(t, numbers(y), numbers(dydt));
        return flag_of(numbers(dydt));
    }

    static int jacobian(double t, N_Vector y, N_Vector, SUNMatrix j, void* user, N_Vector, N_Vector, N_Vector) {
        const auto& memory = *static_cast<Memory*>(user);
        memory.system.jacobian(t, numbers(y), values_of(j, memory.pattern.jacobian));
        return 0;
    }

    /// ds/dt = (df/dy) s + df/dp.
    static int sensitivity_rates(int n_parameter, double t, N_Vector y, N_Vector, N_Vector* s, N_Vector* dsdt,
                                 void* user, N_Vector, N_Vector) {
        auto& memory = *static_cast<Memory*>(user);
        memory.system.partials(t, numbers(y), memory.values);
        for (int k = 0; k < n_parameter; ++k) memory.sensitivity_rate(k, NV_DATA_S(s[k]), NV_DATA_S(dsdt[k]));
        return 0;
    }

    void sensitivity_rate(int k, const double* s_k, double* out) const {
        const SparsityPattern& places = pattern.jacobian;
        const double* const df_dy = values.data();
        const double* const df_dp = df_dy + places.n_nonzero();
        std::fill_n(out, places.n, 0.0);
        for (int m = pattern.parameter_start[k]; m < pattern.parameter_start[k + 1]; ++m) {
            out[pattern.row[m]] = df_dp[m];
        }
        for (int j = 0; j < places.n; ++j) {
            for (int m = places.column_start[j]; m < places.column_start[j + 1]; ++m) {
                out[places.row[m]] += df_dy[m] * s_k[j];
            }
        }
    }

    void prepare() {
        require(CVodeInit(cvodes, rates, 0.0, y), "CVodeInit");
        require(CVodeSVtolerances(cvodes, 1e-6, atol), "CVodeSVtolerances");
        require(CVodeSetUserData(cvodes, this), "CVodeSetUserData");
        require(CVodeSetLinearSolver(cvodes, linear, matrix), "CVodeSetLinearSolver");
        require(CVodeSetJacFn(cvodes, jacobian), "CVodeSetJacFn");
        require(CVodeSetMaxNumSteps(cvodes, most_steps), "CVodeSetMaxNumSteps");
        require(CVodeSetMaxHnilWarns(cvodes, -1), "CVodeSetMaxHnilWarns");
        require(CVodeSetErrHandlerFn(
                    cvodes, [](int, const char*, const char*, char*, void*) {}, nullptr),
                "CVodeSetErrHandlerFn");
        require(CVodeSensInit(cvodes, n_parameter, corrector(), sensitivity_rates, s), "CVodeSensInit");
        require(CVodeSensEEtolerances(cvodes), "CVodeSensEEtolerances");
        require(CVodeSetSensErrCon(cvodes, options.has_error_control), "CVodeSetSensErrCon");
    }

    [[nodiscard]] int corrector() const { return options.is_staggered ? CV_STAGGERED : CV_SIMULTANEOUS; }

    [[nodiscard]] long steps_since_start() const {
        long n = 0;
        CVodeGetNumSteps(cvodes, &n);
        return n;
    }
};

NativeCvodes::NativeCvodes(NativeSensitivitySystem& system, const SensitivityPattern& pattern,
                           const SensitivityOptions& options)
    : memory_(std::make_unique<Memory>(system, pattern, options)) {}

NativeCvodes::~NativeCvodes() = default;

void NativeCvodes::set_tolerances(double rtol, std::span<const double> atol, std::span<const double> size) {
    std::ranges::copy(atol, NV_DATA_S(memory_->atol));
    require(CVodeSVtolerances(memory_->cvodes, rtol, memory_->atol), "CVodeSVtolerances");
    std::vector<double> sizes(size.begin(), size.end());
    require(CVodeSetSensParams(memory_->cvodes, nullptr, sizes.data(), nullptr), "CVodeSetSensParams");
}

void NativeCvodes::start(double t) {
    memory_->n_step_before += memory_->steps_since_start();
    require(CVodeReInit(memory_->cvodes, t, memory_->y), "CVodeReInit");
    require(CVodeSensReInit(memory_->cvodes, memory_->corrector(), memory_->s), "CVodeSensReInit");
}

bool NativeCvodes::advance(double goal, double stop, double& t) {
    require(CVodeSetStopTime(memory_->cvodes, stop), "CVodeSetStopTime");
    if (CVode(memory_->cvodes, goal, memory_->y, &t, CV_NORMAL) < 0) return false;
    double reached = t;
    return CVodeGetSens(memory_->cvodes, &reached, memory_->s) >= 0;
}

std::span<double> NativeCvodes::y() {
    return numbers(memory_->y);
}

std::span<double> NativeCvodes::s(std::size_t k) {
    return numbers(memory_->s[k]);
}

long NativeCvodes::n_step() const {
    return memory_->n_step_before + memory_->steps_since_start();
}

} // namespace euthymia::benchmark
