// SPDX-License-Identifier: Apache-2.0
#include "jit_linker.hpp"

#include <llvm/ExecutionEngine/Orc/Core.h>
#include <llvm/ExecutionEngine/Orc/ExecutionUtils.h>
#include <llvm/ExecutionEngine/Orc/ExecutorProcessControl.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>
#include <sleef.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/functions.hpp"
#include "jit_functions.hpp"

namespace euthymia {

namespace {

namespace orc = llvm::orc;

[[noreturn]] void refuse(llvm::Error error) {
    throw UnsupportedError(
        {"machine code cannot be linked: " + llvm::toString(std::move(error)), "LLVM", "use the interpreter"});
}

template <typename T>
T or_refuse(llvm::Expected<T> value) {
    if (!value) refuse(value.takeError());
    return std::move(*value);
}

std::unique_ptr<orc::ExecutorProcessControl> this_process() {
    return or_refuse(orc::SelfExecutorProcessControl::Create(std::make_shared<orc::SymbolStringPool>(),
                                                             std::make_unique<orc::InPlaceTaskDispatcher>()));
}

/// The table's functions under the names by which compiled code calls them; one of SLEEF's, so that the library is
/// loaded and can be searched for the others.
orc::SymbolMap known_functions(orc::ExecutionSession& session) {
    orc::SymbolMap symbols;
    symbols[session.intern("Sleef_exp_u10")] = {orc::ExecutorAddr::fromPtr(&Sleef_exp_u10),
                                                llvm::JITSymbolFlags::Exported};
    for (int k = 0; k <= static_cast<int>(Function::select); ++k) {
        const auto function = static_cast<Function>(k);
        symbols[session.intern(lane_function_name(function))] = {
            orc::ExecutorAddr::fromPtr(traits_of(function).evaluate), llvm::JITSymbolFlags::Exported};
    }
    return symbols;
}

} // namespace

struct Linker::Session {
    Session()
        : session(this_process())
        , layer(session)
        , library(session.createBareJITDylib("model")) {
        library.addGenerator(or_refuse(orc::DynamicLibrarySearchGenerator::GetForCurrentProcess('\0')));
        if (auto error = library.define(orc::absoluteSymbols(known_functions(session)))) refuse(std::move(error));
    }

    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    ~Session() {
        if (auto error = session.endSession()) llvm::consumeError(std::move(error));
    }

    orc::ExecutionSession session;
    orc::ObjectLinkingLayer layer;
    orc::JITDylib& library;
};

Linker::Linker() = default;

Linker::~Linker() = default;

RowFunction Linker::link(const std::string& object, const std::string& name) {
    const std::scoped_lock lock(mutex_);
    if (!session_) session_ = std::make_unique<Session>();
    auto bytes = llvm::MemoryBuffer::getMemBufferCopy(object, name);
    if (auto error = session_->layer.add(session_->library, std::move(bytes))) refuse(std::move(error));
    const auto symbol = or_refuse(session_->session.lookup({&session_->library}, name));
    return symbol.getAddress().toPtr<RowFunction>();
}

} // namespace euthymia
