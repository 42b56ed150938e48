// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_netcdf.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "describe_netcdf.hpp"
#include "euthymia/io/visit_label.hpp"
#include "measure.hpp"
#include "report_people.hpp"
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

/// People of the largest arm; in the others the last places are missing.
std::size_t n_place(const TrialResult& result) {
    std::size_t n = result.patient.size();
    for (const ArmRecord& arm : result.arms) n = std::max(n, arm.dropout_week.size());
    return n;
}

/// The index of people in the population or, where arms have people of their own, their place in the arm.
std::vector<int> patient_coordinate(const TrialResult& result) {
    if (!has_own_people(result)) return {result.patient.begin(), result.patient.end()};
    std::vector<int> places(n_place(result));
    std::iota(places.begin(), places.end(), 0);
    return places;
}

Dimensions add_dimensions(NetcdfFile& file, const TrialResult& result) {
    std::vector<std::string> names;
    for (const ArmRecord& arm : result.arms) names.push_back(arm.name);
    const auto people = patient_coordinate(result);
    const int arm = file.add_dimension("arm", names.size());
    const int patient = file.add_dimension("patient", people.size());
    const int visit = file.add_dimension("visit", result.design.visit_weeks.size());
    file.add_coordinate({"arm", "", "arm of the trial"}, arm, names);
    file.add_coordinate({"patient", "", "index of the person in the simulated population"}, patient, people);
    if (is_in_hours(result.design)) {
        file.add_coordinate({"visit", "h", "visit, by its hour since midnight of the first day"}, visit,
                            result.design.visit_hours);
    } else {
        file.add_coordinate({"visit", "week", "visit, by its week"}, visit, result.design.visit_weeks);
    }
    return {arm, patient, add_time(file, result.time), visit};
}

/// Adds a variable of shape `arm x patient` that says who the people of each arm are.
template <typename Values>
void add_of_arms(NetcdfFile& file, const NetcdfLabel& label, const TrialResult& result, const Dimensions& dimensions,
                 Values values_of) {
    const int variable = file.add_data(label, {dimensions.arm, dimensions.patient}, {1, n_place(result)});
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        const auto& found = values_of(result.arms[a]);
        const std::vector<double> values(found.begin(), found.end());
        file.put(variable, {a, 0}, {1, values.size()}, values);
    }
}

void add_people_of_arms(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    add_of_arms(
        file, {"age", "year", "age"}, result,
        dimensions, [&](const ArmRecord& arm) -> auto& { return has_own_people(arm) ? arm.age : result.age; });
    add_of_arms(
        file, {"female", "", "sex: 1 female, 0 male"}, result, dimensions, [&](const ArmRecord& arm) -> auto& {
            return has_own_people(arm) ? arm.is_female : result.is_female;
        });
    add_of_arms(
        file, {"person", "", "index of the person in the population of the arm"}, result,
        dimensions, [&](const ArmRecord& arm) -> auto& { return has_own_people(arm) ? arm.patient : result.patient; });
}

void add_people(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    if (has_own_people(result)) {
        add_people_of_arms(file, result, dimensions);
        return;
    }
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
    add_of_arms(
        file, label, result, dimensions, [&](const ArmRecord& arm) -> auto& { return arm.*values; });
}

/// A variable of shape `arm x patient x n_step` in the making: where its values lie in an `ArmRecord`.
struct Course {
    NetcdfLabel label;
    std::vector<double> ArmRecord::*values;
    std::size_t n_column; ///< entries of the fastest dimension there
    std::size_t column;
    int dimension; ///< time or visit
    std::size_t n_step;
    /// Where the mean of an arm stands over an ensemble, in columns as those of `values`; null: nowhere.
    std::vector<Estimate> CourseOverEnsemble::*over_ensemble = nullptr;
};

/// What is told of an interval over an ensemble.
struct EnsemblePoint {
    const char* name;
    const char* words;
    double Estimate::*value;
};

constexpr EnsemblePoint ensemble_points[] = {{"mean", "mean", &Estimate::value},
                                             {"low", "2.5 % point", &Estimate::low},
                                             {"high", "97.5 % point", &Estimate::high}};

/// Adds a variable of shape `arm x n_step`.
void add_ensemble_point(NetcdfFile& file, const Course& course, const EnsemblePoint& point, const TrialResult& result,
                        const Dimensions& dimensions) {
    const NetcdfLabel label{.name = fmt::format("{}_ensemble_{}", course.label.name, point.name),
                            .unit = course.label.unit,
                            .long_name = fmt::format("{}: {} of its mean over the ensemble of calibrated parameters",
                                                     course.label.long_name, point.words),
                            .cell_methods = "patient: mean"};
    const int variable = file.add_data(label, {dimensions.arm, course.dimension}, {1, course.n_step});
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        if (!result.arms[a].over_ensemble) continue;
        const auto& means = *result.arms[a].over_ensemble.*course.over_ensemble;
        std::vector<double> values(course.n_step);
        for (std::size_t k = 0; k < course.n_step; ++k) {
            values[k] = means[k * course.n_column + course.column].*point.value;
        }
        file.put(variable, {a, 0}, {1, course.n_step}, values);
    }
}

void add_course(NetcdfFile& file, const Course& course, const TrialResult& result, const Dimensions& dimensions) {
    const std::size_t n_together = std::clamp<std::size_t>(block_size / course.n_step, 1, n_place(result));
    const int variable = file.add_data(course.label, {dimensions.arm, dimensions.patient, course.dimension},
                                       {1, n_together, course.n_step});
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        const auto part = slice(result.arms[a].*course.values, course.n_column, course.column);
        file.put(variable, {a, 0, 0}, {1, part.size() / course.n_step, course.n_step}, part);
    }
    if (course.over_ensemble == nullptr || result.n_member == 0) return;
    for (const EnsemblePoint& point : ensemble_points) add_ensemble_point(file, course, point, result, dimensions);
}

void add_ratings(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    for (std::size_t k = 0; k < result.scales.size(); ++k) {
        const NetcdfLabel label{result.scales[k], "", result.scales[k] + " as rated, points"};
        add_course(
            file,
            {label, &ArmRecord::ratings, result.scales.size(), k, dimensions.visit, result.design.visit_weeks.size(),
             &CourseOverEnsemble::ratings},
            result, dimensions);
    }
}

NetcdfLabel label_of(const Name& name) {
    return {name.alias.empty() ? name.id : name.alias, name.unit, name.label.empty() ? name.id : name.label};
}

void add_assays(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    for (std::size_t k = 0; k < result.assayed.size(); ++k) {
        const std::string& measure = result.assayed[k].measure;
        const NetcdfLabel label{measure + "_assay", unit_of(result, measure),
                                label_of(result, measure) + " as a laboratory reported it"};
        add_course(
            file,
            {label, &ArmRecord::assays, result.assayed.size(), k, dimensions.visit, result.design.visit_weeks.size()},
            result, dimensions);
    }
}

void add_variables(NetcdfFile& file, const TrialResult& result, const Dimensions& dimensions) {
    for (std::size_t k = 0; k < result.variables.size(); ++k) {
        add_course(file,
                   {label_of(result.variables[k]), &ArmRecord::values, result.variables.size(), k, dimensions.time,
                    result.time.size(), &CourseOverEnsemble::values},
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
    add_assays(file, result, dimensions);
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
