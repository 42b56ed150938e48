// SPDX-License-Identifier: Apache-2.0
#include "jit_machine.hpp"

#include <llvm/ADT/StringMap.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/SubtargetFeature.h>

#include "euthymia/base/error.hpp"

namespace euthymia {

namespace {

/// The widest vectors that arithmetic and elementary functions both have.
void choose_vectors(Machine& machine, const llvm::StringMap<bool>& has) {
    machine.has_fma = has.lookup("fma") && has.lookup("avx2");
    if (machine.has_fma && has.lookup("avx512f")) {
        machine.instruction_set = "avx512";
        machine.n_lane = 8;
        machine.n_register = 32;
    } else if (machine.has_fma) {
        machine.instruction_set = "avx2";
        machine.n_lane = 4;
    } else {
        machine.instruction_set = "sse2";
    }
}

const llvm::Target& native_target() {
    static const bool is_ready = !llvm::InitializeNativeTarget() && !llvm::InitializeNativeTargetAsmPrinter();
    std::string fault = "LLVM lacks it";
    const llvm::Target* target =
        is_ready ? llvm::TargetRegistry::lookupTarget(llvm::sys::getProcessTriple(), fault) : nullptr;
    if (target != nullptr) return *target;
    throw UnsupportedError(
        {"code cannot be compiled for this machine: " + fault, llvm::sys::getProcessTriple(), "use the interpreter"});
}

} // namespace

Machine this_machine() {
    const llvm::Triple triple(llvm::sys::getProcessTriple());
    if (triple.getArch() != llvm::Triple::x86_64) {
        throw UnsupportedError({"code can be compiled for x86-64 only", triple.str(), "use the interpreter"});
    }
    Machine machine{.cpu = llvm::sys::getHostCPUName().str()};
    const llvm::StringMap<bool> has = llvm::sys::getHostCPUFeatures();
    llvm::SubtargetFeatures features;
    for (const auto& feature : has) features.AddFeature(feature.first(), feature.second);
    machine.features = features.getString();
    choose_vectors(machine, has);
    return machine;
}

Machine without_extensions(Machine machine) {
    machine.cpu = "x86-64";
    machine.features.clear();
    choose_vectors(machine, {});
    machine.n_lane = 2;
    machine.n_register = 16;
    return machine;
}

std::unique_ptr<llvm::TargetMachine> target_machine(const Machine& machine, JitOptions::Effort effort) {
    llvm::TargetOptions options;
    options.AllowFPOpFusion = llvm::FPOpFusion::Strict; // else lanes of different width would round differently
    const auto level = effort == JitOptions::Effort::quick ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Less;
    return std::unique_ptr<llvm::TargetMachine>(
        native_target().createTargetMachine(llvm::sys::getProcessTriple(), machine.cpu, machine.features, options,
                                            llvm::Reloc::PIC_, llvm::CodeModel::Small, level, true));
}

} // namespace euthymia
