// SPDX-License-Identifier: Apache-2.0
// The published numbers of all trials as rows of one board.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "euthymia/io/write_evidence.hpp"
#include "report_statistic.hpp"

namespace euthymia {

/// The values at which a row agrees: the published interval or, without one, the tolerance of its statistic.
struct AgreementBand {
    double low = 0.0, high = 0.0;
    bool is_log = false; ///< of ratios: distances are those of logarithms

    /// -1 at `low`, 0 in the middle, 1 at `high`; NaN for a band without width.
    [[nodiscard]] double position(double value) const;
};

/// What a number is about: lets numbers of different statistics share an axis.
enum class StatisticFamily { standardised, points, percent, rate, ratio, other };

/// A published number with what the board sorts it by.
struct BoardRow {
    Comparison comparison;
    std::string trial;          ///< title
    std::string source;         ///< key of references.bib
    std::string system;         ///< "clinical" for scales, symptoms and behaviour; else the panel of the variable
    std::string treatment;      ///< exercise, art, drug, CBT, ECT, combination, none
    std::string measure;        ///< as people call it
    std::string unit;           ///< of the numbers; may be empty
    std::string visit;          ///< "week 12" or "hour 10.5"
    std::optional<double> hour; ///< of the visit, where visits are in hours
    StatisticWords statistic;
    StatisticFamily family = StatisticFamily::other;
    AgreementBand band;
};

/// Ordered by split, system, treatment, trial and id.
[[nodiscard]] std::vector<BoardRow> board_rows(const Evidence& evidence);

/// "high dose against stretching".
[[nodiscard]] std::string arms_of(const PublishedRow& row);

/// The statistic of the row as briefly as can be: "Hedges' g", "response", "odds ratio of relapse".
[[nodiscard]] std::string statistic_of(const BoardRow& row);

/// Measure and statistic, the latter alone where the measure does not matter: "drop-out".
[[nodiscard]] std::string number_of(const BoardRow& row);

/// The row in one line: source, arms, measure, statistic and week.
[[nodiscard]] std::string line_of(const BoardRow& row);

/// "-0.62 [-0.80, -0.45]".
[[nodiscard]] std::string published_text(const BoardRow& row);
[[nodiscard]] std::string simulated_text(const BoardRow& row);

/// "-0.71 to -0.52" over the ensemble of calibrated parameters; empty where none was run.
[[nodiscard]] std::string ensemble_text(const BoardRow& row);

/// Whether numbers carry an interval over an ensemble.
[[nodiscard]] bool has_ensemble(const std::vector<BoardRow>& rows);

/// Rows of one split, system and treatment.
struct BoardGroup {
    std::string heading; ///< "validation, clinical, exercise: 12 of 14 (86 %) agree"
    std::vector<const BoardRow*> rows;
};

/// @param rows  In their order; they are pointed at.
[[nodiscard]] std::vector<BoardGroup> board_groups(const std::vector<BoardRow>& rows);

/// How many of some rows agree.
struct AgreementCount {
    std::string name;
    int n = 0, n_agree = 0;
};

/// One entry a value of `member`, in the order of first appearance.
[[nodiscard]] std::vector<AgreementCount> count_by(const std::vector<BoardRow>& rows, std::string BoardRow::*member);

/// The same for "calibration" and "validation".
[[nodiscard]] std::vector<AgreementCount> count_by_split(const std::vector<BoardRow>& rows);

/// "12 of 14 (86 %)".
[[nodiscard]] std::string words_of(const AgreementCount& count);

} // namespace euthymia
