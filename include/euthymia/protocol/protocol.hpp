// SPDX-License-Identifier: Apache-2.0
// What is done to a person, as a trial's protocol writes it. Times in weeks and minutes here, hours in a Schedule.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace euthymia {

/// How hard a bout is, in one of the units prescriptions use.
struct Intensity {
    enum class Unit { heart_rate_reserve, vo2max, rpe, met, word } unit = Unit::word;
    double value = 0.0; ///< a fraction (reserve, VO2max), Borg's 6-20 scale, or metabolic equivalents
    std::string word;   ///< of the American College of Sports Medicine: "light", "moderate", "vigorous", ...
};

/// Reads "60 %HRR", "70 %VO2max", "RPE 13", "4 MET" or a word.
/// @throws InputError  naming the allowed forms.
[[nodiscard]] Intensity parse_intensity(const std::string& text, const std::string& where);

/// Aerobic and other training by frequency, intensity, time and type.
struct Exercise {
    std::string mode;
    double sessions_per_week = 0.0;
    std::optional<double> minutes;      ///< a session
    std::optional<Intensity> intensity; ///< without one, the mode's own
    std::optional<double> energy;       ///< kcal/kg/week; fixes the minutes
    double weeks = 0.0;
    double start_week = 0.0;
    std::string supervision = "supervised"; ///< a row of the adherence table
};

/// Sessions of contact without the active part: stretching, education, relaxation.
struct Attention {
    double sessions_per_week = 0.0;
    double minutes = 0.0;
    double weeks = 0.0;
    double start_week = 0.0;
    std::string kind = "attention"; ///< a row of the contact table
};

/// Care without sessions: `placebo_pill`, `usual_care`, `waitlist`; a row of the contact table.
struct Care {
    std::string kind;
    double weeks = 0.0;
    double start_week = 0.0;
};

/// A medicine by mouth.
struct Drug {
    std::string name;
    double dose = 0.0;   ///< mg
    double every = 24.0; ///< h
    double weeks = 0.0;
    double start_week = 0.0;
};

/// A stressor of constant level, a multiple of everyday life.
struct Stress {
    double level = 1.0;
    double weeks = 0.0;
    double start_week = 0.0;
};

using Intervention = std::variant<Exercise, Attention, Care, Drug, Stress>;

/// One timeline of interventions.
struct Protocol {
    std::string name;
    std::vector<Intervention> interventions;
};

} // namespace euthymia
