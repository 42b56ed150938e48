// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_calibration.hpp"

#include <cmath>

#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/table.hpp"
#include "yaml.hpp"

namespace euthymia {

namespace {

using yaml::Mapping;

std::optional<Spread> read_prior(const Mapping& mapping) {
    if (!mapping.has("prior")) return std::nullopt;
    try {
        const Spread prior = parse_spread(mapping.text("prior"), mapping.faults().where(mapping.at("prior")));
        if (std::isfinite(prior.min) || std::isfinite(prior.max))
            mapping.refuse("prior", "remove 'min' and 'max': 'low' and 'high' bound it");
        return prior;
    } catch (const InputError& error) {
        mapping.faults().add(error, mapping.at("prior"));
        return std::nullopt;
    }
}

std::optional<FitScale> read_scale(const Mapping& mapping) {
    if (!mapping.has("scale")) return std::nullopt;
    const std::string word = mapping.text("scale");
    yaml::require_word(mapping, "scale", word, {"log", "linear"});
    return word == "log" ? FitScale::log : FitScale::linear;
}

FitRequest read_request(const Mapping& mapping) {
    FitRequest request{.name = mapping.text("id"),
                       .low = mapping.number("low", yaml::any_number),
                       .high = mapping.number("high", yaml::any_number)};
    if (mapping.has("low") && mapping.has("high") && request.low >= request.high)
        mapping.refuse("high", "write a number above 'low'");
    request.prior = read_prior(mapping);
    request.scale = read_scale(mapping);
    return request;
}

void read_requests(const Mapping& root, CalibrationDesign& design) {
    const auto nodes = root.list("parameters");
    if (root.has("parameters") && root.at("parameters").IsSequence() && nodes.empty())
        root.faults().add("there is nothing to fit: 'parameters' is an empty list", root.at("parameters"),
                          "add one, for example '{id: weight_prefrontal, low: 0.3, high: 1.5}'");
    for (const YAML::Node& node : nodes) {
        design.parameters.push_back(read_request(Mapping(node, "fit_parameter", "parameter", root.faults())));
    }
}

int count(const Mapping& root, const std::string& key, int otherwise) {
    return root.has(key) ? root.count(key) : otherwise;
}

} // namespace

CalibrationDesign read_calibration(const std::filesystem::path& file) {
    yaml::Faults faults(file.string());
    const Mapping root(yaml::load(file, "euthymia/calibration/1"), "calibration", "", faults);
    CalibrationDesign design{.title = root.text("title")};
    read_requests(root, design);
    if (root.require("trials", "add 'trials', a list of files, or 'trials: all'")) design.trials = root.texts("trials");
    design.claims = root.texts("claims");
    design.allows_assumed = root.truth("allow_assumed", false);
    design.n_pool = count(root, "pool", design.n_pool);
    design.n_replicate = count(root, "replicates", design.n_replicate);
    design.n_evaluation = count(root, "evaluations", design.n_evaluation);
    design.n_ensemble = count(root, "ensemble", design.n_ensemble);
    design.seed = static_cast<std::uint64_t>(count(root, "seed", static_cast<int>(design.seed)));
    faults.raise();
    return design;
}

std::vector<GradedNumber> read_graded_numbers(const std::filesystem::path& biology) {
    std::vector<GradedNumber> numbers;
    for (const ParameterRow& row : read_parameters(biology / "parameters.tsv")) {
        numbers.push_back({.name = row.id, .value = row.value, .grade = row.grade});
    }
    const Table contact = read_table(biology / "tables/contact.tsv", {"kind", "points", "grade"});
    contact.for_each([&](const TableRow& row) {
        numbers.push_back({.name = "contact." + row.word("kind") + ".points",
                           .value = row.number("points"),
                           .grade = row.word("grade")});
    });
    return numbers;
}

} // namespace euthymia
