// SPDX-License-Identifier: Apache-2.0
#include "euthymia/trial/variants.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "euthymia/base/error.hpp"
#include "euthymia/model/hold.hpp"

namespace euthymia {

namespace {

constexpr std::string_view head = "switch_", middle = "_to_", sign = "->";

/// "switch_a_to_b" -> "a->b"
std::optional<std::string> arrow_of(const std::string& id) {
    const std::size_t at = id.find(middle);
    if (!id.starts_with(head) || at == std::string::npos) return std::nullopt;
    return id.substr(head.size(), at - head.size()) + std::string(sign) + id.substr(at + middle.size());
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

Issue unknown_arrow(const std::string& arrow, const std::vector<std::string>& known) {
    const std::string all = fmt::format("use one of: {}", fmt::join(known, ", "));
    return {fmt::format("the model has no arrow '{}'", arrow), "option --cut", suggest(arrow, known, all)};
}

void set_constant(Biology& biology, const std::string& id, double value) {
    for (Constant& constant : biology.equations.constants) {
        if (constant.id == id) constant.value = value;
    }
    if (!biology.model) return;
    Model model = *biology.model;
    for (Parameter& parameter : model.parameters) {
        if (parameter.id == id) parameter.value = value;
    }
    biology.model = std::make_shared<const Model>(std::move(model));
}

} // namespace

std::vector<std::string> arrows_of(const Biology& biology) {
    std::vector<std::string> arrows;
    for (const Constant& constant : biology.equations.constants) {
        if (const auto arrow = arrow_of(constant.id)) arrows.push_back(*arrow);
    }
    return arrows;
}

std::string switch_of(const Biology& biology, const std::string& arrow) {
    for (const Constant& constant : biology.equations.constants) {
        if (arrow_of(constant.id) == without_spaces(arrow)) return constant.id;
    }
    throw InputError(unknown_arrow(arrow, arrows_of(biology)));
}

Biology cut(Biology biology, const std::vector<std::string>& arrows) {
    std::vector<Issue> issues;
    for (const std::string& arrow : arrows) {
        try {
            set_constant(biology, switch_of(biology, arrow), 0.0);
        } catch (const InputError& error) {
            issues.push_back(error.issues().front());
        }
    }
    if (!issues.empty()) throw InputError(std::move(issues));
    return biology;
}

Equations equations_with_holds(const Biology& biology, const std::vector<std::string>& variables) {
    if (variables.empty()) return biology.equations;
    if (!biology.model) {
        throw UnsupportedError({"nothing can be held in a biology without its model", "key 'clamp'",
                                "read the biology from its directory"});
    }
    std::vector<std::string> ids;
    for (const std::string& name : variables) ids.push_back(biology.names.id_of(name));
    return derive_equations(with_holds(*biology.model, ids));
}

} // namespace euthymia
