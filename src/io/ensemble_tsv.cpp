// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/read_calibration.hpp"
#include "euthymia/io/table.hpp"
#include "euthymia/io/text.hpp"

namespace euthymia {

namespace {

const std::vector<std::string> first_columns{"member", "weight", "objective"};

/// The columns that hold fitted numbers.
std::vector<std::string> names_in(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    std::vector<std::string> names;
    for (const std::string_view cell : split(line, '\t')) names.emplace_back(trim(cell));
    if (names.size() <= first_columns.size() ||
        !std::equal(first_columns.begin(), first_columns.end(), names.begin())) {
        throw InputError(
            {"this is no ensemble", file.string() + ":1", "use the file ensemble.tsv that `euthymia calibrate` wrote"});
    }
    return {names.begin() + static_cast<std::ptrdiff_t>(first_columns.size()), names.end()};
}

EnsembleMember read_member(const TableRow& row, const std::vector<std::string>& names) {
    EnsembleMember member{.weight = row.number("weight"), .objective = row.number("objective"), .values = {}};
    if (member.weight < 0.0) throw InputError({"a weight is negative", row.where(), "use shares from 0 to 1"});
    for (const std::string& name : names) member.values.push_back(row.number(name));
    return member;
}

} // namespace

std::string ensemble_tsv(const Ensemble& ensemble) {
    std::string text = "member\tweight\tobjective";
    for (const std::string& name : ensemble.names) text += "\t" + name;
    for (std::size_t k = 0; k < ensemble.members.size(); ++k) {
        const EnsembleMember& member = ensemble.members[k];
        text += fmt::format("\n{}\t{}\t{}", k, member.weight, member.objective);
        for (const double value : member.values) text += fmt::format("\t{}", value);
    }
    return text + "\n";
}

Ensemble read_ensemble(const std::filesystem::path& file) {
    const Table table = read_table(file, first_columns);
    Ensemble ensemble{.names = names_in(file), .members = {}};
    table.for_each([&](const TableRow& row) { ensemble.members.push_back(read_member(row, ensemble.names)); });
    if (ensemble.members.empty()) {
        throw InputError(
            {"the ensemble has no members", file.string(), "run `euthymia calibrate` with 'ensemble: 20'"});
    }
    if (ensemble.n_with_weight() == 0) {
        throw InputError({"no member of the ensemble has any weight", file.string(),
                          "use the file ensemble.tsv that `euthymia calibrate` wrote"});
    }
    return ensemble;
}

std::optional<EnsembleRecord> record_of(const Ensemble& ensemble, const std::string& path) {
    if (ensemble.members.empty()) return std::nullopt;
    return EnsembleRecord{.path = path,
                          .n_member = ensemble.n_with_weight(),
                          .effective_size = ensemble.effective_size(),
                          .parameters = ensemble.names};
}

} // namespace euthymia
