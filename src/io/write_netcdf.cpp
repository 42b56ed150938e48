// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_netcdf.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "describe_netcdf.hpp"
#include "write_netcdf_file.hpp"

namespace euthymia {

namespace {

/// Values a compressed block holds at most: 4 MB.
constexpr std::size_t block_size = std::size_t{1} << 19;

struct Dimensions {
    int arm, patient, time, visit;
};

int add_time(NetcdfFile& file, const std::vector<double>& time) {
    const int dimension = file.add_dimension("time", time.size());
    file.add_coordinate({"time", "h", "time since the treatments began"}, dimension, time);
    return dimension;
}

Dimensions add_dimensions(NetcdfFile& file, const TrialResult& result) {
    std::vector<std::string> names;
    for (const ArmRecord& arm : result.arms) names.push_back(arm.name);
    const std::vector<int> people(result.patient.begin(), result.patient.end());
    const int arm = file.add_dimension("arm", names.size());
    const int patient = file.add_dimension("patient", people.size());
    const int visit = file.add_dimension("visit", result.design.visit_weeks.size());
    file.add_coordinate({"arm", "", "arm of the trial"}, arm, names);
    file.add_coordinate({"patient", "", "index of the person in the simulated population"}, patient, people);
    file.add_coordinate({"visit", "week", "visit, by its week"}, visit, result.design.visit_weeks);
    return {arm, patient, add_time(file, result.time), visit};
}

void add_people(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    const int age = file.add_data({"age", "year", "age"}, {dimensions.patient}, {result.age.size()});
    file.put(age, {0}, {result.age.size()}, result.age);
    file.add_flags({"female", "", "sex"}, dimensions.patient, result.is_female, "male female");
}

/// Entry `which` of the fastest dimension of `values`, which has `n` entries.
std::vector<double> slice(const std::vector<double>& values, std::size_t n, std::size_t which) {
    std::vector<double> part(values.size() / n);
    for (std::size_t i = 0; i < part.size(); ++i) part[i] = values[i * n + which];
    return part;
}

/// Adds a variable of shape `arm x patient`.
void add_by_person(NetcdfFile& file, const NetcdfLabel& label, const TrialResult& result, const Dimensions& dimensions,
                   std::vector<double> ArmRecord::*values) {
    const std::size_t n_person = result.patient.size();
    const int variable = file.add_data(label, {dimensions.arm, dimensions.patient}, {1, n_person});
    for (std::size_t a = 0; a < result.arms.size(); ++a)
        file.put(variable, {a, 0}, {1, n_person}, result.arms[a].*values);
}

/// A variable of shape `arm x patient x n_step` in the making: where its values lie in an `ArmRecord`.
struct Course {
    NetcdfLabel label;
    std::vector<double> ArmRecord::*values;
    std::size_t n_column; ///< entries of the fastest dimension there
    std::size_t column;
    int dimension; ///< time or visit
    std::size_t n_step;
};

void add_course(NetcdfFile& file, const Course& course, const TrialResult& result, const Dimensions& dimensions) {
    const std::size_t n_person = result.patient.size();
    const std::size_t n_together = std::clamp<std::size_t>(block_size / course.n_step, 1, n_person);
    const int variable = file.add_data(course.label, {dimensions.arm, dimensions.patient, course.dimension},
                                       {1, n_together, course.n_step});
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        const auto part = slice(result.arms[a].*course.values, course.n_column, course.column);
        file.put(variable, {a, 0, 0}, {1, n_person, course.n_step}, part);
    }
}

void add_ratings(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    for (std::size_t k = 0; k < result.scales.size(); ++k) {
        const NetcdfLabel label{result.scales[k], "", result.scales[k] + " as rated, points"};
        add_course(
            file,
            {label, &ArmRecord::ratings, result.scales.size(), k, dimensions.visit, result.design.visit_weeks.size()},
            result, dimensions);
    }
}

NetcdfLabel label_of(const Name& name) {
    return {name.alias.empty() ? name.id : name.alias, name.unit, name.label.empty() ? name.id : name.label};
}

void add_variables(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    for (std::size_t k = 0; k < result.variables.size(); ++k) {
        add_course(file,
                   {label_of(result.variables[k]), &ArmRecord::values, result.variables.size(), k, dimensions.time,
                    result.time.size()},
                   result, dimensions);
    }
}

} // namespace

void write_trial_netcdf(const std::filesystem::path& path, const TrialResult& result, const Provenance& provenance) {
    NetcdfFile file(path);
    describe_netcdf(file, result.design.title,
                    fmt::format("euthymia {}, virtual trial of {}", provenance.version, result.design.source),
                    provenance);
    const Dimensions dimensions = add_dimensions(file, result);
    add_people(file, result, dimensions);
    add_by_person(file, {"attended_share", "", "sessions attended of those planned"}, result, dimensions,
                  &ArmRecord::attended_share);
    add_by_person(file, {"dropout_week", "week", "week in which the person dropped out"}, result, dimensions,
                  &ArmRecord::dropout_week);
    add_ratings(file, result, dimensions);
    add_variables(file, result, dimensions);
    file.close();
}

void write_trajectory_netcdf(const std::filesystem::path& path, const Trajectory& trajectory,
                             const std::vector<Name>& variables, const Provenance& provenance) {
    NetcdfFile file(path);
    describe_netcdf(file, "One simulated person", fmt::format("euthymia {}", provenance.version), provenance);
    const std::size_t n_time = trajectory.time.size();
    const int time = add_time(file, trajectory.time);
    for (std::size_t k = 0; k < variables.size(); ++k) {
        const int variable = file.add_data(label_of(variables[k]), {time}, {n_time});
        file.put(variable, {0}, {n_time}, slice(trajectory.values, variables.size(), k));
    }
    file.close();
}

} // namespace euthymia
