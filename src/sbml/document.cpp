// SPDX-License-Identifier: Apache-2.0
#include "document.hpp"

#include <filesystem>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <sbml/SBMLTypes.h>
#include <sbml/conversion/ConversionProperties.h>
#include <sbml/extension/SBMLDocumentPlugin.h>
#include <sbml/packages/comp/common/CompExtensionTypes.h>
#include <sbml/packages/comp/util/SBMLResolverRegistry.h>
#include <sbml/packages/comp/util/SBMLUri.h>
#include <sbml/packages/fbc/common/FbcExtensionTypes.h>
#include <sbml/validator/ConsistencyValidator.h>
#include <sbml/validator/IdentifierConsistencyValidator.h>
#include <sbml/validator/MathMLConsistencyValidator.h>
#include <sbml/validator/VConstraint.h>

#include "circles.hpp"
#include "euthymia/base/error.hpp"

namespace euthymia::sbml {

namespace {

const std::string advice = "remove it, or run the model in another simulator";

/// A package that libSBML does not know and the model cannot do without.
std::vector<Issue> find_unknown_packages(const ::SBMLDocument& document) {
    std::vector<Issue> issues;
    for (int k = 0; k < document.getNumUnknownPackages(); ++k) {
        issues.push_back({fmt::format("the SBML package '{}' is not supported", document.getUnknownPackagePrefix(k)),
                          "element 'sbml'", advice});
    }
    return issues;
}

void refuse(std::vector<Issue> issues) {
    if (!issues.empty()) throw InputError(std::move(issues));
}

void refuse_errors(const ::SBMLDocument& document, const std::string& file) {
    std::vector<Issue> issues;
    for (unsigned k = 0; k < document.getNumErrors(); ++k) {
        const ::SBMLError& error = *document.getError(k);
        if (error.getErrorId() == RequiredPackagePresent) throw UnsupportedError(find_unknown_packages(document));
        const bool is_harmless = error.getErrorId() == MissingXMLEncoding; // XML's own default, UTF-8, is what we read
        if (is_harmless || error.getSeverity() < LIBSBML_SEV_ERROR) continue;
        issues.push_back({error.getShortMessage(), fmt::format("{}:{}", file, error.getLine()),
                          fmt::format("see rule {} of the SBML specification", error.getErrorId())});
    }
    refuse(std::move(issues));
}

/// libSBML's own rules, but for assignments in a circle: those we look for ourselves.
class ConsistencyRules final : public ::ConsistencyValidator {
  public:
    void addConstraint(::VConstraint* rule) override {
        if (rule->getId() != CircularRuleDependency) return ::ConsistencyValidator::addConstraint(rule);
        delete rule;
    }
};

template <typename Rules>
void check(::SBMLDocument& document, const std::string& file) {
    Rules rules;
    rules.init();
    rules.validate(document);
    document.getErrorLog()->add(rules.getFailures());
    refuse_errors(document, file);
}

/// What the specification forbids, in all that bears on numbers; units and style do not. Later rules rely on earlier.
void check_consistency(::SBMLDocument& document, const std::string& file) {
    for (const auto category : {LIBSBML_CAT_UNITS_CONSISTENCY, LIBSBML_CAT_SBO_CONSISTENCY,
                                LIBSBML_CAT_MODELING_PRACTICE, LIBSBML_CAT_OVERDETERMINED_MODEL}) {
        document.setConsistencyChecks(category, false); // packages look at what is asked for
    }
    check<::IdentifierConsistencyValidator>(document, file);
    check<ConsistencyRules>(document, file);
    if (document.getModel() != nullptr) refuse(find_circles(*document.getModel(), file));
    check<::MathMLConsistencyValidator>(document, file);
    for (unsigned k = 0; k < document.getNumPlugins(); ++k) {
        dynamic_cast<::SBMLDocumentPlugin&>(*document.getPlugin(k)).checkConsistency();
    }
    refuse_errors(document, file);
}

void refuse_packages(const ::SBMLDocument& document) {
    // Pictures, groupings, and the name under which libSBML reads functions that Level 3 Version 2 added to core.
    static const std::set<std::string> changes_nothing{"comp", "layout", "render", "groups", "l3v2extendedmath"};
    std::vector<Issue> issues;
    for (unsigned k = 0; k < document.getNumPlugins(); ++k) {
        const std::string package = document.getPlugin(k)->getPackageName();
        if (changes_nothing.contains(package) || !const_cast<::SBMLDocument&>(document).getPackageRequired(package)) {
            continue;
        }
        issues.push_back({fmt::format("the SBML package '{}' is not supported", package), "element 'sbml'", advice});
    }
    if (!issues.empty()) throw UnsupportedError(std::move(issues));
}

/// A model with an objective asks for optimal fluxes, not for a time course.
void refuse_objectives(const ::Model& model) {
    const auto* fluxes = dynamic_cast<const ::FbcModelPlugin*>(model.getPlugin("fbc"));
    if (fluxes == nullptr || fluxes->getNumObjectives() == 0) return;
    throw UnsupportedError({"flux balance analysis (the SBML package 'fbc') is not supported",
                            fmt::format("objective '{}'", fluxes->getObjective(0)->getId()),
                            "give the reactions kinetic laws and remove the objective"});
}

/// Whether a document with submodels has them all in itself.
bool stands_alone(::SBMLDocument& document) {
    return dynamic_cast<::CompSBMLDocumentPlugin&>(*document.getPlugin("comp")).getNumExternalModelDefinitions() == 0;
}

/// libSBML says only that something cannot be resolved; here is which file.
void refuse_missing_files(::SBMLDocument& document, const std::string& file) {
    auto& submodels = dynamic_cast<::CompSBMLDocumentPlugin&>(*document.getPlugin("comp"));
    std::vector<Issue> issues;
    for (unsigned k = 0; k < submodels.getNumExternalModelDefinitions(); ++k) {
        const ::ExternalModelDefinition& definition = *submodels.getExternalModelDefinition(k);
        const std::unique_ptr<::SBMLUri> found(
            ::SBMLResolverRegistry::getInstance().resolveUri(definition.getSource(), document.getLocationURI()));
        if (found != nullptr) continue;
        issues.push_back({fmt::format("the file '{}' of a submodel is not there", definition.getSource()),
                          fmt::format("{}, external model definition '{}'", file, definition.getId()),
                          "put it beside the file that names it"});
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

/// Puts the submodels (package comp) into one model; element x of submodel A becomes A__x.
void flatten(::SBMLDocument& document, const std::string& file) {
    ::ConversionProperties properties;
    properties.addOption("flatten comp", true);
    properties.addOption("performValidation", false);
    properties.addOption("leavePorts", false);
    document.getErrorLog()->clearLog();
    if (document.convert(properties) == LIBSBML_OPERATION_SUCCESS) return;
    refuse_errors(document, file);
    throw InputError({"the submodels cannot be put together", file, "check the submodels and the files they are in"});
}

} // namespace

void DeleteDocument::operator()(::SBMLDocument* document) const {
    delete document;
}

Document open_document(const std::string& text, const std::string& file) {
    Document opened{.source = std::unique_ptr<::SBMLDocument, DeleteDocument>(::readSBMLFromString(text.c_str()))};
    ::SBMLDocument& document = *opened.source;
    document.setLocationURI("file:" + std::filesystem::absolute(file).string());
    refuse_errors(document, file);
    refuse_packages(document);
    if (document.getModel() != nullptr) refuse_objectives(*document.getModel());
    const bool has_submodels = document.getPlugin("comp") != nullptr;
    if (has_submodels) refuse_missing_files(document, file);
    check_consistency(document, file);
    if (has_submodels) {
        opened.stands_alone = stands_alone(document);
        flatten(document, file);
    }
    if (document.getModel() == nullptr) {
        throw InputError({"the document holds no model", file, "add a <model> element"});
    }
    return opened;
}

} // namespace euthymia::sbml
