// SPDX-License-Identifier: Apache-2.0
// The tables of practice that turn a prescription into numbers. Filled from `biology/tables`.
#pragma once

#include <map>
#include <string>

namespace euthymia {

struct ExerciseMode {
    double met = 0.0;           ///< metabolic equivalents
    double intensity = 0.0;     ///< fraction of heart-rate reserve when nothing else is prescribed; 0: from the MET
    double aerobic_share = 1.0; ///< of the training load that trains VO2max
    double bdnf_share = 1.0;    ///< of the bout that releases BDNF
};

/// How people of one setting come and stay.
struct Adherence {
    double attendance = 1.0;         ///< probability of coming to a session at healthy drive
    double dropout_rate = 0.0;       ///< hazard at the reference severity, 1/day
    double supervision_effect = 0.0; ///< added to the logarithm of the hazard
};

struct Medicine {
    std::string input;       ///< what a dose is added to
    double first_hour = 8.0; ///< clock time of the first dose, h
};

/// Rows of the tables, by name.
struct Handbook {
    std::map<std::string, ExerciseMode> modes;
    std::map<std::string, double> bands;   ///< ACSM word -> fraction of heart-rate reserve
    std::map<double, double> rpe;          ///< Borg's scale -> fraction of heart-rate reserve
    std::map<std::string, double> contact; ///< kind of contact -> non-specific points of HAM-D17
    std::map<std::string, Adherence> adherence;
    std::map<std::string, Medicine> medicines;
    double met_oxygen = 0.0; ///< oxygen uptake of one metabolic equivalent, mL/kg/min
    double met_energy = 0.0; ///< energy of one metabolic equivalent, kcal/kg/h
};

} // namespace euthymia
