// SPDX-License-Identifier: Apache-2.0
#include "fast.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "closure.hpp"
#include "names.hpp"
#include "solve.hpp"

namespace euthymia {

namespace {

/// One species that fast reactions change.
struct FastSpecies {
    std::string id;
    std::vector<Expression> net;      ///< net stoichiometry in each fast reaction
    std::vector<Expression> reduced;  ///< the same after elimination
    std::vector<Expression> combined; ///< `reduced` is this combination of the rows of `net`, over all species
};

/// Splits the amounts of fast species into those at balance and sums that fast reactions conserve:
/// n = amounts, N = fast stoichiometry; rows of T with T N = 0 give the sums T n.
class Balance {
  public:
    Balance(const Model& model, Definitions& definitions)
        : definitions_(definitions)
        , closure_(std::make_shared<Closure>(definitions)) {
        for (const Reaction& reaction : model.reactions) {
            if (reaction.is_fast && reaction.rate) reactions_.push_back(&reaction);
        }
        for (const Species& species : model.species) add_species(model, species);
        for (std::size_t k = 0; k < species_.size(); ++k) {
            species_[k].combined.resize(species_.size());
            species_[k].combined[k] = 1.0;
        }
    }

    void operator()() {
        for (std::size_t q = 0; q < reactions_.size(); ++q) eliminate(q);
        std::vector<Expression> slow;
        for (const FastSpecies& species : species_) slow.push_back(definitions_.find_state(state_of(species.id))->rate);
        std::vector<std::pair<std::string, OpenState>> sums;
        for (std::size_t i = 0; i < species_.size(); ++i) {
            if (!is_pivot(i)) sums.emplace_back(species_[i].id, conserve(i, slow));
        }
        for (const FastSpecies& species : species_) definitions_.forget(state_of(species.id));
        for (auto& [id, sum] : sums) define_by_sum(id, std::move(sum));
        bring_to_rest();
    }

  private:
    void add_species(const Model& model, const Species& species) {
        if (species.is_boundary || species.is_constant || definitions_.find_state(state_of(species.id)) == nullptr)
            return;
        FastSpecies row{.id = species.id, .net = {}, .reduced = {}, .combined = {}};
        for (const Reaction* reaction : reactions_) {
            row.net.push_back(closure_->closed(net_stoichiometry(model, species, *reaction)));
        }
        row.reduced = row.net;
        const auto is_zero = [](const Expression& net) { return net.is_number(0.0); };
        if (!std::ranges::all_of(row.net, is_zero)) species_.push_back(std::move(row));
    }

    [[nodiscard]] bool is_pivot(std::size_t i) const {
        return std::ranges::any_of(pivots_, [&](const auto& pivot) { return pivot.first == i; });
    }

    /// How large entry `q` of a reduced row is; 0 for what rounding leaves of a difference that is exactly 0.
    [[nodiscard]] double size(const FastSpecies& row, std::size_t q) const {
        const auto magnitude = [&](const Expression& entry) { return std::abs(closure_->start_value(entry)); };
        double largest = 0.0;
        for (const Expression& entry : row.net) largest = std::max(largest, magnitude(entry));
        const double value = magnitude(row.reduced[q]);
        return value <= 1e-12 * largest ? 0.0 : value;
    }

    /// Makes column `q` zero in every row but that of one new pivot, if a row is left that is not zero there.
    void eliminate(std::size_t q) {
        std::size_t pivot = species_.size();
        double largest = 0.0;
        for (std::size_t i = 0; i < species_.size(); ++i) {
            if (is_pivot(i) || size(species_[i], q) <= largest) continue;
            largest = size(species_[i], q);
            pivot = i;
        }
        if (pivot == species_.size()) return;
        pivots_.emplace_back(pivot, q);
        for (std::size_t i = 0; i < species_.size(); ++i) {
            if (!is_pivot(i) && size(species_[i], q) > 0.0) subtract(species_[i], species_[pivot], q);
        }
    }

    static void subtract(FastSpecies& row, const FastSpecies& pivot, std::size_t q) {
        const Expression factor = row.reduced[q] / pivot.reduced[q];
        const auto add = [&](std::vector<Expression>& to, const std::vector<Expression>& from) {
            for (std::size_t k = 0; k < to.size(); ++k) {
                if (!from[k].is_number(0.0)) to[k] = to[k] - factor * from[k];
            }
        };
        add(row.reduced, pivot.reduced);
        add(row.combined, pivot.combined);
    }

    [[nodiscard]] static Expression amount(const std::string& species) { return Expression::symbol(state_of(species)); }

    /// d(sum over k of T_k n_k)/dt = sum over k of T_k * slow rate of n_k + dT_k/dt * n_k
    OpenState conserve(std::size_t i, const std::vector<Expression>& slow) {
        ConservedSum sum{.id = conserved_of(species_[i].id), .terms = {}};
        Expression rate = 0.0, start = 0.0;
        for (std::size_t k = 0; k < species_.size(); ++k) {
            const Expression& factor = species_[i].combined[k];
            if (factor.is_number(0.0)) continue;
            sum.terms.push_back({species_[k].id, factor});
            rate = rate + factor * slow[k];
            start = start + factor * amount(species_[k].id);
            if (const Expression growth = closure_->rate_of(factor); !growth.is_number(0.0)) {
                rate = rate + growth * amount(species_[k].id);
            }
        }
        definitions_.start.insert_or_assign(sum.id, start);
        OpenState state{.id = sum.id, .rate = rate};
        definitions_.conserved.push_back(std::move(sum));
        return state;
    }

    /// n_i = conserved sum - what the balanced amounts hold of it
    void define_by_sum(const std::string& species, OpenState sum) {
        Expression rest = Expression::symbol(sum.id);
        const auto& all = definitions_.conserved;
        const auto own = std::ranges::find_if(all, [&](const ConservedSum& item) { return item.id == sum.id; });
        for (const ConservedSum::Term& term : own->terms) {
            if (term.species != species) rest = rest - term.coefficient * amount(term.species);
        }
        definitions_.now.insert_or_assign(state_of(species), rest);
        definitions_.states.push_back(std::move(sum));
    }

    /// The rate at which fast reactions change a balanced amount. Where every fast reaction has an amount of its own,
    /// each reaction rests, so each amount can be taken with its own reaction alone.
    [[nodiscard]] Expression fast_rate(std::size_t species, std::size_t reaction) const {
        const auto part = [&](std::size_t q) {
            return species_[species].net[q] * Expression::symbol(reactions_[q]->id);
        };
        if (pivots_.size() == reactions_.size()) return part(reaction);
        Expression sum = 0.0;
        for (std::size_t q = 0; q < reactions_.size(); ++q) {
            if (!species_[species].net[q].is_number(0.0)) sum = sum + part(q);
        }
        return sum;
    }

    void bring_to_rest() {
        closure_ = std::make_shared<Closure>(definitions_);
        std::vector<Unknown> unknowns;
        for (const auto& [i, q] : pivots_) {
            unknowns.push_back({state_of(species_[i].id), closure_->now(fast_rate(i, q))});
        }
        for (const auto& block : blocks_of(std::move(unknowns))) settle(block);
    }

    void settle(const std::vector<Unknown>& block) {
        std::optional<std::vector<Expression>> values;
        if (block.size() > 1) {
            values = solve_linear(block, [this](const Expression& e) { return closure_->start_value(e); });
        } else if (auto value = solve_stable_rest(block.front())) {
            values = std::vector{*value};
        }
        for (std::size_t k = 0; k < block.size(); ++k) {
            if (values) {
                definitions_.now.insert_or_assign(block[k].symbol, values->at(k));
            } else {
                definitions_.states.push_back({block[k].symbol, block[k].residual, true});
            }
        }
    }

    Definitions& definitions_;
    std::shared_ptr<Closure> closure_;
    std::vector<const Reaction*> reactions_;
    std::vector<FastSpecies> species_;
    std::vector<std::pair<std::size_t, std::size_t>> pivots_; ///< places of a species and its fast reaction
};

} // namespace

void balance_fast_reactions(const Model& model, Definitions& definitions) {
    const auto takes_part = [](const Reaction& reaction) { return reaction.is_fast && reaction.rate; };
    if (std::ranges::any_of(model.reactions, takes_part)) Balance(model, definitions)();
}

} // namespace euthymia
