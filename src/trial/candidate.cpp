// SPDX-License-Identifier: Apache-2.0
#include "candidate.hpp"

#include "byte_writer.hpp"

namespace euthymia {

namespace {

void write(ByteWriter& out, const std::optional<Failure>& failure) {
    out << failure.has_value();
    if (failure) out << failure->time << failure->reason;
}

void read(ByteReader& in, std::optional<Failure>& failure) {
    bool is_there = false;
    in >> is_there;
    if (!is_there || !in.is_whole()) return;
    failure.emplace();
    in >> failure->time >> failure->reason;
}

} // namespace

std::string to_bytes(const CandidateBatch& batch) {
    ByteWriter out;
    out << batch.layout.parameters << batch.layout.states << batch.people.size();
    for (const Candidate& person : batch.people) {
        out << person.parameters << person.state;
        write(out, person.failure);
        write(out, person.rescue);
    }
    return out.bytes();
}

std::optional<CandidateBatch> batch_of(std::string_view bytes, std::size_t n) {
    ByteReader in(bytes);
    CandidateBatch batch;
    std::size_t size = 0;
    in >> batch.layout.parameters >> batch.layout.states >> size;
    if (!in.is_whole() || size != n) return std::nullopt;
    batch.people.resize(size);
    for (Candidate& person : batch.people) {
        in >> person.parameters >> person.state;
        read(in, person.failure);
        read(in, person.rescue);
        const bool fits = person.parameters.size() == batch.layout.parameters.size() &&
                          person.state.size() == batch.layout.states.size();
        if (!fits) return std::nullopt;
    }
    return in.is_at_end() ? std::optional(std::move(batch)) : std::nullopt;
}

} // namespace euthymia
