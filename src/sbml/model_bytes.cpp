// SPDX-License-Identifier: Apache-2.0
#include "model_bytes.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <unordered_map>
#include <vector>

#include "euthymia/expression/functions.hpp"
#include "model_fields.hpp"

namespace euthymia::sbml {

namespace {

/// What an expression begins with. A text or a node stands whole where it comes first; later its number stands for it.
enum class Kind : std::uint8_t { known, number, symbol, call };

using Number = std::uint32_t; ///< of a text, of a node, or of items

class Writer {
  public:
    template <typename... Fields>
    void operator()(const Fields&... fields) {
        (put(fields), ...);
    }

    [[nodiscard]] std::string bytes() { return std::move(bytes_); }

  private:
    template <typename T>
    void append(T number) {
        bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    }

    void append_size(std::size_t size) { append(static_cast<Number>(size)); }

    void put(bool is_so) { append(static_cast<std::uint8_t>(is_so)); }
    void put(double number) { append(number); }

    void put(const std::string& text) {
        const auto [known, is_new] = texts_.emplace(text, texts_.size());
        append_size(known->second);
        if (!is_new) return;
        append_size(text.size());
        bytes_ += text;
    }

    void put(const Expression& expression) {
        if (const auto known = nodes_.find(expression.identity()); known != nodes_.end()) {
            append(Kind::known);
            append_size(known->second);
            return;
        }
        put_node(expression);
        nodes_.emplace(expression.identity(), nodes_.size());
    }

    void put_node(const Expression& expression) {
        if (expression.is_number()) {
            append(Kind::number);
            put(expression.number());
        } else if (expression.is_symbol()) {
            append(Kind::symbol);
            put(expression.name());
        } else {
            append(Kind::call);
            append(expression.function());
            for (const Expression& argument : expression.arguments()) put(argument);
        }
    }

    template <typename Item>
    void put(const std::optional<Item>& item) {
        put(item.has_value());
        if (item) put(*item);
    }

    template <typename Item>
    void put(const std::vector<Item>& items) {
        append_size(items.size());
        for (const Item& item : items) put(item);
    }

    template <typename Item>
    void put(const Item& item) {
        visit_fields(item, *this);
    }

    std::string bytes_;
    std::unordered_map<std::string, std::size_t> texts_;
    std::unordered_map<const void*, std::size_t> nodes_; ///< numbered when their arguments are
};

/// The bytes are not those of a model.
struct Damage {};

void require(bool is_so) {
    if (!is_so) throw Damage();
}

class Reader {
  public:
    explicit Reader(std::string_view bytes)
        : bytes_(bytes) {}

    template <typename... Fields>
    void operator()(Fields&... fields) {
        (get(fields), ...);
    }

    [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

  private:
    std::string_view take(std::size_t size) {
        require(size <= bytes_.size());
        const std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }

    template <typename T>
    T take() {
        T number;
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
        return number;
    }

    void get(bool& is_so) {
        const auto byte = take<std::uint8_t>();
        require(byte <= 1);
        is_so = byte == 1;
    }

    void get(double& number) { number = take<double>(); }

    void get(std::string& text) {
        const auto number = take<Number>();
        require(number <= texts_.size());
        if (number == texts_.size()) texts_.push_back(take(take<Number>()));
        text = texts_[number];
    }

    void get(Expression& expression) {
        const Kind kind = take<Kind>();
        if (kind == Kind::known) {
            const auto number = take<Number>();
            require(number < nodes_.size());
            expression = nodes_[number];
        } else {
            expression = get_node(kind);
            nodes_.push_back(expression);
        }
    }

    Expression get_node(Kind kind) {
        if (kind == Kind::number) return take<double>();
        if (kind == Kind::call) return get_call();
        require(kind == Kind::symbol);
        std::string name;
        get(name);
        return Expression::symbol(std::move(name));
    }

    /// Of arguments that `apply` could not simplify when the expression was made; it cannot now.
    Expression get_call() {
        const auto function = take<Function>();
        require(function <= Function::select);
        std::array<Expression, 3> arguments{placeholder_, placeholder_, placeholder_};
        const std::span<Expression> given = std::span(arguments).first(traits_of(function).arity);
        for (Expression& argument : given) get(argument);
        return Expression::apply(function, given);
    }

    template <typename Item>
    void get(std::optional<Item>& item) {
        bool is_there = false;
        get(is_there);
        if (is_there) get(item.emplace());
    }

    template <typename Item>
    void get(std::vector<Item>& items) {
        const auto size = take<Number>();
        require(size <= bytes_.size()); // each takes a byte at least
        items.resize(size);
        for (Item& item : items) get(item);
    }

    template <typename Item>
    void get(Item& item) {
        visit_fields(item, *this);
    }

    std::string_view bytes_;
    std::vector<std::string_view> texts_;
    std::vector<Expression> nodes_;
    Expression placeholder_; ///< an expression is never empty; copies of one cost nothing
};

} // namespace

std::string to_bytes(const Model& model) {
    Writer writer;
    writer(model);
    return writer.bytes();
}

std::optional<Model> model_of(std::string_view bytes) try {
    Reader reader(bytes);
    Model model;
    reader(model);
    require(reader.is_at_end());
    return model;
} catch (const Damage&) {
    return std::nullopt;
}

} // namespace euthymia::sbml
