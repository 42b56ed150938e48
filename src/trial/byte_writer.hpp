// SPDX-License-Identifier: Apache-2.0
// Plain values as bytes, and back. For this build of the engine only.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace euthymia {

template <typename T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class ByteWriter {
  public:
    template <Plain T>
    ByteWriter& operator<<(T value) {
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    ByteWriter& operator<<(const std::string& text) {
        *this << text.size();
        bytes_ += text;
        return *this;
    }
    template <typename Item>
    ByteWriter& operator<<(const std::vector<Item>& items) {
        *this << items.size();
        for (const Item& item : items) *this << item;
        return *this;
    }

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

/// Reads what a `ByteWriter` wrote; `is_whole` turns false where bytes are missing, and stays so.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes)
        : bytes_(bytes) {}

    template <Plain T>
    ByteReader& operator>>(T& value) {
        if (!has(sizeof value)) return *this;
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return *this;
    }
    ByteReader& operator>>(std::string& text) {
        std::size_t size = 0;
        *this >> size;
        if (!has(size)) return *this;
        text = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return *this;
    }
    template <typename Item>
    ByteReader& operator>>(std::vector<Item>& items) {
        std::size_t size = 0;
        *this >> size;
        if (!has(size)) return *this; // every item takes at least a byte
        items.resize(size);
        for (Item& item : items) *this >> item;
        return *this;
    }

    /// Nothing was missing so far.
    [[nodiscard]] bool is_whole() const { return is_whole_; }
    /// And nothing is left.
    [[nodiscard]] bool is_at_end() const { return is_whole_ && bytes_.empty(); }

  private:
    [[nodiscard]] bool has(std::size_t n) { return is_whole_ = is_whole_ && n <= bytes_.size(); }

    std::string_view bytes_;
    bool is_whole_ = true;
};

} // namespace euthymia
