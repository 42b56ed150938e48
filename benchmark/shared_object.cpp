// SPDX-License-Identifier: Apache-2.0
#include "shared_object.hpp"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <stdexcept>

#include <dlfcn.h>
#include <fmt/format.h>

namespace euthymia::benchmark {

namespace {

constexpr const char* compiler = EUTHYMIA_C_COMPILER " -std=c99 -O3 -march=native -fno-math-errno -fPIC -shared";

std::filesystem::path build(const std::string& text, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto stem = folder / fmt::format("{:016x}", std::hash<std::string>{}(text + compiler));
    const std::filesystem::path library = stem.string() + ".so";
    if (std::filesystem::exists(library)) return library;
    std::ofstream(stem.string() + ".c") << text;
    const std::string command =
        fmt::format("{0} '{1}.c' -o '{1}.tmp' -lm && mv '{1}.tmp' '{1}.so'", compiler, stem.string());
    if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
    return library;
}

} // namespace

SharedObject::SharedObject(const std::string& c_text, const std::filesystem::path& folder)
    : handle_(dlopen(build(c_text, folder).c_str(), RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) throw std::runtime_error(dlerror());
}

void* SharedObject::address(const char* name) const {
    void* const found = dlsym(handle_, name);
    if (found == nullptr) throw std::runtime_error(dlerror());
    return found;
}

} // namespace euthymia::benchmark
