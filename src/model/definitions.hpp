// SPDX-License-Identifier: Apache-2.0
// What a model says of each symbol, element by element, before anything is resolved.
#pragma once

#include <string>
#include <vector>

#include "euthymia/expression/calculus.hpp"
#include "euthymia/model/equations.hpp"

namespace euthymia {

/// A state whose rate still holds symbols of any kind.
struct OpenState {
    std::string id;
    Expression rate;
    bool is_algebraic = false;
};

/// A sum of amounts that fast reactions leave alone: coefficient * amount, over species.
struct ConservedSum {
    struct Term {
        std::string species;
        Expression coefficient;
    };

    std::string id;
    std::vector<Term> terms;
};

/// Definitions of symbols by other symbols. States and constants have none in `now`, constants none in `start`.
struct Definitions {
    SymbolMap now;   ///< what a symbol is at any time
    SymbolMap start; ///< what it is at the start, and was before
    std::vector<OpenState> states;
    std::vector<Constant> constants;
    std::vector<DelayCall> delays;
    std::vector<ConservedSum> conserved;

    [[nodiscard]] const OpenState* find_state(const std::string& id) const;

    /// Takes back what `symbol` is, except at the start.
    void forget(const std::string& symbol);
};

/// Collects what the compartments, parameters, species and reactions of a model say.
[[nodiscard]] Definitions define_symbols(const Model& model);

/// Defines amount and concentration of a species by its symbol.
void read_by_symbol(Definitions& definitions, const Species& species);

/// By how much one unit of the reaction's extent changes the species' amount, conversion factor included.
[[nodiscard]] Expression net_stoichiometry(const Model& model, const Species& species, const Reaction& reaction);

/// The variables that some event changes.
[[nodiscard]] std::set<std::string> changed_by_events(const Model& model);

} // namespace euthymia
