// SPDX-License-Identifier: Apache-2.0
// C text becomes functions that can be called.
#pragma once

#include <filesystem>
#include <string>

namespace euthymia::benchmark {

/// A shared object made by the C compiler with -O3 -march=native; stays loaded as long as the program runs.
class SharedObject {
  public:
    /// What was compiled before is loaded from `folder`.
    /// @throws std::runtime_error  if it cannot be compiled or loaded, with what was run.
    SharedObject(const std::string& c_text, const std::filesystem::path& folder);

    /// @throws std::runtime_error  if there is no such function.
    template <typename Pointer>
    [[nodiscard]] Pointer function(const char* name) const {
        return reinterpret_cast<Pointer>(address(name)); // NOLINT: what dlsym is for
    }

  private:
    [[nodiscard]] void* address(const char* name) const;

    void* handle_;
};

} // namespace euthymia::benchmark
