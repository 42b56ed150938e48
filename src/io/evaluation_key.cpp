// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "euthymia/base/digest.hpp"
#include "euthymia/base/engine_identity.hpp"
#include "euthymia/base/error.hpp"
#include "euthymia/io/evaluation_file.hpp"
#include "euthymia/io/provenance.hpp"

namespace euthymia {

namespace {

/// A trial's document without comments and without the rows a calibration does not read.
std::string trial_text(const std::filesystem::path& file) try {
    YAML::Node root = YAML::LoadFile(file.string());
    if (root["published"].IsDefined()) {
        YAML::Node kept(YAML::NodeType::Sequence);
        for (const YAML::Node& row : root["published"]) {
            if (row["split"].IsDefined() && row["split"].as<std::string>() == "calibration") kept.push_back(row);
        }
        root["published"] = kept;
    }
    return YAML::Dump(root);
} catch (const YAML::Exception& error) {
    throw InputError({"the document cannot be read: " + error.msg, file.string(), "check that it is a trial"});
}

std::string parameter_text(const FitParameter& parameter) {
    return fmt::format("{} {} {} {} {} {} {}\n", parameter.name, parameter.present, parameter.low, parameter.high,
                       static_cast<int>(parameter.scale), static_cast<int>(parameter.prior.kind), parameter.prior.sd);
}

} // namespace

std::string evaluation_key(const std::vector<FitParameter>& parameters, const TrialOptions& options,
                           const std::vector<std::filesystem::path>& biology_files,
                           const std::vector<std::filesystem::path>& trial_files) {
    std::string text = engine_identity() + "\n";
    for (const FitParameter& parameter : parameters) text += parameter_text(parameter);
    text += fmt::format("{} {} {} {} {}\n", options.n_pool, options.seed, options.accuracy.rtol, options.accuracy.atol,
                        static_cast<int>(options.accuracy.method));
    for (const auto& file : biology_files) text += file.filename().string() + " " + sha256_of_file(file) + "\n";
    for (const auto& file : trial_files) text += trial_text(file) + "\n";
    return digest(text);
}

} // namespace euthymia
