// SPDX-License-Identifier: Apache-2.0
#include "expected_scores.hpp"

#include <cmath>

#include <Eigen/Dense>

namespace euthymia {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// One person under the model.
class PersonAtVisits {
  public:
    PersonAtVisits(const MixedModel& model, const RepeatedMeasures& measures, std::size_t person)
        : covariance_(model.covariance.data(), Index(model.n_visit), Index(model.n_visit))
        , score_(&measures.score[person * measures.n_visit], Index(model.n_visit))
        , mean_(&model.mean_score[static_cast<std::size_t>(measures.arm[person]) * model.n_visit], Index(model.n_visit))
        , above_(measures.baseline.empty() ? 0.0 : measures.baseline[person] - model.mean_baseline) {
        for (Index visit = 0; visit < score_.size(); ++visit) {
            (std::isnan(score_[visit]) ? missing : seen).push_back(visit);
        }
    }

    /// Adds this person's part of the normal equations for the slopes on baseline, the means being known.
    void add_to(MatrixXd& information, VectorXd& score) const {
        if (seen.empty()) return;
        const auto solver = covariance_of_seen();
        const MatrixXd precision = solver.solve(MatrixXd::Identity(Index(seen.size()), Index(seen.size())));
        information(seen, seen) += above_ * above_ * precision;
        score(seen) += above_ * precision * (score_ - mean_)(seen);
    }

    /// Of the scores that were not seen.
    [[nodiscard]] VectorXd expect(const VectorXd& slope) const {
        const VectorXd mean = mean_ + above_ * slope;
        VectorXd expected = mean(missing);
        if (seen.empty()) return expected;
        const VectorXd surprise = (score_ - mean)(seen);
        return expected + covariance_(missing, seen) * covariance_of_seen().solve(surprise);
    }

    std::vector<Index> seen, missing;

  private:
    [[nodiscard]] Eigen::LDLT<MatrixXd> covariance_of_seen() const { return MatrixXd(covariance_(seen, seen)).ldlt(); }

    Eigen::Map<const MatrixXd> covariance_; ///< symmetric: the order of its entries does not matter
    Eigen::Map<const VectorXd> score_, mean_;
    double above_; ///< baseline over the mean baseline
};

/// Generalised least squares; at the model's means these are the model's slopes.
VectorXd slopes(const MixedModel& model, const RepeatedMeasures& measures) {
    const auto n = static_cast<Index>(model.n_visit);
    MatrixXd information = MatrixXd::Zero(n, n);
    VectorXd score = VectorXd::Zero(n);
    for (std::size_t person = 0; person < measures.arm.size(); ++person) {
        PersonAtVisits(model, measures, person).add_to(information, score);
    }
    return information.completeOrthogonalDecomposition().solve(score);
}

} // namespace

std::vector<double> expected_scores(const MixedModel& model, const RepeatedMeasures& measures) {
    const VectorXd slope = slopes(model, measures);
    std::vector<double> scores = measures.score;
    for (std::size_t person = 0; person < measures.arm.size(); ++person) {
        const PersonAtVisits visits(model, measures, person);
        if (visits.missing.empty()) continue;
        const VectorXd expected = visits.expect(slope);
        for (std::size_t k = 0; k < visits.missing.size(); ++k) {
            scores[person * measures.n_visit + static_cast<std::size_t>(visits.missing[k])] = expected[Index(k)];
        }
    }
    return scores;
}

} // namespace euthymia
