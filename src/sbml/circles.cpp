// SPDX-License-Identifier: Apache-2.0
#include "circles.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sbml/SBMLTypes.h>

namespace euthymia::sbml {

namespace {

/// What a symbol is assigned.
struct Assignment {
    const ::ASTNode* math;
    unsigned line;
    const ::KineticLaw* law = nullptr; ///< its own parameters hide the model's
};

using Names = std::set<std::string>;

/// By symbol; who has several (an error elsewhere) keeps the first.
using Assignments = std::map<std::string, Assignment>;

void add_names(const ::ASTNode& node, Names& names) {
    if (node.getType() == AST_NAME && node.getName() != nullptr) names.insert(node.getName());
    for (unsigned k = 0; k < node.getNumChildren(); ++k) add_names(*node.getChild(k), names);
}

Names names_in(const Assignment& assignment) {
    Names names;
    add_names(*assignment.math, names);
    if (assignment.law != nullptr) {
        std::erase_if(names, [&](const std::string& name) { return assignment.law->getParameter(name) != nullptr; });
    }
    return names;
}

Assignments assignments_of(const ::Model& model) {
    Assignments found;
    for (unsigned k = 0; k < model.getNumInitialAssignments(); ++k) {
        const ::InitialAssignment& item = *model.getInitialAssignment(k);
        if (item.isSetMath()) found.try_emplace(item.getSymbol(), item.getMath(), item.getLine());
    }
    for (unsigned k = 0; k < model.getNumRules(); ++k) {
        const ::Rule& rule = *model.getRule(k);
        if (rule.isAssignment() && rule.isSetMath()) {
            found.try_emplace(rule.getVariable(), rule.getMath(), rule.getLine());
        }
    }
    for (unsigned k = 0; k < model.getNumReactions(); ++k) {
        const ::Reaction& reaction = *model.getReaction(k);
        if (!reaction.isSetKineticLaw() || !reaction.getKineticLaw()->isSetMath()) continue;
        const ::KineticLaw& law = *reaction.getKineticLaw();
        found.try_emplace(reaction.getId(), law.getMath(), law.getLine(), &law);
    }
    return found;
}

/// Follows each symbol to those it is assigned from, and goes back where nothing more comes.
class Search {
  public:
    Search(const Assignments& assignments, const std::string& file)
        : assignments_(assignments)
        , file_(file) {}

    std::vector<Issue> operator()() {
        for (const auto& [symbol, assignment] : assignments_) follow(symbol, assignment);
        return std::move(issues_);
    }

  private:
    void follow(const std::string& symbol, const Assignment& assignment) {
        if (!visited_.insert(symbol).second) return;
        path_.push_back(symbol);
        for (const std::string& name : names_in(assignment)) {
            const auto next = assignments_.find(name);
            if (next == assignments_.end()) continue;
            const auto before = std::find(path_.begin(), path_.end(), name);
            if (before != path_.end()) {
                report(before);
            } else {
                follow(name, next->second);
            }
        }
        path_.pop_back();
    }

    void report(std::vector<std::string>::const_iterator first) {
        issues_.push_back({"assignments depend on each other in a circle",
                           fmt::format("{}:{}, '{}' from '{}'", file_, assignments_.at(*first).line,
                                       fmt::join(first, path_.cend(), "' from '"), *first),
                           "break the circle: make one a rate rule"});
    }

    const Assignments& assignments_;
    const std::string& file_;
    Names visited_;
    std::vector<std::string> path_;
    std::vector<Issue> issues_;
};

/// A species that stands for its concentration depends on the size.
bool hides_size(const ::Model& model, const std::string& symbol, const std::string& compartment) {
    const ::Species* species = model.getSpecies(symbol);
    return species != nullptr && species->getCompartment() == compartment && !species->getHasOnlySubstanceUnits();
}

void add_sizes(const ::Model& model, const Assignments& assignments, const std::string& file,
               std::vector<Issue>& issues) {
    for (unsigned k = 0; k < model.getNumCompartments(); ++k) {
        const ::Compartment& compartment = *model.getCompartment(k);
        const auto assigned = assignments.find(compartment.getId());
        if (assigned == assignments.end() || compartment.getSpatialDimensions() == 0) continue;
        for (const std::string& name : names_in(assigned->second)) {
            if (!hides_size(model, name, compartment.getId())) continue;
            issues.push_back(
                {"the size of a compartment is assigned from a concentration in it",
                 fmt::format("{}:{}, '{}' from '{}'", file, assigned->second.line, compartment.getId(), name),
                 "use the amount of the species: set its hasOnlySubstanceUnits"});
        }
    }
}

} // namespace

std::vector<Issue> find_circles(const ::Model& model, const std::string& file) {
    const Assignments assignments = assignments_of(model);
    std::vector<Issue> issues = Search(assignments, file)();
    add_sizes(model, assignments, file, issues);
    return issues;
}

} // namespace euthymia::sbml
