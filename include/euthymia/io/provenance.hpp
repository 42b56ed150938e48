// SPDX-License-Identifier: Apache-2.0
// Where a result comes from: enough to run it again and to see whether anything differed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "euthymia/io/grades.hpp"

namespace euthymia {

/// A file that a result was computed from.
struct InputFile {
    std::string path;
    std::string sha256; ///< 64 hexadecimal digits
};

/// The ensemble of calibrated parameters that a result carries intervals over.
struct EnsembleRecord {
    std::string path;
    std::size_t n_member = 0;            ///< with a weight above zero
    double effective_size = 0.0;         ///< how many members of equal weight would tell as much
    std::vector<std::string> parameters; ///< that differ between members
};

/// How a result came about; everything is told by the caller, nothing is read from the machine.
struct Provenance {
    std::string version;  ///< of euthymia, see `version()`
    std::string git_hash; ///< empty: not built from a checkout
    std::string command_line;
    std::string started;       ///< ISO 8601 time
    double wall_seconds = 0.0; ///< s
    std::uint64_t seed = 1;
    int n_thread = 1;
    std::string solver;
    std::string method;              ///< as asked for by --method; empty: not stated
    std::string back_end;            ///< what evaluated the model, and how many people at once; empty: not stated
    double rtol = 0.0;               ///< relative tolerance
    double atol = 0.0;               ///< absolute tolerance, a fraction of a state's scale
    std::vector<std::string> cuts{}; ///< arrows between systems that were cut
    std::vector<InputFile> inputs;
    std::vector<std::string> warnings;
    std::vector<SystemGrades> grades = {}; ///< of the model's numbers; empty: not stated
    std::optional<EnsembleRecord> ensemble = {};
};

/// SHA-256 of a text, 64 lower-case hexadecimal digits (FIPS 180-4).
[[nodiscard]] std::string sha256_of_text(std::string_view text);

/// SHA-256 of a file's bytes.
/// @throws InputError  when the file cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);

} // namespace euthymia
