// SPDX-License-Identifier: Apache-2.0
#include "jit_emit.hpp"

#include <fmt/format.h>

namespace euthymia {

namespace {

/// Writes one function for all steps between two cuts. Each ends with a jump to the next.
class RowEmitter {
  public:
    RowEmitter(Emission& to, const RowCode& code, std::string name)
        : to_(to)
        , code_(code)
        , name_(std::move(name))
        , values_(code.steps.size()) {}

    void operator()() {
        start_function(name_, llvm::Function::ExternalLinkage);
        for (const RowStep& step : code_.steps) emit(step);
        to_.builder.CreateRetVoid();
    }

  private:
    void emit(const RowStep& step) {
        switch (step.kind) {
        case RowStep::Kind::number:
            values_[step.target] = to_.splat(step.number);
            break;
        case RowStep::Kind::load:
            values_[step.target] = load(step.row);
            break;
        case RowStep::Kind::compute:
            values_[step.target] = emit_function(to_, step.function, arguments(step));
            break;
        case RowStep::Kind::fused:
            values_[step.target] = emit_fused(to_, values_[step.a], values_[step.b], values_[step.c]);
            break;
        case RowStep::Kind::store:
            to_.builder.CreateAlignedStore(values_[step.a], address(step.row), alignment(), true);
            break;
        case RowStep::Kind::cut:
            continue_in_next();
            break;
        }
    }

    [[nodiscard]] std::array<llvm::Value*, 3> arguments(const RowStep& step) const {
        const std::array places{step.a, step.b, step.c};
        std::array<llvm::Value*, 3> found{};
        for (std::size_t k = 0; k < step.arity; ++k) found[k] = values_[places[k]];
        return found;
    }

    /// Volatile, as stores are: the plan says when to load again, and nobody is to think better of it.
    llvm::Value* load(const Row& row) {
        return to_.builder.CreateAlignedLoad(to_.type, address(row), alignment(), true);
    }

    llvm::Value* address(const Row& row) {
        llvm::Argument* block = function_->getArg(static_cast<unsigned>(row.block));
        const std::uint64_t offset = std::uint64_t{row.index} * static_cast<std::uint64_t>(to_.width);
        return to_.builder.CreateConstInBoundsGEP1_64(to_.builder.getDoubleTy(), block, offset);
    }

    [[nodiscard]] llvm::Align alignment() const {
        return llvm::Align(sizeof(double) * static_cast<unsigned>(to_.width));
    }

    void start_function(const std::string& name, llvm::Function::LinkageTypes linkage) {
        const std::vector<llvm::Type*> blocks(n_block, to_.builder.getPtrTy());
        auto* type = llvm::FunctionType::get(to_.builder.getVoidTy(), blocks, false);
        function_ = llvm::Function::Create(type, linkage, name, to_.module);
        function_->setDoesNotThrow();
        to_.builder.SetInsertPoint(llvm::BasicBlock::Create(to_.module.getContext(), "", function_));
        to_.masks.clear();
    }

    void continue_in_next() {
        const llvm::IRBuilderBase::InsertPoint end = to_.builder.saveIP();
        std::vector<llvm::Value*> blocks;
        for (llvm::Argument& argument : function_->args()) blocks.push_back(&argument);
        start_function(fmt::format("{}.{}", name_, ++n_part_), llvm::Function::InternalLinkage);
        const llvm::IRBuilderBase::InsertPoint start = to_.builder.saveIP();
        to_.builder.restoreIP(end);
        to_.builder.CreateCall(function_, blocks)->setTailCallKind(llvm::CallInst::TCK_MustTail);
        to_.builder.CreateRetVoid();
        to_.builder.restoreIP(start);
    }

    Emission& to_;
    const RowCode& code_;
    std::string name_;
    std::vector<llvm::Value*> values_;
    llvm::Function* function_ = nullptr;
    int n_part_ = 0;
};

} // namespace

void emit_rows(Emission& to, const RowCode& code, const std::string& name) {
    RowEmitter(to, code, name)();
}

} // namespace euthymia
