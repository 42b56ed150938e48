// SPDX-License-Identifier: Apache-2.0
// What age and sex do to the parameters of a person, and the classes of people that follow from it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace euthymia {

/// A parameter that follows age or sex: the drawn value is multiplied by `factor` to the power
/// (covariate - reference) / per.
struct Covariate {
    enum class Kind { age, female } kind = Kind::age; ///< age in years; female 1, male 0
    std::string parameter;                            ///< id of the model
    double factor = 1.0;
    double per = 1.0;       ///< years; 1 for sex
    double reference = 0.0; ///< where the parameter is as drawn: years, or the share of women
};

/// People of one sex and one decade of life.
struct Stratum {
    bool is_female = false;
    int decade = 0; ///< 3: from 30 to below 40 years
};

/// The strata that candidates are sorted into: only by what acts on parameters. A candidate's number tells the stratum,
/// so that a candidate is the same person for every trial, whatever ages and sexes it wants.
class Strata {
  public:
    static constexpr int n_decade = 10; ///< the last holds everybody older

    Strata() = default;
    Strata(bool by_sex, bool by_age)
        : by_sex_(by_sex)
        , by_age_(by_age) {}

    [[nodiscard]] int count() const { return (by_sex_ ? 2 : 1) * (by_age_ ? n_decade : 1); }

    /// Which stratum, from 0 to count() - 1, somebody belongs to.
    [[nodiscard]] int index_of(double age, bool is_female) const;

    /// The stratum with that index; sex and decade say nothing where strata are not by them.
    [[nodiscard]] Stratum at(int index) const;

    [[nodiscard]] bool by_sex() const { return by_sex_; }
    [[nodiscard]] bool by_age() const { return by_age_; }

  private:
    bool by_sex_ = false, by_age_ = false;
};

/// Years in the middle of a decade of life.
[[nodiscard]] double middle_age(const Stratum& stratum);

/// The factor on a parameter for people of `stratum`.
/// @param reference_age  Instead of the covariate's, for a kind of person whose parameters are those of an age.
[[nodiscard]] double factor_of(const Covariate& covariate, const Stratum& stratum, double reference_age);

} // namespace euthymia
