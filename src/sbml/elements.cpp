// SPDX-License-Identifier: Apache-2.0
#include "elements.hpp"

#include <string>

#include <sbml/SBMLTypes.h>

namespace euthymia::sbml {

namespace {

std::optional<double> if_set(bool is_set, double value) {
    return is_set ? std::optional(value) : std::nullopt;
}

bool is_point(const ::Compartment& source) {
    return source.isSetSpatialDimensions() && source.getSpatialDimensionsAsDouble() == 0.0;
}

/// A point has no size: without one given, concentrations in it are amounts. Level 1 takes 1 where none is given.
std::optional<double> size_of(const ::Compartment& source) {
    const bool is_one = source.getLevel() == 1 || is_point(source);
    return is_one && !source.isSetSize() ? 1.0 : if_set(source.isSetSize(), source.getSize());
}

/// In Level 2 species in a point are amounts; Level 3 has no such rule.
bool is_in_a_point(const ::Species& source) {
    const ::Compartment* compartment = source.getModel()->getCompartment(source.getCompartment());
    return source.getLevel() == 2 && compartment != nullptr && is_point(*compartment);
}

/// Level 1 has no such attribute: anything may vary.
template <typename Element>
bool is_constant(const Element& source) {
    return source.getLevel() > 1 && source.getConstant();
}

/// Level 3 states units once for all elements of a kind that do not state their own.
std::string units_of(const ::Compartment& source) {
    if (source.isSetUnits() || source.getLevel() < 3 || !source.isSetSpatialDimensions()) return source.getUnits();
    const ::Model& model = *source.getModel();
    const double dimensions = source.getSpatialDimensionsAsDouble();
    if (dimensions == 3.0) return model.getVolumeUnits();
    if (dimensions == 2.0) return model.getAreaUnits();
    return dimensions == 1.0 ? model.getLengthUnits() : "";
}

std::string units_of(const ::Species& source) {
    const bool are_the_models = !source.isSetSubstanceUnits() && source.getLevel() == 3;
    return are_the_models ? source.getModel()->getSubstanceUnits() : source.getSubstanceUnits();
}

} // namespace

Compartment read_compartment(const ::Compartment& source) {
    return {.id = source.getId(),
            .size = size_of(source),
            .is_constant = is_constant(source),
            .name = source.getName(),
            .units = units_of(source)};
}

Species read_species(const ::Species& source) {
    return {.id = source.getId(),
            .compartment = source.getCompartment(),
            .initial_amount = if_set(source.isSetInitialAmount(), source.getInitialAmount()),
            .initial_concentration = if_set(source.isSetInitialConcentration(), source.getInitialConcentration()),
            .has_only_substance_units = source.getHasOnlySubstanceUnits() || is_in_a_point(source),
            .is_boundary = source.getBoundaryCondition(),
            .is_constant = is_constant(source),
            .conversion_factor = source.getConversionFactor(),
            .name = source.getName(),
            .units = units_of(source)};
}

Parameter read_parameter(const ::Parameter& source, const std::string& id) {
    return {.id = id,
            .value = if_set(source.isSetValue(), source.getValue()),
            .is_constant = is_constant(source),
            .name = source.getName(),
            .units = source.getUnits()};
}

/// Before Level 3 the stoichiometry is a ratio, 1 where none is given, and its id no symbol.
SpeciesReference read_reference(const ::SpeciesReference& source) {
    if (source.getLevel() < 3) {
        return {.species = source.getSpecies(),
                .id = {},
                .stoichiometry = source.getStoichiometry() / source.getDenominator()};
    }
    return {.species = source.getSpecies(),
            .id = source.getId(),
            .stoichiometry = if_set(source.isSetStoichiometry(), source.getStoichiometry()),
            .is_constant = source.getConstant()};
}

} // namespace euthymia::sbml
