// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <fmt/format.h>

#include "yaml.hpp"

namespace euthymia::yaml {

namespace {

std::vector<YAML::Node> parse(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream || std::filesystem::is_directory(file)) {
        throw InputError({"the document cannot be read", file.string(), "check that the file is there"});
    }
    try {
        return YAML::LoadAll(stream);
    } catch (const YAML::Exception& error) {
        throw InputError({fmt::format("this is not YAML: {}", error.msg),
                          fmt::format("{}:{}", file.string(), error.mark.line + 1),
                          "check indentation, brackets and quotes near this line"});
    }
}

/// The scalar under `schema`, without the strictness that needs a sound document.
YAML::Node schema_of(const YAML::Node& root) {
    if (!root.IsMap()) return {};
    for (const auto& entry : root) {
        if (entry.first.IsScalar() && entry.first.Scalar() == "schema") return entry.second;
    }
    return {};
}

} // namespace

std::string schema_of(const std::filesystem::path& file) {
    const auto documents = parse(file);
    if (documents.empty()) return {};
    const YAML::Node found = schema_of(documents[0]);
    return found.IsDefined() && found.IsScalar() ? found.Scalar() : "";
}

YAML::Node load(const std::filesystem::path& file, const std::string& schema) {
    const auto documents = parse(file);
    const std::string todo = fmt::format("begin it with 'schema: {}'", schema);
    if (documents.empty()) throw InputError({"the document is empty", file.string(), todo});
    if (documents.size() > 1) {
        throw InputError(
            {fmt::format("the file holds {} documents", documents.size()), file.string(), "keep one document a file"});
    }
    const YAML::Node found = schema_of(documents[0]);
    if (!found.IsScalar()) throw InputError({"the document does not say its schema", file.string() + ":1", todo});
    if (found.Scalar() != schema) {
        throw InputError({fmt::format("the schema is '{}', not '{}'", found.Scalar(), schema),
                          fmt::format("{}:{}", file.string(), found.Mark().line + 1),
                          "give a document of that kind here, or correct its schema"});
    }
    return documents[0];
}

} // namespace euthymia::yaml
