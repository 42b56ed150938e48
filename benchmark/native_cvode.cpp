// SPDX-License-Identifier: Apache-2.0
#include "native_cvode.hpp"

#include <limits>

#include <cvode/cvode.h>

#include "native_sundials.hpp"

namespace euthymia::benchmark {

namespace {

/// CVODE finds a root within 100 rounding errors.
constexpr double root_widths = 200.0;

} // namespace

struct NativeCvode::Memory : NativeSolver<NativeSystem> {
    std::size_t n_root;

    Memory(NativeSystem& functions, const SparsityPattern& places, int roots)
        : NativeSolver(functions, places)
        , n_root(static_cast<std::size_t>(roots)) {
        if (roots == 0) return;
        require(CVodeRootInit(memory, roots, write_roots), "CVodeRootInit");
        require(CVodeSetNoInactiveRootWarn(memory), "CVodeSetNoInactiveRootWarn");
    }

    static int write_roots(double t, N_Vector y, double* out, void* user) {
        auto& self = static_cast<Memory&>(of(user));
        self.system.roots(t, numbers(y), {out, self.n_root});
        return 0;
    }
};

NativeCvode::NativeCvode(NativeSystem& system, const SparsityPattern& pattern, int n_root)
    : memory_(std::make_unique<Memory>(system, pattern, n_root)) {}

NativeCvode::~NativeCvode() = default;

void NativeCvode::set_tolerances(double rtol, std::span<const double> atol) {
    memory_->set_tolerances(rtol, atol);
}

void NativeCvode::start(double t) {
    memory_->start(t);
}

NativeCvode::Arrival NativeCvode::advance(double goal, double stop, double& t) {
    const int flag = memory_->advance(goal, stop, t);
    if (flag < 0) return Arrival::failure;
    return flag == CV_ROOT_RETURN ? Arrival::root : Arrival::goal;
}

void NativeCvode::pass_root(double& t) {
    void* const cvode = memory_->memory;
    double reached = t, step = 0.0;
    require(CVodeGetCurrentTime(cvode, &reached), "CVodeGetCurrentTime");
    require(CVodeGetLastStep(cvode, &step), "CVodeGetLastStep");
    const double past = t + root_widths * (std::abs(t) + std::abs(step)) * std::numeric_limits<double>::epsilon();
    t = std::min(past, reached);
    require(CVodeGetDky(cvode, t, 0, memory_->y), "CVodeGetDky");
}

std::span<double> NativeCvode::y() {
    return numbers(memory_->y);
}

long NativeCvode::n_step() const {
    return memory_->n_step();
}

} // namespace euthymia::benchmark
