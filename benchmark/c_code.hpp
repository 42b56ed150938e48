// SPDX-License-Identifier: Apache-2.0
// Expressions as C, as a code generator for CVODE would write them: every part once, parameters' share apart.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "euthymia/expression/expression.hpp"

namespace euthymia::benchmark {

/// Collects functions and writes them as one C file.
///
/// A part that depends on parameters alone is computed by `void setup(const double* p, double* w)`; every other
/// function has the form `void name(double t, const double* y, const double* p, const double* w, double* out)`.
class CCode {
  public:
    /// `symbol` is written as `text`; `is_person` if it is known before time and state are.
    void place(const std::string& symbol, const std::string& text, bool is_person);

    /// Adds the function `name` that writes `results` to `out`.
    void add_function(const std::string& name, const std::vector<Expression>& results);

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::size_t n_setup() const { return n_setup_; }

  private:
    enum class Stage : unsigned char { fixed, person, moment };
    using Key = std::array<std::size_t, 4>;

    struct Node {
        std::string text; ///< right side of its definition, or the value itself if it is a leaf
        std::vector<std::size_t> arguments;
        Stage stage;
        bool is_leaf;
        std::size_t slot; ///< in `w`, if computed by `setup`
    };

    std::size_t node_of(const Expression& expression);
    std::size_t leaf(const std::string& text, Stage stage);
    std::size_t call(const Expression& expression);
    std::size_t power(std::size_t base, std::size_t exponent, const Expression& wanted);
    std::size_t exponential(std::size_t base, std::size_t exponent);
    std::size_t quotient(std::size_t a, std::size_t b, const Expression& divisor);
    std::size_t products(std::size_t base, double exponent);
    std::size_t whole_power(std::size_t base, int exponent);
    std::size_t multiply(std::size_t a, std::size_t b);
    std::size_t root(std::size_t a);
    std::size_t make(const Key& key, std::vector<std::size_t> arguments, std::string text);
    [[nodiscard]] std::string name_of(std::size_t id, bool is_setup) const;
    [[nodiscard]] std::string definition(std::size_t id, bool is_setup) const;
    [[nodiscard]] std::vector<std::size_t> needed_for(const std::vector<std::size_t>& results) const;

    std::vector<Node> nodes_;
    std::unordered_map<const void*, std::size_t> known_;
    std::map<Key, std::size_t> calls_;
    std::unordered_map<std::string, std::size_t> leaves_;
    std::unordered_map<std::string, std::size_t> symbols_;
    std::vector<Expression> kept_; ///< keeps the keys of `known_` alive
    std::vector<std::pair<std::string, std::vector<std::size_t>>> functions_;
    std::size_t n_setup_ = 0;
};

} // namespace euthymia::benchmark
