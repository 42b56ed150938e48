// SPDX-License-Identifier: Apache-2.0
#include "people.hpp"

#include <atomic>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "biology_digest.hpp"
#include "setup.hpp"

namespace euthymia {

namespace {

constexpr std::size_t size_of_batch = 128;        ///< people a file
constexpr std::size_t size_of_stratum_batch = 16; ///< where there are many strata

bool can_be_kept(const Biology& biology, const TrialOptions& options) {
    return !options.code.cache.empty() && biology.equations.events.empty() && biology.equations.delayed.empty();
}

} // namespace

People::People(const Biology& biology, Population population, const TrialOptions& options)
    : biology_(biology)
    , options_(options)
    , population_(std::move(population))
    , strata_(strata_of(population_))
    , size_(strata_.count() > 1 ? size_of_stratum_batch : size_of_batch) {
    if (!can_be_kept(biology, options)) return;
    store_.emplace(options.code.cache / "people");
    digest_ = people_digest(biology, population_, options);
}

std::uint32_t People::number_of(int stratum, std::uint32_t rank) const {
    return rank * static_cast<std::uint32_t>(strata_.count()) + static_cast<std::uint32_t>(stratum);
}

People::Place People::place_of(std::uint32_t number) const {
    const auto n = static_cast<std::uint32_t>(strata_.count());
    return {static_cast<int>(number % n), number / n / static_cast<std::uint32_t>(size_)};
}

std::size_t People::slot_of(std::uint32_t number) const {
    return number / static_cast<std::uint32_t>(strata_.count()) % size_;
}

std::string People::name_of(const Place& place) const {
    return fmt::format("{}-{}-{}-people", digest_, place.stratum, place.index);
}

std::vector<Candidate> People::find(const std::vector<std::uint32_t>& numbers, const Progress& progress) {
    std::vector<Candidate> found(numbers.size());
    if (!store_) {
        live(
            numbers, [&](std::size_t k, Candidate&& candidate) { found[k] = std::move(candidate); }, progress);
        return found;
    }
    std::set<Place> places;
    for (const std::uint32_t number : numbers) places.insert(place_of(number));
    Batches batches;
    std::vector<Place> missing;
    for (const Place& place : places) {
        if (!load(place, batches)) missing.push_back(place);
    }
    live_batches(missing, batches, progress);
    open_ = std::move(batches);
    for (std::size_t k = 0; k < numbers.size(); ++k) found[k] = open_.at(place_of(numbers[k]))[slot_of(numbers[k])];
    return found;
}

/// From memory or from disk. @return false if it is in neither.
bool People::load(const Place& place, Batches& batches) {
    if (const auto found = open_.find(place); found != open_.end()) {
        batches.insert(open_.extract(found));
        return true;
    }
    const auto bytes = store_->load(name_of(place));
    auto batch = bytes ? batch_of(*bytes, size_) : std::nullopt;
    if (!batch || (!layout_.states.empty() && batch->layout != layout_)) return false;
    layout_ = std::move(batch->layout);
    batches[place] = std::move(batch->people);
    return true;
}

/// All at once, so that no lane waits; each batch is kept when its last candidate is done.
void People::live_batches(const std::vector<Place>& places, Batches& batches, const Progress& progress) {
    if (places.empty()) return;
    std::vector<std::uint32_t> numbers;
    for (const Place& place : places) {
        batches[place].resize(size_);
        for (std::size_t slot = 0; slot < size_; ++slot) {
            numbers.push_back(number_of(place.stratum, static_cast<std::uint32_t>(place.index * size_ + slot)));
        }
    }
    const auto n_done = std::make_unique<std::atomic<std::size_t>[]>(places.size());
    const auto done = [&](std::size_t k, Candidate&& candidate) {
        const Place& place = places[k / size_];
        auto& people = batches.find(place)->second;
        people[k % size_] = std::move(candidate);
        if (++n_done[k / size_] == size_) store_->keep(name_of(place), to_bytes({layout_, people}));
    };
    live(numbers, done, progress);
}

const Simulator& People::simulator() {
    if (!simulator_) {
        simulator_.emplace(biology_.equations, biology_.names, settable_of({population_}), std::vector<std::string>{},
                           options_.accuracy, options_.code);
        const Layout& layout = simulator_->model().layout();
        layout_ = {layout.parameters, layout.states};
    }
    return *simulator_;
}

void People::live(const std::vector<std::uint32_t>& numbers, const Done& done, const Progress& progress) {
    const Simulator& world = simulator();
    const auto begin = [&](std::size_t k) {
        const StreamKey key{.seed = options_.seed, .trial = hash_name(population_.kind), .patient = numbers[k]};
        Passage passage{.person = world.create(draw_individual(population_, options_.seed, numbers[k]), key),
                        .schedule = {}};
        passage.schedule = world.history_schedule(passage.person, population_.typical.history);
        return passage;
    };
    const auto end = [&](std::size_t k, Person&& person, Trajectory&& seen) {
        done(k, {.parameters = std::move(person.parameters),
                 .state = std::move(person.state),
                 .failure = seen.failure,
                 .rescue = seen.rescue,
                 .events = std::move(person.events),
                 .past = std::move(person.past)});
    };
    world.follow_each(numbers.size(), begin, {0.0}, end, {options_.n_thread, [&](std::size_t n_done) {
                                                              if (progress)
                                                                  progress("recruiting", n_done, numbers.size());
                                                          }});
}

} // namespace euthymia
