// SPDX-License-Identifier: Apache-2.0
#include "native_cvode.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include "native_sundials.hpp"

namespace euthymia::benchmark {

namespace {

/// CVODE finds a root within 100 rounding errors.
constexpr double root_widths = 200.0;

} // namespace

struct NativeCvode::Memory {
    NativeSystem& system;
    const SparsityPattern& pattern;
    int n_root;
    SUNContext context = nullptr;
    N_Vector y = nullptr, atol = nullptr;
    SUNMatrix matrix = nullptr;
    SUNLinearSolver linear = nullptr;
    void* cvode = nullptr;
    long n_step_before = 0;

    Memory(NativeSystem& functions, const SparsityPattern& places, int roots)
        : system(functions)
        , pattern(places)
        , n_root(roots) {
        require(SUNContext_Create(nullptr, &context), "SUNContext_Create");
        y = N_VNew_Serial(pattern.n, context);
        atol = N_VNew_Serial(pattern.n, context);
        N_VConst(0.0, y);
        N_VConst(1.0, atol);
        matrix = SUNSparseMatrix(pattern.n, pattern.n, pattern.n_nonzero(), CSC_MAT, context);
        linear = SUNLinSol_KLU(y, matrix, context);
        cvode = CVodeCreate(CV_BDF, context);
        if (!y || !atol || !matrix || !linear || !cvode) throw std::runtime_error("SUNDIALS gave no memory");
        prepare();
    }

    ~Memory() {
        CVodeFree(&cvode);
        SUNLinSolFree(linear);
        SUNMatDestroy(matrix);
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
        memory.system.jacobian(t, numbers(y), values_of(j, memory.pattern));
        return 0;
    }

    static int roots(double t, N_Vector y, double* out, void* user) {
        const auto& memory = *static_cast<Memory*>(user);
        memory.system.roots(t, numbers(y), {out, static_cast<std::size_t>(memory.n_root)});
        return 0;
    }

    void prepare() {
        require(CVodeInit(cvode, rates, 0.0, y), "CVodeInit");
        require(CVodeSVtolerances(cvode, 1e-6, atol), "CVodeSVtolerances");
        require(CVodeSetUserData(cvode, this), "CVodeSetUserData");
        require(CVodeSetLinearSolver(cvode, linear, matrix), "CVodeSetLinearSolver");
        require(CVodeSetJacFn(cvode, jacobian), "CVodeSetJacFn");
        require(CVodeSetMaxNumSteps(cvode, most_steps), "CVodeSetMaxNumSteps");
        require(CVodeSetMaxHnilWarns(cvode, -1), "CVodeSetMaxHnilWarns");
        require(CVodeSetErrHandlerFn(
                    cvode, [](int, const char*, const char*, char*, void*) {}, nullptr),
                "CVodeSetErrHandlerFn");
        if (n_root > 0) require(CVodeRootInit(cvode, n_root, roots), "CVodeRootInit");
        if (n_root > 0) require(CVodeSetNoInactiveRootWarn(cvode), "CVodeSetNoInactiveRootWarn");
    }

    [[nodiscard]] long steps_since_start() const {
        long n = 0;
        CVodeGetNumSteps(cvode, &n);
        return n;
    }
};

NativeCvode::NativeCvode(NativeSystem& system, const SparsityPattern& pattern, int n_root)
    : memory_(std::make_unique<Memory>(system, pattern, n_root)) {}

NativeCvode::~NativeCvode() = default;

void NativeCvode::set_tolerances(double rtol, std::span<const double> atol) {
    std::ranges::copy(atol, NV_DATA_S(memory_->atol));
    require(CVodeSVtolerances(memory_->cvode, rtol, memory_->atol), "CVodeSVtolerances");
}

void NativeCvode::start(double t) {
    memory_->n_step_before += memory_->steps_since_start();
    require(CVodeReInit(memory_->cvode, t, memory_->y), "CVodeReInit");
}

NativeCvode::Arrival NativeCvode::advance(double goal, double stop, double& t) {
    require(CVodeSetStopTime(memory_->cvode, stop), "CVodeSetStopTime");
    const int flag = CVode(memory_->cvode, goal, memory_->y, &t, CV_NORMAL);
    if (flag < 0) return Arrival::failure;
    return flag == CV_ROOT_RETURN ? Arrival::root : Arrival::goal;
}

void NativeCvode::pass_root(double& t) {
    double reached = t, step = 0.0;
    require(CVodeGetCurrentTime(memory_->cvode, &reached), "CVodeGetCurrentTime");
    require(CVodeGetLastStep(memory_->cvode, &step), "CVodeGetLastStep");
    const double past = t + root_widths * (std::abs(t) + std::abs(step)) * std::numeric_limits<double>::epsilon();
    t = std::min(past, reached);
    require(CVodeGetDky(memory_->cvode, t, 0, memory_->y), "CVodeGetDky");
}

std::span<double> NativeCvode::y() {
    return numbers(memory_->y);
}

long NativeCvode::n_step() const {
    return memory_->n_step_before + memory_->steps_since_start();
}

} // namespace euthymia::benchmark
