// SPDX-License-Identifier: Apache-2.0
// What people of a trial go through around its arms: a background that goes on, a lead-in before baseline.
#pragma once

#include <optional>

#include "euthymia/protocol/schedule.hpp"
#include "euthymia/trial/design.hpp"

namespace euthymia {

/// The way from the end of a candidate's history to the end of the trial. Baseline is at time 0:
///
///     begin ... screening: the background alone, `background_weeks`
///     screening ... 0:     the lead-in on top of it, `lead_in.weeks`
///     0 ...:               an arm on top of it
///
/// A background acts by what it does (a drug's doses) from `begin` on; whoever has had it for weeks expects nothing new
/// of it. From screening on it brings the contact of its care (`usual_care` where it is a treatment), and as everywhere
/// the largest contact counts. The contact of a lead-in goes on from its beginning through the arms, so that nothing
/// starts anew at baseline. A lead-in is open: who takes a drug in it knows so, and has what that knowledge gives until
/// baseline, when people are told what their arm may hold.
class Course {
  public:
    /// @param end  Of the trial, h.
    Course(const Recruitment& recruitment, double end, const Handbook& handbook);

    [[nodiscard]] double begin() const { return begin_; }         ///< h, not above 0
    [[nodiscard]] double screening() const { return screening_; } ///< h, not above 0
    [[nodiscard]] bool has_background() const { return begin_ < screening_; }
    [[nodiscard]] bool has_lead_in() const { return lead_in_.has_value(); }

    /// From `begin` to `screening`; nobody misses or leaves.
    [[nodiscard]] Schedule before_screening(const Capacity& capacity) const;

    /// From `screening` to 0.
    [[nodiscard]] Schedule through_lead_in(const Capacity& capacity) const;

    /// From 0 on.
    [[nodiscard]] Schedule through_arm(const Protocol& arm, const Capacity& capacity) const;

  private:
    [[nodiscard]] Schedule on_background(Protocol protocol, const Capacity& capacity) const;

    const Handbook& handbook_;
    std::optional<LeadIn> lead_in_;
    double begin_ = 0.0, screening_ = 0.0;
    Protocol steady_; ///< the background's treatments, laid from `begin` to the end
    Protocol care_;   ///< the background's contact, from `screening` to the end
};

/// `schedule` for somebody who goes on from `time`: what was set before is set then.
[[nodiscard]] Schedule since(Schedule schedule, double time);

} // namespace euthymia
