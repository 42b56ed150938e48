// SPDX-License-Identifier: Apache-2.0
// Every failure says what happened, where, and what to do about it.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace euthymia {

/// Exit codes of the command line; an `Error` carries the one it ends with.
enum class ExitCode : int {
    ok = 0,
    criterion_failed = 1,
    usage = 2,
    invalid_input = 3,
    unsupported = 4,
    numerical_failure = 5,
    internal = 70,
    interrupted = 130
};

/// One finding: `what` was found, `where` (file:line or element id), and what `todo` about it.
struct Issue {
    std::string what;
    std::string where;
    std::string todo;
};

/// Base of every exception the library throws on purpose; `what()` joins all issues, three lines each.
class Error : public std::runtime_error {
  public:
    Error(ExitCode code, std::vector<Issue> issues);

    [[nodiscard]] ExitCode code() const noexcept { return code_; }
    [[nodiscard]] const std::vector<Issue>& issues() const noexcept { return issues_; }

  private:
    ExitCode code_;
    std::vector<Issue> issues_;
};

/// A document or a value is faulty.
struct InputError : Error {
    explicit InputError(std::vector<Issue> issues)
        : Error(ExitCode::invalid_input, std::move(issues)) {}
    explicit InputError(Issue issue)
        : InputError(std::vector{std::move(issue)}) {}
};

/// A document is sound but asks for something this engine does not do.
struct UnsupportedError : Error {
    explicit UnsupportedError(std::vector<Issue> issues)
        : Error(ExitCode::unsupported, std::move(issues)) {}
    explicit UnsupportedError(Issue issue)
        : UnsupportedError(std::vector{std::move(issue)}) {}
};

/// A computation did not reach its end.
struct NumericalError : Error {
    explicit NumericalError(Issue issue)
        : Error(ExitCode::numerical_failure, {std::move(issue)}) {}
};

/// The names nearest to `name` by edit distance, best first, at most three, none that differ in more than a third.
[[nodiscard]] std::vector<std::string> nearest_names(const std::string& name, const std::vector<std::string>& known);

/// "did you mean 'a', 'b'?" or, when nothing is near, `otherwise`.
[[nodiscard]] std::string suggest(const std::string& name, const std::vector<std::string>& known,
                                  const std::string& otherwise);

} // namespace euthymia
