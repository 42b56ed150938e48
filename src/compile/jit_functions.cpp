// SPDX-License-Identifier: Apache-2.0
#include "jit_functions.hpp"

#include <fmt/format.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/Intrinsics.h>

#include "euthymia/expression/functions.hpp"

namespace euthymia {

namespace {

using Value = llvm::Value*;
using Predicate = llvm::CmpInst::Predicate;

Value add(Emission& to, Value a, Value b, Value) {
    return to.builder.CreateFAdd(a, b);
}

Value subtract(Emission& to, Value a, Value b, Value) {
    return to.builder.CreateFSub(a, b);
}

Value multiply(Emission& to, Value a, Value b, Value) {
    return to.builder.CreateFMul(a, b);
}

/// The number in every lane of `a`, if it is known.
const llvm::ConstantFP* number_of(Value a) {
    const auto* constant = llvm::dyn_cast<llvm::Constant>(a);
    if (constant != nullptr && constant->getType()->isVectorTy()) constant = constant->getSplatValue();
    return llvm::dyn_cast_or_null<llvm::ConstantFP>(constant);
}

Value divide(Emission& to, Value a, Value b, Value) {
    const llvm::ConstantFP* divisor = number_of(b);
    llvm::APFloat inverse(0.0);
    const bool is_exact = divisor != nullptr && divisor->getValueAPF().getExactInverse(&inverse);
    return is_exact ? to.builder.CreateFMul(a, to.splat(inverse.convertToDouble())) : to.builder.CreateFDiv(a, b);
}

Value negate(Emission& to, Value a, Value, Value) {
    return to.builder.CreateFNeg(a);
}

template <llvm::Intrinsic::ID id>
Value intrinsic(Emission& to, Value a, Value, Value) {
    return to.builder.CreateUnaryIntrinsic(id, a);
}

Value quotient(Emission& to, Value a, Value b, Value) {
    return to.builder.CreateUnaryIntrinsic(llvm::Intrinsic::trunc, to.builder.CreateFDiv(a, b));
}

/// A mask as a number; the mask itself is kept for those who ask for it again.
Value truth(Emission& to, Value mask) {
    Value number = to.builder.CreateSelect(mask, to.splat(1.0), to.splat(0.0));
    to.masks.emplace(number, mask);
    return number;
}

/// Where `a` is not 0; NaN is true.
Value mask_of(Emission& to, Value a) {
    const auto known = to.masks.find(a);
    return known != to.masks.end() ? known->second : to.builder.CreateFCmpUNE(a, to.splat(0.0));
}

template <Predicate predicate>
Value compare(Emission& to, Value a, Value b, Value) {
    return truth(to, to.builder.CreateFCmp(predicate, a, b));
}

Value both(Emission& to, Value a, Value b, Value) {
    return truth(to, to.builder.CreateAnd(mask_of(to, a), mask_of(to, b)));
}

Value either(Emission& to, Value a, Value b, Value) {
    return truth(to, to.builder.CreateOr(mask_of(to, a), mask_of(to, b)));
}

Value exclusive(Emission& to, Value a, Value b, Value) {
    return truth(to, to.builder.CreateXor(mask_of(to, a), mask_of(to, b)));
}

Value negation(Emission& to, Value a, Value, Value) {
    return truth(to, to.builder.CreateNot(mask_of(to, a)));
}

Value select(Emission& to, Value a, Value b, Value c) {
    return to.builder.CreateSelect(mask_of(to, a), b, c);
}

bool is_other_number_than_zero(Value a) {
    const llvm::ConstantFP* number = number_of(a);
    return number != nullptr && !number->isZero() && !number->isNaN();
}

/// b where `b is beyond a`, else a; NaN if one is. The machine's instruction gives its second argument, here a, if one
/// is NaN or both are 0.
template <Predicate is_beyond>
Value extreme(Emission& to, Value a, Value b, Value) {
    if (is_other_number_than_zero(a)) std::swap(a, b); // now only a may be NaN, or both are equal to the last bit
    Value chosen = to.builder.CreateSelect(to.builder.CreateFCmp(is_beyond, b, a), b, a);
    if (is_other_number_than_zero(b)) return chosen;
    return to.builder.CreateSelect(to.builder.CreateFCmpUNO(b, b), b, chosen);
}

Value call_of_lane(Emission& to, const std::string& name, std::array<Value, 3> arguments) {
    llvm::Type* number = to.builder.getDoubleTy();
    const auto callee = to.module.getOrInsertFunction(name, number, number, number, number);
    return to.builder.CreateCall(callee, arguments);
}

/// One lane after another by the function of the table.
template <Function function>
Value lane_by_lane(Emission& to, Value a, Value b, Value c) {
    const std::string name = lane_function_name(function);
    const std::array arguments{a, b == nullptr ? a : b, c == nullptr ? a : c};
    if (to.width == 1) return call_of_lane(to, name, arguments);
    Value result = llvm::PoisonValue::get(to.type);
    for (int lane = 0; lane < to.width; ++lane) {
        std::array<Value, 3> own{};
        for (std::size_t k = 0; k < own.size(); ++k) own[k] = to.builder.CreateExtractElement(arguments[k], lane);
        result = to.builder.CreateInsertElement(result, call_of_lane(to, name, own), lane);
    }
    return result;
}

template <Function function>
Value sleef(Emission& to, Value a, Value b, Value) {
    std::vector<Value> arguments{a};
    if (b != nullptr) arguments.push_back(b);
    const std::vector<llvm::Type*> types(arguments.size(), to.type);
    const auto callee = to.module.getOrInsertFunction(*sleef_name(function, to.machine, to.width),
                                                      llvm::FunctionType::get(to.type, types, false));
    return to.builder.CreateCall(callee, arguments);
}

/// Whom code for a function calls.
enum class Callee : std::uint8_t { nobody, sleef, table };

/// One row of the table.
struct Emitter {
    Function function = Function::add;
    Value (*emit)(Emission& to, Value a, Value b, Value c) = nullptr;
    Callee callee = Callee::nobody;
};

using F = Function;
namespace i = llvm::Intrinsic;

const std::array table{
    Emitter{F::add, add},
    Emitter{F::subtract, subtract},
    Emitter{F::multiply, multiply},
    Emitter{F::divide, divide},
    Emitter{F::power, sleef<F::power>, Callee::sleef},
    Emitter{F::negate, negate},
    Emitter{F::exp, sleef<F::exp>, Callee::sleef},
    Emitter{F::ln, sleef<F::ln>, Callee::sleef},
    Emitter{F::log10, sleef<F::log10>, Callee::sleef},
    Emitter{F::sqrt, intrinsic<i::sqrt>},
    Emitter{F::abs, intrinsic<i::fabs>},
    Emitter{F::floor, intrinsic<i::floor>},
    Emitter{F::ceil, intrinsic<i::ceil>},
    Emitter{F::factorial, lane_by_lane<F::factorial>, Callee::table},
    Emitter{F::sin, sleef<F::sin>, Callee::sleef},
    Emitter{F::cos, sleef<F::cos>, Callee::sleef},
    Emitter{F::tan, sleef<F::tan>, Callee::sleef},
    Emitter{F::asin, sleef<F::asin>, Callee::sleef},
    Emitter{F::acos, sleef<F::acos>, Callee::sleef},
    Emitter{F::atan, sleef<F::atan>, Callee::sleef},
    Emitter{F::sinh, sleef<F::sinh>, Callee::sleef},
    Emitter{F::cosh, sleef<F::cosh>, Callee::sleef},
    Emitter{F::tanh, sleef<F::tanh>, Callee::sleef},
    Emitter{F::asinh, lane_by_lane<F::asinh>, Callee::table},
    Emitter{F::acosh, lane_by_lane<F::acosh>, Callee::table},
    Emitter{F::atanh, sleef<F::atanh>, Callee::sleef},
    Emitter{F::min, extreme<Predicate::FCMP_OLT>},
    Emitter{F::max, extreme<Predicate::FCMP_OGT>},
    Emitter{F::quotient, quotient},
    Emitter{F::remainder, lane_by_lane<F::remainder>, Callee::table},
    Emitter{F::less, compare<Predicate::FCMP_OLT>},
    Emitter{F::less_equal, compare<Predicate::FCMP_OLE>},
    Emitter{F::equal, compare<Predicate::FCMP_OEQ>},
    Emitter{F::not_equal, compare<Predicate::FCMP_UNE>},
    Emitter{F::both, both},
    Emitter{F::either, either},
    Emitter{F::exclusive, exclusive},
    Emitter{F::negation, negation},
    Emitter{F::select, select},
};

const Emitter& emitter_of(Function function) {
    const Emitter& emitter = table[static_cast<std::size_t>(function)];
    assert(emitter.function == function);
    return emitter;
}

} // namespace

Emission::Emission(llvm::Module& into, const Machine& target, int n_lane)
    : module(into)
    , machine(target)
    , width(n_lane)
    , builder(into.getContext()) {
    type = builder.getDoubleTy();
    if (width > 1) type = llvm::FixedVectorType::get(type, static_cast<unsigned>(width));
}

llvm::Constant* Emission::splat(double number) const {
    return llvm::ConstantFP::get(type, number);
}

llvm::Value* emit_function(Emission& to, Function function, std::array<llvm::Value*, 3> arguments) {
    return emitter_of(function).emit(to, arguments[0], arguments[1], arguments[2]);
}

llvm::Value* emit_fused(Emission& to, llvm::Value* a, llvm::Value* b, llvm::Value* c) {
    if (!to.machine.has_fma) return to.builder.CreateFAdd(to.builder.CreateFMul(a, b), c);
    return to.builder.CreateIntrinsic(llvm::Intrinsic::fma, {to.type}, {a, b, c});
}

bool is_emitted_as_call(Function function) {
    return emitter_of(function).callee != Callee::nobody;
}

/// SLEEF's variants that give the same bits whatever the width: with fused products or without. They are within 1 ulp,
/// `tanh` within 3.5, which is twice as fast. `sinh` and `cosh` are infinite beyond 710 already, a little before they
/// must; `asinh` and `acosh` are not used because they are infinite beyond 1e154.
std::optional<std::string> sleef_name(Function function, const Machine& machine, int n_lane) {
    if (emitter_of(function).callee != Callee::sleef) return std::nullopt;
    const auto root = function == Function::power ? "pow" : function == Function::ln ? "log" : traits_of(function).name;
    const auto suffix = [&]() -> const char* {
        if (!machine.has_fma) return n_lane == 1 ? "purec" : "sse2";
        if (n_lane == 1) return "purecfma";
        return n_lane == 2 ? "avx2128" : n_lane == 4 ? "avx2" : "avx512f";
    };
    return fmt::format("Sleef_{}_{}d{}_{}{}", machine.has_fma ? "finz" : "cinz", root, n_lane,
                       function == Function::tanh ? "u35" : "u10", suffix());
}

std::string lane_function_name(Function function) {
    return fmt::format("euthymia_lane_{}", static_cast<int>(function));
}

} // namespace euthymia
