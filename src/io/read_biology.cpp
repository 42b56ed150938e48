// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_biology.hpp"

#include <algorithm>
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

void check_names(const Biology& biology, const path& directory) {
    NameCheck check(biology);
    for (const Name& name : biology.names.rows()) check.require_quantity(name.id, directory / "aliases.tsv");
    for (const std::string& name : input::all()) check.require_parameter(name, directory / "aliases.tsv");
    for (const auto& parameter : biology.varying) check.require_parameter(parameter.id, directory / "parameters.tsv");
    for (const Scale& scale : biology.scales) check.require_quantity(scale.variable, directory / "tables/scales.tsv");
    for (const SexFactor& factor : biology.sex_factors)
        check.require_parameter(factor.id, directory / "tables/sex.tsv");
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

} // namespace

Biology read_biology(const path& directory, const path& cache) {
    Biology biology;
    biology.equations = derive_equations(read_sbml(directory / "depression.xml", cache));
    biology.names = read_names(directory / "aliases.tsv");
    biology.handbook = read_handbook(directory / "tables");
    biology.scales = read_scales(directory / "tables/scales.tsv");
    biology.varying = read_varying(directory / "parameters.tsv");
    if (const path file = directory / "tables/sex.tsv"; std::filesystem::exists(file)) {
        biology.sex_factors = read_sex_factors(file);
        for (SexFactor& factor : biology.sex_factors) factor.id = biology.names.id_of(factor.id);
    }
    biology.patients = read_patients(directory / "patients", biology.names);
    check_names(biology, directory);
    return biology;
}

} // namespace euthymia
