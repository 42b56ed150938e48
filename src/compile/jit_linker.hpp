// SPDX-License-Identifier: Apache-2.0
// Object files brought into memory, where they can be called.
#pragma once

#include <memory>
#include <mutex>
#include <string>

namespace euthymia {

/// A function of a model; the blocks are those of `Block`, in that order. Blocks it does not use may be null.
using RowFunction = void (*)(const double* time, const double* states, double* first, double* second, double* person,
                             double* work);

/// Links object files against this process: its functions may call SLEEF, the C library and the functions of
/// `lane_function_name`. May be used by several threads at once.
class Linker {
  public:
    Linker();
    ~Linker();
    Linker(const Linker&) = delete;
    Linker& operator=(const Linker&) = delete;

    /// The function `name` of an object file; lives as long as the linker.
    /// @throws UnsupportedError  if the file cannot be linked, or nothing into this process.
    [[nodiscard]] RowFunction link(const std::string& object, const std::string& name);

  private:
    struct Session;
    std::mutex mutex_;
    std::unique_ptr<Session> session_; ///< made for the first file
};

} // namespace euthymia
