// SPDX-License-Identifier: Apache-2.0
#include "program_bytes.hpp"

#include <concepts>
#include <cstring>
#include <stdexcept>

namespace euthymia {

namespace {

template <typename T>
concept Number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// T, or const T: readers fill what writers only look at.
template <typename T, typename Bare>
concept Either = std::same_as<std::remove_const_t<T>, Bare>;

template <typename T>
concept Leaf = Number<std::remove_const_t<T>> || Either<T, std::string>;

class Writer {
  public:
    [[nodiscard]] std::string bytes() { return std::move(bytes_); }

    template <Number T>
    void operator()(const T& number) {
        append(&number, sizeof number);
    }

    void operator()(const std::string& text) {
        put_size(text.size());
        append(text.data(), text.size());
    }

    template <typename Item>
    void operator()(const std::vector<Item>& items) {
        put_size(items.size());
        if constexpr (std::is_arithmetic_v<Item>) {
            append(items.data(), items.size() * sizeof(Item));
        } else {
            for (const Item& item : items) visit(*this, item);
        }
    }

  private:
    void put_size(std::uint64_t size) { append(&size, sizeof size); }

    void append(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }

    std::string bytes_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes)
        : rest_(bytes) {}

    [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

    template <Number T>
    void operator()(T& number) {
        take(&number, sizeof number);
    }

    void operator()(std::string& text) {
        text.resize(size(1));
        take(text.data(), text.size());
    }

    template <typename Item>
    void operator()(std::vector<Item>& items) {
        if constexpr (std::is_arithmetic_v<Item>) {
            items.resize(size(sizeof(Item)));
            take(items.data(), items.size() * sizeof(Item));
        } else {
            items.resize(size(1));
            for (Item& item : items) visit(*this, item);
        }
    }

  private:
    /// The number of items that follow, each at least `item_size` bytes.
    std::size_t size(std::size_t item_size) {
        std::uint64_t n = 0;
        take(&n, sizeof n);
        if (n > rest_.size() / item_size) throw std::invalid_argument("the bytes end too early");
        return n;
    }

    void take(void* to, std::size_t size) {
        if (size > rest_.size()) throw std::invalid_argument("the bytes end too early");
        if (size > 0) std::memcpy(to, rest_.data(), size);
        rest_.remove_prefix(size);
    }

    std::string_view rest_;
};

template <typename Visitor, Leaf Item>
void visit(Visitor& bytes, Item& item) {
    bytes(item);
}

template <typename Visitor, Either<Instruction> Item>
void visit(Visitor& bytes, Item& i) {
    bytes(i.function);
    bytes(i.target);
    bytes(i.a);
    bytes(i.b);
    bytes(i.c);
}

template <typename Visitor, Either<Program> Item>
void visit(Visitor& bytes, Item& program) {
    bytes(program.tape);
    bytes(program.results);
}

template <typename Visitor, Either<Layout> Item>
void visit(Visitor& bytes, Item& layout) {
    bytes(layout.states);
    bytes(layout.parameters);
    bytes(layout.defaults);
    bytes(layout.observables);
    bytes(layout.roots);
    bytes(layout.algebraic);
    bytes(layout.guarded);
}

template <typename Visitor, Either<Programs> Item>
void visit(Visitor& bytes, Item& programs) {
    visit(bytes, programs.layout);
    bytes(programs.pattern.n);
    bytes(programs.pattern.column_start);
    bytes(programs.pattern.row);
    bytes(programs.registers);
    bytes(programs.stages);
    bytes(programs.time);
    bytes(programs.states);
    bytes(programs.parameters);
    bytes(programs.setup);
    for (auto* program : {&programs.initial, &programs.rates, &programs.jacobian, &programs.linear,
                          &programs.observables, &programs.roots}) {
        visit(bytes, *program);
    }
}

} // namespace

std::string to_bytes(const Programs& programs) {
    Writer writer;
    visit(writer, programs);
    return writer.bytes();
}

Programs programs_from_bytes(std::string_view bytes) {
    Reader reader(bytes);
    Programs programs;
    visit(reader, programs);
    if (!reader.is_at_end()) throw std::invalid_argument("there are more bytes than programs");
    programs.lu = plan_lu(programs.pattern);
    return programs;
}

} // namespace euthymia
