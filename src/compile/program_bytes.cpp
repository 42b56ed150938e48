// SPDX-License-Identifier: Apache-2.0
#include "program_bytes.hpp"

#include <type_traits>

namespace euthymia {

namespace {

template <typename T>
concept Number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writer {
  public:
    [[nodiscard]] std::string bytes() { return std::move(bytes_); }

    template <Number T>
    void operator()(T number) {
        append(&number, sizeof number);
    }

    void operator()(const std::string& text) {
        put_size(text.size());
        append(text.data(), text.size());
    }

    template <typename Item>
    void operator()(const std::vector<Item>& items) {
        put_size(items.size());
        if constexpr (Number<Item>) {
            append(items.data(), items.size() * sizeof(Item));
        } else {
            for (const Item& item : items) (*this)(item);
        }
    }

    /// Number by number: what pads an instruction is not to count.
    void operator()(const Instruction& i) {
        (*this)(i.function);
        (*this)(i.target);
        for (const Register r : i.argument) (*this)(r);
    }

    void operator()(const Program& program) {
        (*this)(program.tape);
        (*this)(program.results);
    }

    void operator()(const Layout& layout) {
        for (const auto* names : {&layout.states, &layout.parameters, &layout.observables, &layout.roots}) {
            (*this)(*names);
        }
        (*this)(layout.defaults);
        (*this)(layout.algebraic);
        (*this)(layout.guarded);
        (*this)(layout.watched);
    }

    /// All but the elimination, which follows from the pattern.
    void operator()(const Programs& programs) {
        (*this)(programs.layout);
        (*this)(programs.pattern.n);
        (*this)(programs.pattern.column_start);
        (*this)(programs.pattern.row);
        (*this)(programs.registers);
        (*this)(programs.stages);
        (*this)(programs.time);
        (*this)(programs.states);
        (*this)(programs.parameters);
        (*this)(programs.setup);
        for (const auto* program : {&programs.initial, &programs.rates, &programs.jacobian, &programs.linear,
                                    &programs.observables, &programs.watched, &programs.roots}) {
            (*this)(*program);
        }
    }

  private:
    void put_size(std::uint64_t size) { append(&size, sizeof size); }

    void append(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }

    std::string bytes_;
};

} // namespace

std::string to_bytes(const Programs& programs) {
    Writer writer;
    writer(programs);
    return writer.bytes();
}

} // namespace euthymia
