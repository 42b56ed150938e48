// SPDX-License-Identifier: Apache-2.0
// From what a document chooses to parameters with bounds.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/read_sensitivity.hpp"

namespace euthymia {

namespace {

/// "exercise__resting_uptake" is of the system "exercise"; empty: of none.
std::string system_of(const std::string& id) {
    const std::size_t at = id.find("__");
    return at == std::string::npos ? std::string() : id.substr(0, at);
}

/// Constants of the model that neither protocols set nor arrows between systems hang on.
std::set<std::string> variable_constants(const Biology& biology) {
    std::set<std::string> ids;
    for (const Constant& constant : biology.equations.constants) {
        if (!constant.id.starts_with("switch_")) ids.insert(constant.id);
    }
    for (const std::string& name : input::all()) ids.erase(biology.names.id_of(name));
    return ids;
}

bool is_chosen(const ParameterRow& row, const ParameterChoice& choice) {
    return (choice.grade.empty() || row.grade == choice.grade) &&
           (choice.system.empty() || system_of(row.id) == choice.system) && row.value != 0.0;
}

/// Grades and systems there are, for messages.
std::vector<std::string> words_of(const std::vector<ParameterRow>& rows) {
    std::set<std::string> words;
    for (const ParameterRow& row : rows) words.insert({row.grade, system_of(row.id)});
    words.erase("");
    return {words.begin(), words.end()};
}

std::vector<std::string> ids_of(const ParameterChoice& choice, const std::vector<ParameterRow>& rows,
                                const Biology& biology) {
    if (!choice.id.empty()) return {biology.names.id_of(choice.id)};
    const auto constants = variable_constants(biology);
    std::vector<std::string> ids;
    for (const ParameterRow& row : rows) {
        if (is_chosen(row, choice) && constants.contains(row.id)) ids.push_back(row.id);
    }
    if (!ids.empty()) return ids;
    const std::string& word = choice.system.empty() ? choice.grade : choice.system;
    throw InputError({fmt::format("no parameter is of '{}'", word), choice.where,
                      suggest(word, words_of(rows), "use a grade or a system of biology/parameters.tsv")});
}

UncertainParameter bounded(const std::string& id, double value, const ParameterChoice& choice) {
    if (choice.low) return {id, *choice.low, *choice.high};
    if (value == 0.0)
        throw InputError(
            {fmt::format("'{}' is 0: a share of it is no range", id), choice.where, "give 'low' and 'high'"});
    const double width = choice.range * std::abs(value);
    return {id, value - width, value + width};
}

} // namespace

std::vector<UncertainParameter> chosen_parameters(const SensitivityDocument& document,
                                                  const std::vector<ParameterRow>& rows, const Biology& biology,
                                                  const Patient& patient) {
    std::vector<UncertainParameter> chosen;
    for (const ParameterChoice& choice : document.parameters) {
        const auto ids = ids_of(choice, rows, biology);
        const auto values = usual_values(biology, patient, ids);
        for (std::size_t k = 0; k < ids.size(); ++k) {
            if (std::ranges::find(chosen, ids[k], &UncertainParameter::id) != chosen.end()) continue;
            chosen.push_back(bounded(ids[k], values[k], choice));
        }
    }
    return chosen;
}

} // namespace euthymia
