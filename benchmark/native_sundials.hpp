// SPDX-License-Identifier: Apache-2.0
// What the libraries of CVODE and of CVODES do alike; each holds a SUNDIALS of its own, whose header comes before this
// one.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>
#include <string>

#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include "euthymia/base/sparsity.hpp"

#if !defined(_CVODE_H) && !defined(_CVODES_H)
#error "include cvode/cvode.h or cvodes/cvodes.h first: their functions have the same names"
#endif

namespace euthymia::benchmark {

inline void require(int flag, const char* call) {
    if (flag < 0) throw std::runtime_error(std::string(call) + " failed with flag " + std::to_string(flag));
}

[[nodiscard]] inline std::span<double> numbers(N_Vector vector) {
    return {NV_DATA_S(vector), static_cast<std::size_t>(NV_LENGTH_S(vector))};
}

/// A solver of `System`, which has `rates` and `jacobian` as `NativeSystem` does, used for one patient after another:
/// Newton, KLU, analytic Jacobian, BDF of order 1 to 5, CVODE's own defaults. What it is given must outlive it.
template <typename System>
class NativeSolver {
  public:
    NativeSolver(System& functions, const SparsityPattern& places)
        : system(functions)
        , pattern(places) {
        require(SUNContext_Create(nullptr, &context), "SUNContext_Create");
        y = N_VNew_Serial(pattern.n, context);
        atol = N_VNew_Serial(pattern.n, context);
        matrix = SUNSparseMatrix(pattern.n, pattern.n, pattern.n_nonzero(), CSC_MAT, context);
        linear = SUNLinSol_KLU(y, matrix, context);
        memory = CVodeCreate(CV_BDF, context);
        if (!y || !atol || !matrix || !linear || !memory) throw std::runtime_error("SUNDIALS gave no memory");
        N_VConst(0.0, y);
        N_VConst(1.0, atol);
        prepare();
    }

    ~NativeSolver() {
        CVodeFree(&memory);
        SUNLinSolFree(linear);
        SUNMatDestroy(matrix);
        N_VDestroy(atol);
        N_VDestroy(y);
        SUNContext_Free(&context);
    }
    NativeSolver(const NativeSolver&) = delete;
    NativeSolver& operator=(const NativeSolver&) = delete;

    /// What a function of CVODE gets as its user's data.
    [[nodiscard]] static NativeSolver& of(void* user) { return *static_cast<NativeSolver*>(user); }

    void set_tolerances(double rtol, std::span<const double> absolute) {
        std::ranges::copy(absolute, NV_DATA_S(atol));
        require(CVodeSVtolerances(memory, rtol, atol), "CVodeSVtolerances");
    }

    void start(double t) {
        n_step_before_ += steps_since_start();
        require(CVodeReInit(memory, t, y), "CVodeReInit");
    }

    /// The flag of CVode.
    [[nodiscard]] int advance(double goal, double stop, double& t) {
        require(CVodeSetStopTime(memory, stop), "CVodeSetStopTime");
        return CVode(memory, goal, y, &t, CV_NORMAL);
    }

    [[nodiscard]] long n_step() const { return n_step_before_ + steps_since_start(); }

    System& system;
    const SparsityPattern& pattern;
    SUNContext context = nullptr;
    N_Vector y = nullptr, atol = nullptr;
    void* memory = nullptr; ///< CVODE's

  private:
    static constexpr long most_steps = 200'000;

    /// A sum is finite only if all its terms are; 1 asks for a shorter step.
    static int rates(double t, N_Vector y, N_Vector dydt, void* user) {
        of(user).system.rates(t, numbers(y), numbers(dydt));
        double sum = 0.0;
        for (const double value : numbers(dydt)) sum += value;
        return std::isfinite(sum) ? 0 : 1;
    }

    static int jacobian(double t, N_Vector y, N_Vector, SUNMatrix j, void* user, N_Vector, N_Vector, N_Vector) {
        const SparsityPattern& places = of(user).pattern;
        std::ranges::copy(places.column_start, SM_INDEXPTRS_S(j));
        std::ranges::copy(places.row, SM_INDEXVALS_S(j));
        of(user).system.jacobian(t, numbers(y), {SM_DATA_S(j), places.row.size()});
        return 0;
    }

    void prepare() {
        require(CVodeInit(memory, rates, 0.0, y), "CVodeInit");
        require(CVodeSVtolerances(memory, 1e-6, atol), "CVodeSVtolerances");
        require(CVodeSetUserData(memory, this), "CVodeSetUserData");
        require(CVodeSetLinearSolver(memory, linear, matrix), "CVodeSetLinearSolver");
        require(CVodeSetJacFn(memory, jacobian), "CVodeSetJacFn");
        require(CVodeSetMaxNumSteps(memory, most_steps), "CVodeSetMaxNumSteps");
        require(CVodeSetMaxHnilWarns(memory, -1), "CVodeSetMaxHnilWarns");
        const auto say_nothing = [](int, const char*, const char*, char*, void*) {};
        require(CVodeSetErrHandlerFn(memory, say_nothing, nullptr), "CVodeSetErrHandlerFn");
    }

    [[nodiscard]] long steps_since_start() const {
        long n = 0;
        CVodeGetNumSteps(memory, &n);
        return n;
    }

    SUNMatrix matrix = nullptr;
    SUNLinearSolver linear = nullptr;
    long n_step_before_ = 0;
};

} // namespace euthymia::benchmark
