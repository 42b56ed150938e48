// SPDX-License-Identifier: Apache-2.0
#include "lane_function.hpp"

#include <dlfcn.h>

#include "euthymia/expression/functions.hpp"
#include "jit_functions.hpp"

namespace euthymia {

std::optional<LaneFunction> lane_function(Function function, const Machine& machine) {
    const FunctionTraits& traits = traits_of(function);
    const auto name = sleef_name(function, machine, 1);
    if (!name) return LaneFunction{.of_three = traits.evaluate};
    // found as code is linked, by name: SLEEF's header shows only the variants for machines that this build is for
    void* found = dlsym(RTLD_DEFAULT, name->c_str());
    if (found == nullptr) return std::nullopt;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): POSIX gives a function by an address
    if (traits.arity == 1) return LaneFunction{.of_one = reinterpret_cast<double (*)(double)>(found)};
    return LaneFunction{.of_two = reinterpret_cast<double (*)(double, double)>(found)};
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
}

} // namespace euthymia
