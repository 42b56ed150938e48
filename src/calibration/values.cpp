// SPDX-License-Identifier: Apache-2.0
#include "euthymia/calibration/design.hpp"

namespace euthymia {

namespace {

/// Of `VaryingParameter` the centre is set; who has a value of their own keeps it.
void set_in_people(Biology& biology, const std::string& id, double value) {
    for (auto& [kind, patient] : biology.patients) patient.parameters.try_emplace(id, value);
    for (VaryingParameter& varying : biology.varying) {
        if (varying.id == id) varying.centre = value;
    }
}

/// The tables of therapies say what is learnt of a session as a multiple of the model's own number, so that the product
/// stays what the tables say.
void relate_learning(Biology& biology, const std::string& id, double value) {
    if (id != biology.names.id_of("skill_learning")) return;
    for (const Constant& constant : biology.equations.constants) {
        if (constant.id != id) continue;
        for (auto& [form, therapy] : biology.handbook.therapies) therapy.learning *= constant.value / value;
    }
}

void set_parameter(Biology& biology, const std::string& id, double value) {
    relate_learning(biology, id, value);
    set_in_people(biology, id, value);
}

} // namespace

Biology with_values(Biology biology, const std::vector<FitParameter>& parameters, const std::vector<double>& values) {
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        if (parameters[k].contact.empty()) {
            set_parameter(biology, parameters[k].name, values[k]);
        } else {
            biology.handbook.contact[parameters[k].contact] = values[k];
        }
    }
    return biology;
}

} // namespace euthymia
