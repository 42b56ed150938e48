// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/patient.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace euthymia {

namespace {

constexpr int most_tries = 1000; // bounds far in the tail are met by clamping

/// Draws the parameters of one candidate.
class Draw {
  public:
    Draw(const Population& population, std::uint64_t seed, std::uint32_t number)
        : population_(population)
        , seed_(seed)
        , person_{.index = number} {}

    Individual operator()() {
        if (population_.groups.empty()) {
            for (std::size_t k = 0; k < population_.varying.size(); ++k) draw_alone(k);
        }
        for (const CorrelatedGroup& group : population_.groups) draw_group(group);
        for (const auto& [id, value] : population_.typical.parameters) person_.parameters.try_emplace(id, value);
        follow_covariates();
        return std::move(person_);
    }

  private:
    [[nodiscard]] Stream stream_of(const VaryingParameter& parameter) const {
        return Stream({.seed = seed_,
                       .trial = hash_name(fmt::format("{}/{}", population_.kind, parameter.id)),
                       .patient = person_.index,
                       .purpose = Purpose::parameters});
    }

    [[nodiscard]] double centre_of(const VaryingParameter& parameter) const {
        const auto own = population_.typical.parameters.find(parameter.id);
        return own == population_.typical.parameters.end() ? parameter.centre : own->second;
    }

    void draw_alone(std::size_t place) {
        const VaryingParameter& parameter = population_.varying[place];
        Stream stream = stream_of(parameter);
        person_.parameters[parameter.id] = draw(parameter.spread, centre_of(parameter), stream);
    }

    void draw_group(const CorrelatedGroup& group) {
        if (group.members.size() == 1) return draw_alone(group.members.front());
        std::vector<Stream> streams;
        for (const std::size_t place : group.members) streams.push_back(stream_of(population_.varying[place]));
        bool is_within = false;
        for (int k = 0; k < most_tries && !is_within; ++k) is_within = try_group(group, streams);
        if (is_within) return;
        for (const std::size_t place : group.members) clamp(population_.varying[place]);
    }

    /// z = L u: correlated normal numbers of independent ones. @return whether all values lie within their bounds.
    bool try_group(const CorrelatedGroup& group, std::vector<Stream>& streams) {
        const std::size_t n = group.members.size();
        std::vector<double> u;
        for (Stream& stream : streams) u.push_back(stream.normal());
        bool is_within = true;
        for (std::size_t row = 0; row < n; ++row) {
            double z = 0.0;
            for (std::size_t k = 0; k <= row; ++k) z += group.factor[row * n + k] * u[k];
            const VaryingParameter& parameter = population_.varying[group.members[row]];
            const double value = value_at(parameter.spread, centre_of(parameter), z);
            person_.parameters[parameter.id] = value;
            is_within = is_within && value >= parameter.spread.min && value <= parameter.spread.max;
        }
        return is_within;
    }

    void clamp(const VaryingParameter& parameter) {
        double& value = person_.parameters[parameter.id];
        value = std::clamp(value, parameter.spread.min, parameter.spread.max);
    }

    void multiply(const std::string& id, double factor) {
        if (const auto found = person_.parameters.find(id); found != person_.parameters.end()) found->second *= factor;
    }

    void follow_covariates() {
        const Strata strata = strata_of(population_);
        const Stratum stratum = strata.at(static_cast<int>(person_.index % static_cast<unsigned>(strata.count())));
        person_.is_female = stratum.is_female;
        if (strata.by_age()) person_.age = middle_age(stratum);
        for (const Covariate& row : population_.covariates) {
            multiply(row.parameter, factor_of(row, stratum, population_.typical.age.value_or(row.reference)));
        }
    }

    const Population& population_;
    std::uint64_t seed_;
    Individual person_;
};

} // namespace

Strata strata_of(const Population& population) {
    const auto has = [&](Covariate::Kind kind) {
        return std::ranges::any_of(population.covariates, [&](const Covariate& row) { return row.kind == kind; });
    };
    return {has(Covariate::Kind::female), has(Covariate::Kind::age)};
}

Individual draw_individual(const Population& population, std::uint64_t seed, std::uint32_t number) {
    return Draw(population, seed, number)();
}

} // namespace euthymia
