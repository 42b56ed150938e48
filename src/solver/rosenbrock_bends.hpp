// SPDX-License-Identifier: Apache-2.0
// Steps that end where the rates bend.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "euthymia/solver/lane_bends.hpp"
#include "rosenbrock_work.hpp"

namespace euthymia {

/// Holds the sides of every lane's bends through a step. Where the dense output of an attempt crosses one, the attempt
/// is repeated up to there, and the step after it takes the other side. So every step is as smooth as its error
/// estimate takes for granted.
class Rosenbrock::Bends {
  public:
    /// Both are kept by reference.
    Bends(Work& work, LaneBends& system);

    /// Chooses the sides where lanes stand that were just started.
    void begin(std::span<const int> lanes);

    /// Looks for crossings in the lanes whose states passed the test of their error. The `Work::error` of those to
    /// repeat becomes infinite.
    void look();

    /// A lane's attempt has to be repeated, up to `end` at most.
    [[nodiscard]] bool is_repeated(int lane) const { return lanes_[lane].is_repeated; }
    [[nodiscard]] double end(int lane) const { return lanes_[lane].end; }

    /// After the attempts were judged: takes the other sides where steps ended at bends.
    void settle();

  private:
    static constexpr double nowhere = std::numeric_limits<double>::infinity();

    struct Lane {
        std::vector<bool> sides;      ///< of each bend: its gap is positive
        std::vector<bool> is_crossed; ///< bends at which the attempt ends, or that are searched for
        std::vector<bool> is_turned;  ///< bends whose side was changed since an attempt of another length
        std::vector<double> size;     ///< of the gaps that are searched for, beyond the bend
        bool is_looking = false, is_searching = false;
        bool is_torn = false;                         ///< the attempt goes beyond a bend on whichever side of it
        bool is_repeated = false, is_landing = false; ///< the attempt ends at `is_crossed`
        double end = nowhere;
        // Fractions of the step before and after the crossing, and how far ahead it is there.
        double before = 0.0, after = 0.0, ahead_before = 0.0, ahead_after = 0.0;
        double crossing = 0.0;
    };

    void note_lanes();
    void take_gaps_within(double* gaps);
    void scan();
    void inspect(int lane, double from, double to);
    [[nodiscard]] std::vector<int> bends_beyond(int lane) const;
    void turn(int lane, const std::vector<int>& bends);
    void search();
    void narrow(int lane);
    void land(int lane);
    /// How far a bend is ahead, in the units of its gap; negative beyond it.
    [[nodiscard]] double ahead(int lane, int bend, const double* gaps) const;
    /// How far the nearest of those searched for is ahead, in units of its size.
    [[nodiscard]] double nearest(int lane, const double* gaps) const;

    Work& work_;
    LaneBends& system_;
    int n_bend_;
    std::vector<Lane> lanes_;
    ArrayBlock block_;
    double* state_ = nullptr;
    double* time_ = nullptr;
    double* fraction_ = nullptr; ///< pattern
    double* gaps_ = nullptr;
    double* gaps_before_ = nullptr; ///< at the sample before
};

} // namespace euthymia
