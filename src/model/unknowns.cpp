// SPDX-License-Identifier: Apache-2.0
#include "unknowns.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "euthymia/expression/calculus.hpp"

namespace euthymia {

namespace {

/// Strongly connected components by Tarjan's method; a component comes after those it points to.
class Components {
  public:
    explicit Components(const std::vector<std::vector<std::size_t>>& edges)
        : edges_(edges)
        , order_(edges.size(), unseen)
        , lowest_(edges.size()) {}

    std::vector<std::vector<std::size_t>> operator()() {
        for (std::size_t k = 0; k < edges_.size(); ++k) {
            if (order_[k] == unseen) visit(k);
        }
        return std::move(found_);
    }

  private:
    static constexpr std::size_t unseen = static_cast<std::size_t>(-1);

    void visit(std::size_t k) {
        order_[k] = lowest_[k] = count_++;
        stack_.push_back(k);
        for (const std::size_t next : edges_[k]) {
            if (order_[next] == unseen) {
                visit(next);
                lowest_[k] = std::min(lowest_[k], lowest_[next]);
            } else if (std::ranges::find(stack_, next) != stack_.end()) {
                lowest_[k] = std::min(lowest_[k], order_[next]);
            }
        }
        if (lowest_[k] == order_[k]) close(k);
    }

    void close(std::size_t root) {
        const auto first = std::ranges::find(stack_, root);
        found_.emplace_back(first, stack_.end());
        std::ranges::sort(found_.back());
        stack_.erase(first, stack_.end());
    }

    const std::vector<std::vector<std::size_t>>& edges_;
    std::vector<std::size_t> order_, lowest_, stack_;
    std::size_t count_ = 0;
    std::vector<std::vector<std::size_t>> found_;
};

} // namespace

std::vector<std::vector<Unknown>> blocks_of(std::vector<Unknown> unknowns) {
    std::map<std::string, std::size_t> place;
    for (std::size_t k = 0; k < unknowns.size(); ++k) place.emplace(unknowns[k].symbol, k);
    std::vector<std::vector<std::size_t>> edges;
    for (const Unknown& unknown : unknowns) {
        auto& targets = edges.emplace_back();
        for (const std::string& symbol : symbols_of(unknown.residual)) {
            if (const auto found = place.find(symbol); found != place.end()) targets.push_back(found->second);
        }
    }
    std::vector<std::vector<Unknown>> blocks;
    for (const auto& component : Components(edges)()) {
        auto& block = blocks.emplace_back();
        for (const std::size_t k : component) block.push_back(std::move(unknowns[k]));
    }
    return blocks;
}

std::vector<std::string> match_equations(const std::vector<std::set<std::string>>& symbols,
                                         const std::vector<std::string>& preferred) {
    std::vector<std::string> taken(symbols.size());
    // gives `symbol` an equation, moving others to another symbol's equation where needed
    const std::function<bool(const std::string&, std::set<std::size_t>&)> place = [&](const std::string& symbol,
                                                                                      std::set<std::size_t>& seen) {
        for (std::size_t k = 0; k < symbols.size(); ++k) {
            if (!symbols[k].contains(symbol) || !seen.insert(k).second) continue;
            if (taken[k].empty() || place(taken[k], seen)) {
                taken[k] = symbol;
                return true;
            }
        }
        return false;
    };
    for (const std::string& symbol : preferred) {
        std::set<std::size_t> seen;
        place(symbol, seen);
    }
    return taken;
}

} // namespace euthymia
