// SPDX-License-Identifier: Apache-2.0
#include "call_rounds.hpp"

#include <algorithm>

namespace euthymia {

namespace {

/// In which round each instruction is done: calls and what they wait for have the number of the call's round, what no
/// call waits for the number after the last.
class Rounds {
  public:
    Rounds(const Tape& tape, std::size_t n_register, bool (*is_call)(Function))
        : tape_(tape)
        , is_call_(is_call)
        , depth_(n_register)
        , round_(tape.size()) {
        count_calls_before();
        find_first_waiting(n_register);
    }

    [[nodiscard]] std::vector<std::size_t> order() const {
        std::vector<std::size_t> order(tape_.size());
        for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
        std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) { return key(a) < key(b); });
        return order;
    }

  private:
    [[nodiscard]] int key(std::size_t k) const { return 2 * round_[k] + (is_call_(tape_[k].function) ? 1 : 0); }

    /// The longest chain of calls that leads to each register, its own included.
    void count_calls_before() {
        for (const Instruction& i : tape_) {
            int depth = 0;
            for (const Register r : arguments_of(i)) depth = std::max(depth, depth_[r]);
            depth_[i.target] = depth + (is_call_(i.function) ? 1 : 0);
            n_round_ = std::max(n_round_, depth_[i.target]);
        }
    }

    void find_first_waiting(std::size_t n_register) {
        std::vector<int> needed(n_register, n_round_ + 1); // the round that waits for a register
        for (std::size_t k = tape_.size(); k-- > 0;) {
            const Instruction& i = tape_[k];
            round_[k] = is_call_(i.function) ? depth_[i.target] : needed[i.target];
            for (const Register r : arguments_of(i)) needed[r] = std::min(needed[r], round_[k]);
        }
    }

    const Tape& tape_;
    bool (*is_call_)(Function);
    std::vector<int> depth_, round_;
    int n_round_ = 0;
};

} // namespace

std::vector<std::size_t> in_call_rounds(const Tape& tape, std::size_t n_register, bool (*is_call)(Function)) {
    return Rounds(tape, n_register, is_call).order();
}

} // namespace euthymia
