// SPDX-License-Identifier: Apache-2.0
// `euthymia trace`: where a quantity, a number or a claim comes from.
#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "commands.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/io/read_biology.hpp"
#include "euthymia/io/read_claim.hpp"
#include "euthymia/io/table.hpp"
#include "euthymia/sbml/read.hpp"
#include "trace_claim.hpp"

namespace euthymia::cli {

namespace {

namespace fs = std::filesystem;

/// All that documents say of one id.
struct Dossier {
    std::string id, name, meaning, equation;
    std::optional<ParameterRow> number;
};

template <typename Rules>
std::string equation_in(const Rules& rules, const std::string& id, const std::string& form) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.variable == id; });
    return rule == rules.end() ? std::string() : fmt::format(fmt::runtime(form), id, to_text(rule->math));
}

std::string equation_of(const Model& model, const std::string& id) {
    const std::string rate = equation_in(model.rate_rules, id, "d {}/dt = {}");
    return rate.empty() ? equation_in(model.assignment_rules, id, "{} = {}") : rate;
}

std::vector<std::string> known_ids(const Model& model, const Names& names) {
    std::vector<std::string> known;
    for (const Name& name : names.rows()) known.push_back(name.alias);
    for (const Parameter& parameter : model.parameters) known.push_back(parameter.id);
    for (const Species& species : model.species) known.push_back(species.id);
    return known;
}

std::vector<std::string> claim_ids(const fs::path& directory) {
    std::vector<std::string> ids;
    for (const fs::path& file : claim_files(directory / "claims")) ids.push_back(file.stem().string());
    return ids;
}

Dossier collect(const std::string& wanted, const fs::path& directory, const Names& names) {
    const Model model = read_sbml(directory / "depression.xml", code_options().cache);
    auto known = known_ids(model, names);
    for (std::string& id : claim_ids(directory)) known.push_back(std::move(id));
    Dossier dossier{.id = names.id_of(wanted), .name = {}, .meaning = {}, .equation = {}, .number = {}};
    if (std::find(known.begin(), known.end(), dossier.id) == known.end()) {
        throw InputError({fmt::format("nothing is called '{}'", wanted), directory.string(),
                          suggest(wanted, known, "list ids with `euthymia trace --list`")});
    }
    dossier.equation = equation_of(model, dossier.id);
    const Table names_table = read_table(directory / "names.tsv", {"id", "name", "meaning"});
    for (const TableRow& row : names_table.rows()) {
        if (row.text("id") != dossier.id) continue;
        dossier.name = row.text("name");
        dossier.meaning = row.text("meaning");
    }
    for (const ParameterRow& row : read_parameters(directory / "parameters.tsv")) {
        if (row.id == dossier.id) dossier.number = row;
    }
    return dossier;
}

void print_line(const std::string& key, const std::string& text) {
    if (!text.empty()) fmt::print("{:<10}{}\n", key, text);
}

void print(const Dossier& dossier, const Name& name) {
    print_line("id", dossier.id);
    print_line("name", dossier.name.empty() ? name.label : dossier.name);
    print_line("meaning", dossier.meaning);
    if (!name.unit.empty()) print_line("shown in", fmt::format("{} (model value x {})", name.unit, name.factor));
    print_line("equation", dossier.equation);
    if (!dossier.number) return;
    const ParameterRow& number = *dossier.number;
    const bool is_start = dossier.equation.starts_with("d ");
    print_line(is_start ? "starts at" : "value", fmt::format("{} {}", number.value, number.unit));
    print_line("spread", number.spread);
    print_line("source", number.source);
    print_line("grade", number.grade);
    print_line("note", number.note);
}

/// What a score is summed from.
void print_items(const Scale& scale) {
    for (const ScaleItem& item : scale.items) {
        const std::string counted = item.counted == 1.0 ? "" : fmt::format(", counted {} of it", item.counted);
        print_line("item", fmt::format("{}: {}, 0 to {}{}; {}, {}{}", item.name, item.variable, item.max, counted,
                                       item.source, item.grade, item.note.empty() ? "" : ": " + item.note));
    }
}

/// The short name of a scale's score, or what was asked for.
std::string score_of(const std::string& wanted, const std::vector<Scale>& scales) {
    const auto scale = std::ranges::find(scales, wanted, &Scale::name);
    return scale == scales.end() ? wanted : scale->variable;
}

ExitCode run(const Common& common, const std::string& asked, bool is_list) {
    const fs::path directory = find_biology(common.biology);
    const Biology biology = read_biology(directory, code_options().cache);
    const Names& names = biology.names;
    const std::string id = score_of(asked, biology.scales);
    if (is_list || id.empty()) {
        for (const Name& name : names.rows()) fmt::print("{:<28}{:<44}{}\n", name.alias, name.id, name.label);
        return ExitCode::ok;
    }
    const fs::path claim = directory / "claims" / (id + ".yaml");
    if (fs::exists(claim)) {
        fmt::print("{}", describe(read_claim(claim), claim));
        return ExitCode::ok;
    }
    print(collect(id, directory, names), names.find(id));
    for (const Scale& scale : biology.scales) {
        if (names.id_of(scale.variable) == names.id_of(id)) print_items(scale);
    }
    return ExitCode::ok;
}

} // namespace

void add_trace(CLI::App& app, Common& common, Action& chosen) {
    auto id = std::make_shared<std::string>();
    auto is_list = std::make_shared<bool>(false);
    CLI::App* verb = app.add_subcommand("trace", "Where a state, a parameter, a read-out or a claim comes from");
    verb->add_option("ID", *id, "A short name or an id of the model, a scale, or the id of a claim");
    verb->add_flag("--list", *is_list, "List the short names");
    add_biology_option(*verb, common);
    verb->callback(
        [&common, &chosen, id, is_list] { chosen = [&common, id, is_list] { return run(common, *id, *is_list); }; });
}

} // namespace euthymia::cli
