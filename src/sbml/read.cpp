// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sbml/read.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <sbml/SBMLTypes.h>
#include <sbml/extension/SBasePlugin.h>

#include "euthymia/base/error.hpp"
#include "math.hpp"

namespace euthymia {

namespace {

using sbml::MathReader;

void refuse_errors(const ::SBMLDocument& document, const std::string& file) {
    std::vector<Issue> issues;
    for (unsigned k = 0; k < document.getNumErrors(); ++k) {
        const ::SBMLError& error = *document.getError(k);
        if (error.getSeverity() < LIBSBML_SEV_ERROR) continue;
        issues.push_back({error.getShortMessage(), fmt::format("{}:{}", file, error.getLine()),
                          fmt::format("see rule {} of the SBML specification", error.getErrorId())});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

/// Names every construct of the model that this engine leaves out.
std::vector<Issue> find_unsupported(::SBMLDocument& document, const ::Model& model) {
    std::vector<Issue> issues;
    const auto add = [&](const std::string& what, const std::string& where) {
        issues.push_back({what + " is not supported", where, "remove it, or run the model in another simulator"});
    };
    // Pictures, groupings, and the name under which libSBML reads functions that Level 3 Version 2 added to core.
    static const std::set<std::string> changes_nothing{"layout", "render", "groups", "l3v2extendedmath"};
    for (unsigned k = 0; k < document.getNumPlugins(); ++k) {
        const std::string package = document.getPlugin(k)->getPackageName();
        if (!changes_nothing.contains(package) && document.getPackageRequired(package))
            add("the SBML package '" + package + "'", "element 'sbml'");
    }
    for (unsigned k = 0; k < model.getNumEvents(); ++k) {
        add("an event", fmt::format("event '{}'", model.getEvent(k)->getId()));
    }
    for (unsigned k = 0; k < model.getNumRules(); ++k) {
        if (model.getRule(k)->isAlgebraic()) add("an algebraic rule", fmt::format("algebraic rule {}", k + 1));
    }
    for (unsigned k = 0; k < model.getNumReactions(); ++k) {
        const ::Reaction& reaction = *model.getReaction(k);
        if (reaction.isSetFast() && reaction.getFast()) {
            add("a fast reaction", fmt::format("reaction '{}'", reaction.getId()));
        }
    }
    return issues;
}

std::optional<double> if_set(bool is_set, double value) {
    return is_set ? std::optional(value) : std::nullopt;
}

/// A point has no size: without one given, concentrations in it are amounts.
std::optional<double> size_of(const ::Compartment& source) {
    const bool is_point = source.isSetSpatialDimensions() && source.getSpatialDimensionsAsDouble() == 0.0;
    return is_point && !source.isSetSize() ? 1.0 : if_set(source.isSetSize(), source.getSize());
}

Compartment read_compartment(const ::Compartment& source) {
    return {.id = source.getId(),
            .size = size_of(source),
            .is_constant = source.getConstant(),
            .name = source.getName(),
            .units = source.getUnits()};
}

Species read_species(const ::Species& source) {
    return {.id = source.getId(),
            .compartment = source.getCompartment(),
            .initial_amount = if_set(source.isSetInitialAmount(), source.getInitialAmount()),
            .initial_concentration = if_set(source.isSetInitialConcentration(), source.getInitialConcentration()),
            .has_only_substance_units = source.getHasOnlySubstanceUnits(),
            .is_boundary = source.getBoundaryCondition(),
            .is_constant = source.getConstant(),
            .conversion_factor = source.getConversionFactor(),
            .name = source.getName(),
            .units = source.getSubstanceUnits()};
}

Parameter read_parameter(const ::Parameter& source, const std::string& id) {
    return {.id = id,
            .value = if_set(source.isSetValue(), source.getValue()),
            .is_constant = source.getConstant(),
            .name = source.getName(),
            .units = source.getUnits()};
}

SpeciesReference read_reference(const ::SpeciesReference& source) {
    return {.species = source.getSpecies(),
            .id = source.getId(),
            .stoichiometry = if_set(source.isSetStoichiometry(), source.getStoichiometry())};
}

/// Translates one libSBML model, element by element.
class ModelReader {
  public:
    explicit ModelReader(const ::Model& source)
        : source_(source)
        , math_(source) {}

    Model operator()() {
        model_.id = source_.getId();
        model_.name = source_.getName();
        model_.conversion_factor = source_.getConversionFactor();
        model_.time_units = source_.getTimeUnits();
        for (unsigned k = 0; k < source_.getNumCompartments(); ++k) {
            model_.compartments.push_back(read_compartment(*source_.getCompartment(k)));
        }
        for (unsigned k = 0; k < source_.getNumSpecies(); ++k) {
            model_.species.push_back(read_species(*source_.getSpecies(k)));
        }
        for (unsigned k = 0; k < source_.getNumParameters(); ++k) {
            model_.parameters.push_back(read_parameter(*source_.getParameter(k), source_.getParameter(k)->getId()));
        }
        for (unsigned k = 0; k < source_.getNumReactions(); ++k) read_reaction(*source_.getReaction(k));
        for (unsigned k = 0; k < source_.getNumRules(); ++k) read_rule(*source_.getRule(k));
        for (unsigned k = 0; k < source_.getNumInitialAssignments(); ++k) {
            read_initial_assignment(*source_.getInitialAssignment(k));
        }
        return std::move(model_);
    }

  private:
    void read_reaction(const ::Reaction& source) {
        Reaction reaction{.id = source.getId(), .reactants = {}, .products = {}, .rate = {}};
        for (unsigned k = 0; k < source.getNumReactants(); ++k) {
            reaction.reactants.push_back(read_reference(*source.getReactant(k)));
        }
        for (unsigned k = 0; k < source.getNumProducts(); ++k) {
            reaction.products.push_back(read_reference(*source.getProduct(k)));
        }
        if (source.isSetKineticLaw()) reaction.rate = read_kinetic_law(*source.getKineticLaw(), source.getId());
        model_.reactions.push_back(std::move(reaction));
    }

    std::optional<Expression> read_kinetic_law(const ::KineticLaw& law, const std::string& reaction) {
        std::map<std::string, Expression> local;
        for (unsigned k = 0; k < law.getNumLocalParameters(); ++k) {
            const ::LocalParameter& parameter = *law.getLocalParameter(k);
            const std::string id = reaction + "." + parameter.getId();
            model_.parameters.push_back(read_parameter(parameter, id));
            local.emplace(parameter.getId(), Expression::symbol(id));
        }
        if (!law.isSetMath()) return std::nullopt;
        return math_.read(*law.getMath(), fmt::format("reaction '{}'", reaction), local);
    }

    void read_rule(const ::Rule& rule) {
        if (!rule.isSetMath()) return;
        const std::string& variable = rule.getVariable();
        if (rule.isRate()) {
            model_.rate_rules.push_back(
                {variable, math_.read(*rule.getMath(), fmt::format("rate rule of '{}'", variable))});
        } else {
            model_.assignment_rules.push_back(
                {variable, math_.read(*rule.getMath(), fmt::format("assignment rule of '{}'", variable))});
        }
    }

    void read_initial_assignment(const ::InitialAssignment& item) {
        if (!item.isSetMath()) return;
        model_.initial_assignments.push_back(
            {item.getSymbol(),
             math_.read(*item.getMath(), fmt::format("initial assignment of '{}'", item.getSymbol()))});
    }

    const ::Model& source_;
    MathReader math_;
    Model model_;
};

void convert_to_level_3(::SBMLDocument& document, const std::string& file) {
    if (document.getLevel() == 3) return;
    const bool is_strict = false;
    if (!document.setLevelAndVersion(3, 2, is_strict)) refuse_errors(document, file);
}

} // namespace

Model read_sbml_text(const std::string& text, const std::string& name) {
    const std::unique_ptr<::SBMLDocument> document(::readSBMLFromString(text.c_str()));
    refuse_errors(*document, name);
    convert_to_level_3(*document, name);
    const ::Model* model = document->getModel();
    if (model == nullptr) throw InputError({"the document holds no model", name, "add a <model> element"});
    auto unsupported = find_unsupported(*document, *model);
    if (!unsupported.empty()) throw UnsupportedError(std::move(unsupported));
    return ModelReader(*model)();
}

Model read_sbml(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw InputError({"the file cannot be read", file.string(), "check the path and its permissions"});
    std::ostringstream text;
    text << stream.rdbuf();
    return read_sbml_text(text.str(), file.string());
}

} // namespace euthymia
