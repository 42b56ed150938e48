// SPDX-License-Identifier: Apache-2.0
// Evaluations of a calibration on disk, so that a fit that was stopped goes on.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "euthymia/calibration/calibrate.hpp"

namespace euthymia {

/// Tells apart the inputs that decide what an evaluation gives: this build, `biology_files`, the numbers with bounds
/// and priors, pool, seed and accuracy, and the trials without their validation rows.
/// @throws InputError  when a file cannot be read.
[[nodiscard]] std::string evaluation_key(const std::vector<FitParameter>& parameters, const TrialOptions& options,
                                         const std::vector<std::filesystem::path>& biology_files,
                                         const std::vector<std::filesystem::path>& trial_files);

/// Lines of JSON: a header with the key, then one evaluation a line, each on the disk before the next is made. Numbers
/// come back to the last bit.
class EvaluationFile {
  public:
    /// Opens `file`, or begins it. A last line that was cut off is dropped.
    /// @throws InputError  if it holds evaluations of another key, is no such file, or cannot be written.
    EvaluationFile(std::filesystem::path file, const std::string& key, const std::vector<std::string>& names);

    [[nodiscard]] const std::vector<Evaluation>& known() const { return known_; }

    /// @throws InputError  if it cannot be written.
    void append(const Evaluation& evaluation);

  private:
    void read(const std::string& text, const std::string& key);
    void write(const std::string& line);

    std::filesystem::path file_;
    std::vector<Evaluation> known_;
};

} // namespace euthymia
