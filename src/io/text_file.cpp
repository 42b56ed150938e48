// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/text_file.hpp"

#include <cerrno>
#include <system_error>

#include "output_error.hpp"

namespace euthymia {

TextFile::TextFile(const std::filesystem::path& path)
    : path_(path)
    , stream_(path, std::ios::binary) {
    check();
}

void TextFile::write(std::string_view text) {
    stream_ << text;
    check();
}

void TextFile::close() {
    stream_.close(); // a full disk may show only when the buffer is emptied
    check();
}

void TextFile::check() const {
    if (!stream_) throw_cannot_write(path_, errno != 0 ? std::generic_category().message(errno) : "writing failed");
}

} // namespace euthymia
