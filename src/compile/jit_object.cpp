// SPDX-License-Identifier: Apache-2.0
#include "jit_object.hpp"

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>

#include "euthymia/base/error.hpp"
#include "jit_emit.hpp"

namespace euthymia {

std::string compile_object(const RowCode& code, const std::string& name, int n_lane, const Machine& machine,
                           JitOptions::Effort effort) {
    const std::unique_ptr<llvm::TargetMachine> target = target_machine(machine, effort);
    llvm::LLVMContext context;
    llvm::Module module(name, context);
    module.setTargetTriple(target->getTargetTriple().str());
    module.setDataLayout(target->createDataLayout());
    Emission emission(module, machine, n_lane);
    emit_rows(emission, code, name);

    llvm::SmallVector<char, 0> object;
    llvm::raw_svector_ostream stream(object);
    llvm::legacy::PassManager passes; // those of code generation alone: the code is laid out already
    llvm::MCContext* symbols = nullptr;
    if (target->addPassesToEmitMC(passes, symbols, stream)) {
        throw UnsupportedError({"LLVM cannot emit machine code", machine.cpu, "use the interpreter"});
    }
    passes.run(module);
    return {object.begin(), object.end()};
}

} // namespace euthymia
