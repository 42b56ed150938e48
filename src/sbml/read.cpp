// SPDX-License-Identifier: Apache-2.0
#include "euthymia/sbml/read.hpp"

#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include <fmt/format.h>
#include <sbml/SBMLTypes.h>

#include "document.hpp"
#include "elements.hpp"
#include "euthymia/base/digest.hpp"
#include "euthymia/base/engine_identity.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/base/file_store.hpp"
#include "math.hpp"
#include "model_bytes.hpp"

namespace euthymia {

namespace {

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
            model_.compartments.push_back(sbml::read_compartment(*source_.getCompartment(k)));
        }
        for (unsigned k = 0; k < source_.getNumSpecies(); ++k) {
            model_.species.push_back(sbml::read_species(*source_.getSpecies(k)));
        }
        for (unsigned k = 0; k < source_.getNumParameters(); ++k) {
            const ::Parameter& parameter = *source_.getParameter(k);
            model_.parameters.push_back(sbml::read_parameter(parameter, parameter.getId()));
        }
        for (unsigned k = 0; k < source_.getNumReactions(); ++k) read_reaction(*source_.getReaction(k));
        for (unsigned k = 0; k < source_.getNumRules(); ++k) read_rule(*source_.getRule(k), k + 1);
        for (unsigned k = 0; k < source_.getNumInitialAssignments(); ++k) {
            read_initial_assignment(*source_.getInitialAssignment(k));
        }
        for (unsigned k = 0; k < source_.getNumEvents(); ++k) read_event(*source_.getEvent(k), k + 1);
        model_.delays = math_.take_delays();
        return std::move(model_);
    }

  private:
    void read_reaction(const ::Reaction& source) {
        Reaction reaction{.id = source.getId(), .reactants = {}, .products = {}, .rate = {}};
        reaction.is_fast = source.isSetFast() && source.getFast();
        for (unsigned k = 0; k < source.getNumReactants(); ++k) {
            reaction.reactants.push_back(read_reference(*source.getReactant(k), source.getId() + ".reactant", k));
        }
        for (unsigned k = 0; k < source.getNumProducts(); ++k) {
            reaction.products.push_back(read_reference(*source.getProduct(k), source.getId() + ".product", k));
        }
        if (source.isSetKineticLaw()) reaction.rate = read_kinetic_law(*source.getKineticLaw(), source.getId());
        model_.reactions.push_back(std::move(reaction));
    }

    /// Level 2's stoichiometryMath is an assignment rule for a symbol of our own.
    SpeciesReference read_reference(const ::SpeciesReference& source, const std::string& list, unsigned k) {
        SpeciesReference reference = sbml::read_reference(source);
        if (!source.isSetStoichiometryMath() || !source.getStoichiometryMath()->isSetMath()) return reference;
        reference.id = fmt::format("{}({})", list, k + 1);
        const std::string element = fmt::format("stoichiometryMath of '{}'", source.getSpecies());
        model_.assignment_rules.push_back(
            {reference.id, math_.read(*source.getStoichiometryMath()->getMath(), element)});
        return reference;
    }

    std::optional<Expression> read_kinetic_law(const ::KineticLaw& law, const std::string& reaction) {
        std::map<std::string, Expression> local;
        for (unsigned k = 0; k < law.getNumParameters(); ++k) {
            const ::Parameter& parameter = *law.getParameter(k);
            const std::string id = reaction + "." + parameter.getId();
            model_.parameters.push_back(sbml::read_parameter(parameter, id));
            model_.parameters.back().is_constant = true;
            local.emplace(parameter.getId(), Expression::symbol(id));
        }
        if (!law.isSetMath()) return std::nullopt;
        return math_.read(*law.getMath(), fmt::format("reaction '{}'", reaction), local);
    }

    void read_rule(const ::Rule& rule, unsigned number) {
        if (!rule.isSetMath()) return;
        const std::string& variable = rule.getVariable();
        if (rule.isAlgebraic()) {
            const std::string name = fmt::format("algebraic rule (rule {})", number);
            model_.algebraic_rules.push_back({name, math_.read(*rule.getMath(), name)});
        } else if (rule.isRate()) {
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

    void read_event(const ::Event& source, unsigned number) {
        const std::string element =
            source.getId().empty() ? fmt::format("event {}", number) : fmt::format("event '{}'", source.getId());
        EventDefinition event{.id = source.getId(), .trigger = {}, .delay = {}, .priority = {}, .assignments = {}};
        if (source.isSetTrigger()) read_trigger(*source.getTrigger(), element, event);
        if (source.isSetDelay()) event.delay = read_if_set(*source.getDelay(), "delay of " + element);
        if (source.isSetPriority()) event.priority = read_if_set(*source.getPriority(), "priority of " + element);
        event.uses_trigger_values = !source.isSetUseValuesFromTriggerTime() || source.getUseValuesFromTriggerTime();
        for (unsigned k = 0; k < source.getNumEventAssignments(); ++k) {
            const ::EventAssignment& assignment = *source.getEventAssignment(k);
            if (auto math = read_if_set(assignment, "assignment of " + element)) {
                event.assignments.push_back({assignment.getVariable(), *math});
            }
        }
        model_.events.push_back(std::move(event));
    }

    /// Before Level 3 a trigger starts true and an event that was triggered happens.
    void read_trigger(const ::Trigger& trigger, const std::string& element, EventDefinition& event) {
        event.trigger = read_if_set(trigger, "trigger of " + element);
        event.is_initially_true = !trigger.isSetInitialValue() || trigger.getInitialValue();
        event.is_persistent = !trigger.isSetPersistent() || trigger.getPersistent();
    }

    template <typename Element>
    std::optional<Expression> read_if_set(const Element& element, const std::string& where) {
        return element.isSetMath() ? std::optional(math_.read(*element.getMath(), where)) : std::nullopt;
    }

    const ::Model& source_;
    sbml::MathReader math_;
    Model model_;
};

/// A model as libSBML gives it.
struct Reading {
    Model model;
    bool stands_alone; ///< the text says all there is to know
};

Reading read_document(const std::string& text, const std::string& name) {
    static std::mutex libsbml; // its registries of packages and converters are shared and not guarded
    const std::lock_guard lock(libsbml);
    const sbml::Document document = sbml::open_document(text, name);
    return {.model = ModelReader(*document.source->getModel())(), .stands_alone = document.stands_alone};
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw InputError({"the file cannot be read", file.string(), "check the path and its permissions"});
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

/// What is kept follows from the text, this build and the libSBML it runs with.
std::string kept_name(const std::string& text) {
    return digest(fmt::format("{} libSBML {} {}", engine_identity(), getLibSBMLDottedVersion(), text)) + "-model";
}

} // namespace

Model read_sbml_text(const std::string& text, const std::string& name) {
    return read_document(text, name).model;
}

Model read_sbml(const std::filesystem::path& file, const std::filesystem::path& cache) {
    const std::string text = text_of(file);
    if (cache.empty()) return read_sbml_text(text, file.string());
    const FileStore store(cache);
    const std::string name = kept_name(text);
    if (const auto bytes = store.load(name)) {
        if (auto model = sbml::model_of(*bytes)) return std::move(*model);
    }
    Reading reading = read_document(text, file.string());
    if (reading.stands_alone) store.keep(name, sbml::to_bytes(reading.model));
    return std::move(reading.model);
}

} // namespace euthymia
