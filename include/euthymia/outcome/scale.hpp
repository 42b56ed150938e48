// SPDX-License-Identifier: Apache-2.0
// Rating scales: from what a person is to what a rater writes down.
#pragma once

#include <string>
#include <vector>

namespace euthymia {

/// A named range of scores, from `from` up to the next band.
struct Band {
    std::string name;
    double from = 0.0;
};

/// One item of a scale, and the symptom it is read from. Filled from `biology/tables/scale_items.tsv`.
struct ScaleItem {
    std::string name;     ///< "depressed mood"
    std::string variable; ///< a quantity of the model, 0 to 1 (id or alias)
    double max = 0.0;     ///< points
    double counted = 1.0; ///< share of them that a whole symptom brings
    std::string source;   ///< keys of references.bib
    std::string grade;
    std::string note;
};

/// A clinical scale and its conventions. Filled from `biology/tables/scales.tsv`.
struct Scale {
    std::string name;           ///< "HAMD17"
    std::string variable;       ///< the model's noiseless score (id or alias)
    double max = 0.0;           ///< points
    double rater_sd = 0.0;      ///< of one rating, points
    double person_sd = 0.0;     ///< of how much higher than others a person always scores, points
    double response_drop = 0.5; ///< response: the fall from baseline is at least this fraction
    double remission = 0.0;     ///< remission: the score is at most this
    std::vector<Band> bands;    ///< ascending
    bool is_self_rated = false; ///< by the patient; else by an observer
    /// What it is summed from; empty: it follows another scale.
    std::vector<ScaleItem> items = {};
};

/// A rating of the true score `latent` [points] by a rater who errs by `noise` [SDs of the rater]: whole points, within
/// the scale.
[[nodiscard]] double rate(const Scale& scale, double latent, double noise);

[[nodiscard]] bool is_response(const Scale& scale, double baseline, double score);
[[nodiscard]] bool is_remission(const Scale& scale, double score);

/// The name of the band `score` lies in.
[[nodiscard]] const std::string& band_of(const Scale& scale, double score);

} // namespace euthymia
