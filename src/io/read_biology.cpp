// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_biology.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/read_patient.hpp"
#include "euthymia/protocol/schedule.hpp"
#include "euthymia/sbml/read.hpp"
#include "read_tables.hpp"

namespace euthymia {

namespace {

using std::filesystem::path;

/// Holds the names that files of the directory use to the model.
class NameCheck {
  public:
    explicit NameCheck(const Biology& biology)
        : names_(biology.names) {
        for (const auto& [id, value] : biology.equations.quantities) quantities_.push_back(id);
        for (const Constant& constant : biology.equations.constants) constants_.push_back(constant.id);
    }

    void require_quantity(const std::string& name, const path& where) { require(quantities_, "quantity", name, where); }
    void require_parameter(const std::string& name, const path& where) {
        require(constants_, "parameter", name, where);
    }

    void require_varying(const Biology& biology, const std::string& id, const path& where) {
        std::vector<std::string> known;
        for (const VaryingParameter& parameter : biology.varying) known.push_back(parameter.id);
        if (std::find(known.begin(), known.end(), id) != known.end()) return;
        issues_.push_back({fmt::format("'{}' does not differ between people", id), where.string(),
                           suggest(id, known, "name a parameter that has a spread in parameters.tsv")});
    }

    void raise() {
        if (!issues_.empty()) throw InputError(std::move(issues_));
    }

  private:
    void require(const std::vector<std::string>& known, const std::string& kind, const std::string& name,
                 const path& where) {
        const std::string id = names_.id_of(name);
        if (std::find(known.begin(), known.end(), id) != known.end()) return;
        issues_.push_back({fmt::format("the model has no {} '{}'", kind, id), where.string(),
                           suggest(id, known, "use an id of depression.xml or a name of aliases.tsv")});
    }

    const Names& names_;
    std::vector<std::string> quantities_, constants_;
    std::vector<Issue> issues_;
};

std::vector<VaryingParameter> read_varying(const path& file) {
    std::vector<VaryingParameter> varying;
    for (const ParameterRow& row : read_parameters(file)) {
        const Spread spread = parse_spread(row.spread, file.string());
        if (spread.kind != Spread::Kind::none) varying.push_back({.id = row.id, .centre = row.value, .spread = spread});
    }
    return varying;
}

std::map<std::string, Patient> read_patients(const path& directory, const Names& names) {
    std::map<std::string, Patient> patients;
    if (!std::filesystem::is_directory(directory)) {
        throw InputError(
            {"there are no kinds of person", directory.string(), "add the directory with one YAML file a kind"});
    }
    std::set<path> files; // in order of name, so that errors come in the same order everywhere
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() == ".yaml") files.insert(entry.path());
    }
    for (const path& file : files) patients.emplace(file.stem().string(), read_patient(file, names));
    return patients;
}

constexpr const char* skill_learning = "skill_learning";

/// Names that schedules use, and what the model may call them without a short name.
std::vector<std::string> schedule_names() {
    auto names = input::all();
    names.insert(names.end(), seizure_states().begin(), seizure_states().end());
    names.insert(names.end(), {session_effect, "endotoxin", "dexamethasone", skill_learning});
    return names;
}

/// The only quantity that a system calls `name`: "system__name".
std::optional<std::string> only_id(const Equations& equations, const std::string& name) {
    std::optional<std::string> found;
    for (const auto& [id, value] : equations.quantities) {
        if (!id.ends_with("__" + name)) continue;
        if (found) return std::nullopt;
        found = id;
    }
    return found;
}

/// `names`, and short names for what schedules use where the model has one quantity of that name.
Names complete(const Names& names, const Equations& equations) {
    std::vector<Name> rows = names.rows();
    for (const std::string& name : schedule_names()) {
        if (equations.quantities.contains(names.id_of(name))) continue;
        if (const auto id = only_id(equations, name)) {
            rows.push_back({.alias = name, .id = *id, .panel = {}, .unit = {}, .label = name});
        }
    }
    return Names(std::move(rows));
}

/// The tables tell what is learnt of a session; the model has a session of its own.
void relate_learning(Biology& biology) {
    const std::string id = biology.names.id_of(skill_learning);
    for (const Constant& constant : biology.equations.constants) {
        if (constant.id != id) continue;
        for (auto& [form, therapy] : biology.handbook.therapies) therapy.learning /= constant.value;
    }
}

/// Limits of exercise count training impulses as the model does.
void relate_load(Biology& biology) {
    for (const Constant& constant : biology.equations.constants) {
        if (constant.id == "exercise__trimp_scale") biology.handbook.trimp_scale = constant.value;
        if (constant.id == "exercise__trimp_slope") biology.handbook.trimp_slope = constant.value;
    }
}

/// Conditions of people are rows of the table.
void check_conditions(const Biology& biology, const path& directory) {
    std::vector<std::string> known;
    for (const auto& [name, row] : biology.handbook.contraindications) known.push_back(name);
    std::vector<Issue> issues;
    for (const auto& [kind, patient] : biology.patients) {
        for (const std::string& name : patient.conditions) {
            if (biology.handbook.contraindications.contains(name)) continue;
            issues.push_back({fmt::format("'{}' is not a condition", name), (directory / (kind + ".yaml")).string(),
                              suggest(name, known, "use a row of tables/contraindications.tsv")});
        }
    }
    if (!issues.empty()) throw InputError(std::move(issues));
}

void check_names(const Biology& biology, const path& directory) {
    NameCheck check(biology);
    for (const Name& name : biology.names.rows()) check.require_quantity(name.id, directory / "aliases.tsv");
    for (const std::string& name : input::required()) check.require_parameter(name, directory / "aliases.tsv");
    for (const auto& parameter : biology.varying) check.require_parameter(parameter.id, directory / "parameters.tsv");
    for (const Scale& scale : biology.scales) check.require_quantity(scale.variable, directory / "tables/scales.tsv");
    for (const Scale& scale : biology.scales) {
        for (const ScaleItem& item : scale.items)
            check.require_quantity(item.variable, directory / "tables/scale_items.tsv");
    }
    for (const auto& [id, assay] : biology.assays) check.require_quantity(id, directory / "tables/assays.tsv");
    for (const Covariate& row : biology.covariates) {
        check.require_varying(biology, row.parameter, directory / "tables/covariates.tsv");
    }
    for (const auto& [name, medicine] : biology.handbook.medicines) {
        check.require_quantity(medicine.input, directory / "tables/drugs.tsv");
    }
    for (const auto& [name, patient] : biology.patients) {
        for (const auto& [id, value] : patient.parameters) {
            check.require_parameter(id, directory / "patients" / (name + ".yaml"));
        }
    }
    check.raise();
}

/// What goes together in people, and what follows their age and sex; under model ids.
void relate_people(Biology& biology, const path& tables) {
    biology.correlations = read_correlations(tables / "correlations.tsv");
    for (Correlation& row : biology.correlations) {
        row.a = biology.names.id_of(row.a);
        row.b = biology.names.id_of(row.b);
    }
    std::ignore = correlated_groups(biology.varying, biology.correlations); // what cannot be is refused here
    biology.covariates = read_covariates(tables / "covariates.tsv");
    for (Covariate& row : biology.covariates) row.parameter = biology.names.id_of(row.parameter);
}

} // namespace

Biology read_biology(const path& directory, const path& cache) {
    Biology biology;
    biology.model = std::make_shared<const Model>(read_sbml(directory / "depression.xml", cache));
    biology.equations = derive_equations(*biology.model);
    biology.names = complete(read_names(directory / "aliases.tsv"), biology.equations);
    biology.handbook = read_handbook(directory / "tables");
    relate_learning(biology);
    relate_load(biology);
    biology.scales = read_scales(directory / "tables/scales.tsv");
    read_scale_items(directory / "tables/scale_items.tsv", biology.scales);
    for (auto& [variable, assay] : read_assays(directory / "tables/assays.tsv")) {
        assay.measure = biology.names.id_of(variable);
        biology.assays.emplace(assay.measure, assay);
    }
    biology.varying = read_varying(directory / "parameters.tsv");
    relate_people(biology, directory / "tables");
    biology.patients = read_patients(directory / "patients", biology.names);
    check_conditions(biology, directory / "patients");
    check_names(biology, directory);
    require_sums_of_items(biology, directory / "tables/scale_items.tsv");
    return biology;
}

} // namespace euthymia
