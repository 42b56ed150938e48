// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/patient.hpp"

namespace euthymia {

Individual draw_individual(const Population& population, StreamKey key) {
    key.purpose = Purpose::parameters;
    Stream stream(key);
    Individual person{.index = key.patient, .age = 0.0, .is_female = false, .parameters = {}};
    person.age = draw(population.age_spread, population.age_mean, stream);
    person.is_female = stream.uniform() < population.female_share;
    for (const VaryingParameter& parameter : population.varying) {
        const auto own = population.typical.parameters.find(parameter.id);
        const double centre = own == population.typical.parameters.end() ? parameter.centre : own->second;
        person.parameters[parameter.id] = draw(parameter.spread, centre, stream);
    }
    for (const auto& [id, value] : population.typical.parameters) person.parameters.try_emplace(id, value);
    for (const SexFactor& factor : population.sex_factors) {
        if (const auto found = person.parameters.find(factor.id); found != person.parameters.end()) {
            found->second *= person.is_female ? factor.female : factor.male;
        }
    }
    return person;
}

} // namespace euthymia
