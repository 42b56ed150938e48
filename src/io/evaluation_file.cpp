// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/evaluation_file.hpp"

#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "euthymia/base/error.hpp"
#include "json_parts.hpp"
#include "output_error.hpp"

namespace euthymia {

namespace {

constexpr const char* schema = "euthymia/evaluations/1";

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// Null stands for NaN.
std::vector<double> numbers_of(const Json& list) {
    std::vector<double> numbers;
    for (const Json& item : list) {
        numbers.push_back(item.is_null() ? std::numeric_limits<double>::quiet_NaN() : item.get<double>());
    }
    return numbers;
}

Json to_json(const Evaluation& evaluation) {
    return {{"values", evaluation.values}, {"simulated", evaluation.simulated}, {"misfit", evaluation.misfit},
            {"prior", evaluation.prior},   {"objective", evaluation.objective}, {"failure", evaluation.failure}};
}

Evaluation evaluation_of(const Json& json) {
    return {.values = numbers_of(json.at("values")),
            .simulated = numbers_of(json.at("simulated")),
            .misfit = json.at("misfit").get<double>(),
            .prior = json.at("prior").get<double>(),
            .objective = json.at("objective").get<double>(),
            .failure = json.at("failure").get<std::string>()};
}

InputError not_ours(const std::filesystem::path& file, const std::string& what) {
    return InputError({what, file.string(), "give another directory with -o, or remove the file to begin anew"});
}

} // namespace

EvaluationFile::EvaluationFile(std::filesystem::path file, const std::string& key,
                               const std::vector<std::string>& names)
    : file_(std::move(file)) {
    std::string text = bytes_of(file_);
    const std::size_t whole = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
    if (whole > 0) {
        read(text.substr(0, whole), key);
        if (whole < text.size()) std::filesystem::resize_file(file_, whole);
        return;
    }
    if (!text.empty()) std::filesystem::resize_file(file_, 0);
    write(dump({{"schema", schema}, {"inputs", key}, {"parameters", names}}, -1));
}

void EvaluationFile::read(const std::string& text, const std::string& key) try {
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    const Json header = Json::parse(line);
    if (header.at("schema") != schema) throw not_ours(file_, "this is no file of evaluations");
    if (header.at("inputs") != key) {
        throw not_ours(file_,
                       "the evaluations are of other inputs: another build, biology, trials, numbers or options");
    }
    while (std::getline(lines, line)) known_.push_back(evaluation_of(Json::parse(line)));
} catch (const Json::exception&) {
    throw not_ours(file_, "this is no file of evaluations");
}

void EvaluationFile::write(const std::string& line) {
    std::ofstream stream(file_, std::ios::binary | std::ios::app);
    stream << line << '\n';
    stream.close();
    if (!stream) throw_cannot_write(file_, "the line could not be added");
}

void EvaluationFile::append(const Evaluation& evaluation) {
    write(dump(to_json(evaluation), -1));
}

} // namespace euthymia
