// SPDX-License-Identifier: Apache-2.0
#include "row_operations.hpp"

#include <algorithm>

#include "call_rounds.hpp"
#include "euthymia/expression/functions.hpp"

namespace euthymia {

namespace {

Operation as_operation(const Instruction& i) {
    Operation operation{.function = i.function, .target = i.target};
    std::ranges::copy(arguments_of(i), operation.argument.begin());
    return operation;
}

/// The product of the first two arguments of `product`, added to the first of `sum`.
Operation as_fused(const Instruction& product, const Instruction& sum) {
    return {.is_fused = true,
            .target = sum.target,
            .argument = {product.argument[0], product.argument[1], sum.argument[0]}};
}

/// How often each register is read on the way to the results; the tape may compute more than they need.
std::vector<int> count_uses(const RowProgram& program) {
    std::vector<int> n_use(program.sources.size());
    for (const auto& result : program.results) ++n_use[result.place];
    for (std::size_t n = program.tape.size(); n-- > 0;) {
        const Instruction& i = program.tape[n];
        if (n_use[i.target] == 0) continue;
        for (const Register r : arguments_of(i)) ++n_use[r];
    }
    return n_use;
}

/// For each register the product that is nothing but a part of this sum.
std::vector<const Instruction*> fusible_products(const RowProgram& program, const std::vector<int>& n_use) {
    std::vector<const Instruction*> products(program.sources.size()), added(program.sources.size());
    if (!program.fuses) return added;
    for (const Instruction& i : program.tape) {
        if (i.function == Function::multiply && n_use[i.target] == 1) products[i.target] = &i;
        if (i.function == Function::add && n_use[i.target] > 0) added[i.target] = products[i.argument[1]];
    }
    return added;
}

} // namespace

std::span<const Register> arguments_of(const Operation& operation) {
    return std::span(operation.argument).first(operation.is_fused ? 3 : traits_of(operation.function).arity);
}

std::vector<Operation> operations_of(const RowProgram& program, bool (*is_call)(Function)) {
    std::vector<int> n_use = count_uses(program);
    const std::vector<const Instruction*> added = fusible_products(program, n_use);
    for (const Instruction* product : added) {
        if (product != nullptr) n_use[product->target] = 0;
    }
    std::vector<Operation> operations;
    for (const std::size_t k : in_call_rounds(program.tape, program.sources.size(), is_call)) {
        const Instruction& i = program.tape[k];
        if (n_use[i.target] == 0) continue;
        const Instruction* product = added[i.target];
        operations.push_back(product == nullptr ? as_operation(i) : as_fused(*product, i));
    }
    return operations;
}

} // namespace euthymia
