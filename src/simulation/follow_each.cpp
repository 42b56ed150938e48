// SPDX-License-Identifier: Apache-2.0
// Many people at once: every thread drives a block of lanes and takes the next person for each lane that becomes free.
#include <atomic>
#include <mutex>

#include <tbb/info.h>

#include "drive.hpp"
#include "euthymia/simulation/simulator.hpp"

namespace euthymia {

namespace {

/// Hands out the numbers 0 ... n-1, each once, and counts those that came back.
class Queue {
  public:
    Queue(std::size_t n, const Crew& crew)
        : n_(n)
        , crew_(crew) {}

    [[nodiscard]] std::optional<std::size_t> take() {
        const std::size_t k = next_++;
        return k < n_ ? std::optional(k) : std::nullopt;
    }

    void give_back() {
        const std::size_t count = ++done_;
        const std::unique_lock telling(telling_, std::try_to_lock);
        if (crew_.progress && telling) crew_.progress(count);
    }

    /// Nobody is handed out any more.
    void close() { next_ = n_; }

  private:
    std::size_t n_;
    const Crew& crew_;
    std::atomic<std::size_t> next_ = 0, done_ = 0;
    std::mutex telling_;
};

} // namespace

void Simulator::follow_each(std::size_t n, const std::function<Passage(std::size_t)>& begin,
                            const std::vector<double>& times,
                            const std::function<void(std::size_t, Person&&, Trajectory&&)>& end,
                            const Crew& crew) const {
    Queue queue(n, crew);
    const auto next = [&]() -> std::unique_ptr<Journey> {
        const auto k = queue.take();
        return k ? std::make_unique<Journey>(*this, *k, begin(*k), times) : nullptr;
    };
    const auto done = [&](std::unique_ptr<Journey> journey) {
        Trajectory seen = journey->take_trajectory();
        end(journey->number(), journey->take_passage().person, std::move(seen));
        queue.give_back();
    };
    const auto n_worker =
        static_cast<std::size_t>(crew.n_thread > 0 ? crew.n_thread : tbb::info::default_concurrency());
    const auto n_lane = static_cast<int>((n + n_worker - 1) / n_worker);
    const bool has_states = !model_->layout().states.empty();
    const bool is_in_lanes = has_states && accuracy_.method != Method::cvode && !delay_plan_;
    const auto work = [&](std::size_t) {
        try {
            if (is_in_lanes) return LaneDrive(*this, n_lane, next, done).run();
            while (auto journey = next()) {
                has_states ? drive_by_cvode(*this, *journey) : drive_without_states(*journey);
                done(std::move(journey));
            }
        } catch (...) {
            queue.close();
            throw;
        }
    };
    in_parallel(std::min(n, n_worker), crew.n_thread, work);
}

} // namespace euthymia
