// SPDX-License-Identifier: Apache-2.0
// Candidates of one kind, the same people for every trial that asks.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "candidate.hpp"
#include "euthymia/base/file_store.hpp"
#include "euthymia/trial/run.hpp"

namespace euthymia {

/// Draws candidates by number and lets them live their history once: the state at the end of it is kept on disk, in
/// batches of a stratum, under a digest of all that it follows from. A batch is written when its last candidate is
/// done, so that a run that was stopped goes on with what is there. Files are whole or not there, and bounded as those
/// of compiled models (`JitOptions::cache`, in whose directory `people` they are).
///
/// Who a candidate is follows from seed, kind and number alone, to the last bit: not from the trial, the threads, or
/// whether somebody was kept. The histories run in a model compiled for the kind, never in that of a trial. Where a
/// model has events or delays nobody is kept. References must outlive it; one thread at a time.
class People {
  public:
    People(const Biology& biology, Population population, const TrialOptions& options);

    [[nodiscard]] const Population& population() const { return population_; }
    [[nodiscard]] const Strata& strata() const { return strata_; }

    /// The number of candidate `rank` (0, 1, ...) of a stratum.
    [[nodiscard]] std::uint32_t number_of(int stratum, std::uint32_t rank) const;

    /// The candidates of these numbers, in this order, at time 0.
    [[nodiscard]] std::vector<Candidate> find(const std::vector<std::uint32_t>& numbers, const Progress& progress);

    /// Of the candidates that were found; empty before.
    [[nodiscard]] const CandidateLayout& layout() const { return layout_; }

  private:
    /// A file's people: `size_` ranks of one stratum from `index * size_` on.
    struct Place {
        int stratum = 0;
        std::uint32_t index = 0;
        auto operator<=>(const Place&) const = default;
    };
    using Batches = std::map<Place, std::vector<Candidate>>;

    [[nodiscard]] Place place_of(std::uint32_t number) const;
    [[nodiscard]] std::size_t slot_of(std::uint32_t number) const;
    [[nodiscard]] std::string name_of(const Place& place) const;
    [[nodiscard]] bool load(const Place& place, Batches& batches);
    void live_batches(const std::vector<Place>& places, Batches& batches, const Progress& progress);
    [[nodiscard]] const Simulator& simulator();

    using Done = std::function<void(std::size_t k, Candidate&& candidate)>;
    void live(const std::vector<std::uint32_t>& numbers, const Done& done, const Progress& progress);

    const Biology& biology_;
    const TrialOptions& options_;
    Population population_;
    Strata strata_;
    std::size_t size_; ///< people a file
    std::optional<FileStore> store_;
    std::string digest_;
    std::optional<Simulator> simulator_; ///< made when somebody has to live
    CandidateLayout layout_;
    Batches open_; ///< those last asked for
};

} // namespace euthymia
