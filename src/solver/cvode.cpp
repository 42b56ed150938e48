// SPDX-License-Identifier: Apache-2.0
#include "euthymia/solver/cvode.hpp"

#include <algorithm>
#include <cmath>
#include <new>
#include <stdexcept>
#include <utility>

#include <cvode/cvode.h>
#include <fmt/format.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include "guard.hpp"

namespace euthymia {

namespace {

// In absolute tolerances. A multistep method predicts and corrects a state beyond what its error test allows a step.
constexpr double guard_width = 100.0;

void require(int flag, const char* call) {
    if (flag < 0) throw std::runtime_error(fmt::format("{} failed with flag {}", call, flag));
}

template <typename Handle>
Handle require(Handle handle, const char* call) {
    if (handle == nullptr) throw std::runtime_error(fmt::format("{} returned nothing", call));
    return handle;
}

std::string describe(int flag) {
    switch (flag) {
    case CV_TOO_MUCH_WORK:
        return "too many steps: the model is too stiff here or explodes";
    case CV_TOO_MUCH_ACC:
        return "the tolerances are tighter than the arithmetic allows";
    case CV_ERR_FAILURE:
        return "the step size collapsed: the error test kept failing";
    case CV_CONV_FAILURE:
        return "the step size collapsed: Newton's method kept failing";
    case CV_RHSFUNC_FAIL:
    case CV_FIRST_RHSFUNC_ERR:
    case CV_REPTD_RHSFUNC_ERR:
    case CV_UNREC_RHSFUNC_ERR:
        return "a rate of change is not a finite number";
    default:
        return fmt::format("the integrator stopped with flag {}", flag);
    }
}

bool is_finite(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

} // namespace

struct Cvode::Memory {
    OdeSystem system;
    CvodeOptions options;
    SUNContext context = nullptr;
    N_Vector y = nullptr;
    N_Vector within = nullptr; ///< the state within the last step
    N_Vector atol = nullptr;
    std::vector<double> argument; ///< a state behind its guard
    SUNMatrix matrix = nullptr;
    SUNLinearSolver linear = nullptr;
    void* cvode = nullptr;
    CvodeStatistics before; ///< of the integrations before the last start
    bool is_started = false;
    double t = 0.0;        ///< of `y`
    double t_before = 0.0; ///< begin of the last step

    Memory(OdeSystem ode, CvodeOptions wanted)
        : system(std::move(ode))
        , options(std::move(wanted)) {}

    ~Memory() {
        CVodeFree(&cvode);
        SUNLinSolFree(linear);
        SUNMatDestroy(matrix);
        N_VDestroy(atol);
        N_VDestroy(within);
        N_VDestroy(y);
        SUNContext_Free(&context);
    }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    [[nodiscard]] std::size_t n() const { return static_cast<std::size_t>(system.pattern.n); }

    [[nodiscard]] std::span<double> values(N_Vector vector) const { return {NV_DATA_S(vector), n()}; }

    void allocate() {
        require(SUNContext_Create(nullptr, &context), "SUNContext_Create");
        y = require(N_VNew_Serial(system.pattern.n, context), "N_VNew_Serial");
        within = require(N_VNew_Serial(system.pattern.n, context), "N_VNew_Serial");
        atol = require(N_VNew_Serial(system.pattern.n, context), "N_VNew_Serial");
        std::copy(options.atol.begin(), options.atol.end(), NV_DATA_S(atol));
        matrix = require(SUNSparseMatrix(system.pattern.n, system.pattern.n, std::max(1, system.pattern.n_nonzero()),
                                         CSC_MAT, context),
                         "SUNSparseMatrix");
        linear = require(SUNLinSol_KLU(y, matrix, context), "SUNLinSol_KLU");
        cvode = require(CVodeCreate(CV_BDF, context), "CVodeCreate");
    }

    void guard(std::span<double> state) const {
        for (const int v : system.guarded) state[v] = guarded_value(state[v], guard_width * options.atol[v]);
    }

    /// What the functions of the system are given for CVODE's own `state`, which stays as it is.
    [[nodiscard]] std::span<const double> readable(N_Vector state) {
        if (system.guarded.empty()) return values(state);
        argument.assign(values(state).begin(), values(state).end());
        guard(argument);
        return argument;
    }

    static int rates(double t, N_Vector y, N_Vector dydt, void* user) {
        auto& memory = *static_cast<Memory*>(user);
        memory.system.rates(t, memory.readable(y), memory.values(dydt));
        return is_finite(memory.values(dydt)) ? 0 : 1;
    }

    static int jacobian(double t, N_Vector y, N_Vector, SUNMatrix j, void* user, N_Vector, N_Vector, N_Vector) {
        auto& memory = *static_cast<Memory*>(user);
        const SparsityPattern& pattern = memory.system.pattern;
        std::copy(pattern.column_start.begin(), pattern.column_start.end(), SM_INDEXPTRS_S(j));
        std::copy(pattern.row.begin(), pattern.row.end(), SM_INDEXVALS_S(j));
        const std::span<double> values(SM_DATA_S(j), static_cast<std::size_t>(pattern.n_nonzero()));
        memory.system.jacobian(t, memory.readable(y), values);
        return is_finite(values) ? 0 : 1;
    }

    void initialise(double t_start) {
        require(CVodeInit(cvode, rates, t_start, y), "CVodeInit");
        require(CVodeSVtolerances(cvode, options.rtol, atol), "CVodeSVtolerances");
        require(CVodeSetUserData(cvode, this), "CVodeSetUserData");
        require(CVodeSetLinearSolver(cvode, linear, matrix), "CVodeSetLinearSolver");
        require(CVodeSetJacFn(cvode, jacobian), "CVodeSetJacFn");
        require(CVodeSetMaxNumSteps(cvode, options.max_steps), "CVodeSetMaxNumSteps");
        require(CVodeSetMaxStep(cvode, options.max_step), "CVodeSetMaxStep");
        require(CVodeSetErrHandlerFn(
                    cvode, [](int, const char*, const char*, char*, void*) {}, nullptr),
                "CVodeSetErrHandlerFn");
    }

    /// Goes on to `t_out` (CV_NORMAL) or by one step of the integrator's own (CV_ONE_STEP).
    SolverOutcome integrate(double t_out, double t_stop, int task) {
        require(CVodeSetStopTime(cvode, t_stop), "CVodeSetStopTime");
        t_before = t;
        const int flag = CVode(cvode, t_out, y, &t, task);
        guard(values(y));
        if (flag == CV_TOO_CLOSE) return {.is_reached = true, .t = t = t_out, .message = {}};
        if (flag < 0) return {.is_reached = false, .t = t, .message = describe(flag)};
        if (t == t_before && t_out != t) {
            return {.is_reached = false, .t = t, .message = "the step size collapsed: time stands still"};
        }
        return {.is_reached = true, .t = t, .message = {}};
    }

    [[nodiscard]] CvodeStatistics since_start() const {
        CvodeStatistics now;
        if (!is_started) return now;
        CVodeGetNumSteps(cvode, &now.n_step);
        CVodeGetNumRhsEvals(cvode, &now.n_rates);
        CVodeGetNumJacEvals(cvode, &now.n_jacobian);
        return now;
    }

    [[nodiscard]] CvodeStatistics total() const {
        const CvodeStatistics now = since_start();
        return {before.n_step + now.n_step, before.n_rates + now.n_rates, before.n_jacobian + now.n_jacobian};
    }
};

Cvode::Cvode(OdeSystem system, CvodeOptions options)
    : memory_(std::make_unique<Memory>(std::move(system), std::move(options))) {
    if (memory_->options.atol.size() != memory_->n()) {
        throw std::invalid_argument(fmt::format("{} absolute tolerances were passed, but the system has {} states",
                                                memory_->options.atol.size(), memory_->n()));
    }
    memory_->allocate();
}

Cvode::~Cvode() = default;

void Cvode::start(double t, std::span<const double> y) {
    memory_->before = memory_->total();
    std::copy(y.begin(), y.end(), NV_DATA_S(memory_->y));
    if (memory_->is_started) {
        require(CVodeReInit(memory_->cvode, t, memory_->y), "CVodeReInit");
    } else {
        memory_->initialise(t);
    }
    memory_->is_started = true;
    memory_->t = memory_->t_before = t;
}

SolverOutcome Cvode::advance(double t_out, double t_stop) {
    return memory_->integrate(t_out, t_stop, CV_NORMAL);
}

SolverOutcome Cvode::step(double t_stop) {
    if (memory_->since_start().n_step >= memory_->options.max_steps) {
        return {.is_reached = false, .t = memory_->t, .message = describe(CV_TOO_MUCH_WORK)};
    }
    return memory_->integrate(t_stop, t_stop, CV_ONE_STEP);
}

void Cvode::interpolate(double t, std::span<double> y) const {
    require(CVodeGetDky(memory_->cvode, t, 0, memory_->within), "CVodeGetDky");
    memory_->guard(memory_->values(memory_->within));
    std::ranges::copy(memory_->values(memory_->within), y.begin());
}

double Cvode::t() const {
    return memory_->t;
}

double Cvode::t_before() const {
    return memory_->t_before;
}

std::span<const double> Cvode::y() const {
    return memory_->values(memory_->y);
}

CvodeStatistics Cvode::statistics() const {
    return memory_->total();
}

} // namespace euthymia
