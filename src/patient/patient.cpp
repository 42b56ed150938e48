// SPDX-License-Identifier: Apache-2.0
#include "euthymia/patient/patient.hpp"

#include <algorithm>
#include <utility>

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include "sobol.hpp"

namespace euthymia {

namespace {

constexpr int most_tries = 1000; // bounds far in the tail are met by clamping

/// Normal numbers of one person for one parameter: the first from Sobol's sequence over the population, the others, for
/// who falls beyond its bounds, by chance.
class Deviates {
  public:
    Deviates(double first, StreamKey others)
        : first_(first)
        , others_(others) {}

    double operator()() { return std::exchange(is_first_, false) ? first_ : others_.normal(); }

  private:
    double first_;
    Stream others_;
    bool is_first_ = true;
};

/// Draws the parameters of one candidate.
class Draw {
  public:
    Draw(const Population& population, std::uint64_t seed, std::uint32_t number)
        : population_(population)
        , strata_(strata_of(population))
        , seed_(seed)
        , person_{.index = number}
        , place_(place_in_stratum()) {}

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
    [[nodiscard]] StreamKey key_of(const VaryingParameter& parameter, Purpose purpose, std::uint32_t number) const {
        return {.seed = seed_,
                .trial = hash_name(fmt::format("{}/{}", population_.kind, parameter.id)),
                .patient = number,
                .purpose = purpose};
    }

    /// The place of the person in the cube of all parameters that vary: a sequence of its own in every stratum.
    [[nodiscard]] std::vector<double> place_in_stratum() const {
        const auto n_stratum = static_cast<std::uint32_t>(strata_.count());
        std::vector<std::uint32_t> keys;
        for (const VaryingParameter& parameter : population_.varying) {
            Stream stream(key_of(parameter, Purpose::scrambling, person_.index % n_stratum));
            keys.push_back(static_cast<std::uint32_t>(stream.bits()));
        }
        return scrambled_sobol(person_.index / n_stratum, keys);
    }

    [[nodiscard]] Deviates deviates_of(std::size_t place) const {
        return {boost::math::quantile(boost::math::normal(), place_[place]),
                key_of(population_.varying[place], Purpose::parameters, person_.index)};
    }

    [[nodiscard]] double centre_of(const VaryingParameter& parameter) const {
        const auto own = population_.typical.parameters.find(parameter.id);
        return own == population_.typical.parameters.end() ? parameter.centre : own->second;
    }

    void draw_alone(std::size_t place) {
        const VaryingParameter& parameter = population_.varying[place];
        person_.parameters[parameter.id] = draw(parameter.spread, centre_of(parameter), deviates_of(place));
    }

    void draw_group(const CorrelatedGroup& group) {
        if (group.members.size() == 1) return draw_alone(group.members.front());
        std::vector<Deviates> deviates;
        for (const std::size_t place : group.members) deviates.push_back(deviates_of(place));
        bool is_within = false;
        for (int k = 0; k < most_tries && !is_within; ++k) is_within = try_group(group, deviates);
        if (is_within) return;
        for (const std::size_t place : group.members) clamp(population_.varying[place]);
    }

    /// z = L u: correlated normal numbers of independent ones. @return whether all values lie within their bounds.
    bool try_group(const CorrelatedGroup& group, std::vector<Deviates>& deviates) {
        const std::size_t n = group.members.size();
        std::vector<double> u;
        for (Deviates& next : deviates) u.push_back(next());
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
        const Stratum stratum = strata_.at(static_cast<int>(person_.index % static_cast<unsigned>(strata_.count())));
        person_.is_female = stratum.is_female;
        if (strata_.by_age()) person_.age = middle_age(stratum);
        for (const Covariate& row : population_.covariates) {
            multiply(row.parameter, factor_of(row, stratum, population_.typical.age.value_or(row.reference)));
        }
    }

    const Population& population_;
    Strata strata_;
    std::uint64_t seed_;
    Individual person_;
    std::vector<double> place_; ///< uniform, by place among `varying`
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

std::vector<double> even_places(std::uint32_t rank, StreamKey key, const std::vector<std::string>& names,
                                std::size_t n_before) {
    if (names.empty()) return {};
    const std::uint32_t trial = key.trial;
    std::vector<std::uint32_t> keys(n_before);
    for (const std::string& name : names) {
        key.trial = hash_name(fmt::format("{}/{}", trial, name));
        keys.push_back(static_cast<std::uint32_t>(Stream(key).bits()));
    }
    std::vector<double> place = scrambled_sobol(rank, keys);
    place.erase(place.begin(), place.begin() + static_cast<std::ptrdiff_t>(n_before));
    return place;
}

std::vector<double> places_beyond_parameters(const Population& population, std::uint32_t number, StreamKey key,
                                             const std::vector<std::string>& names) {
    const auto n_stratum = static_cast<std::uint32_t>(strata_of(population).count());
    key.patient = number % n_stratum;
    return even_places(number / n_stratum, key, names, population.varying.size());
}

} // namespace euthymia
