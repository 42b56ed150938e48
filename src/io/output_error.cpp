// SPDX-License-Identifier: Apache-2.0
#include "output_error.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "euthymia/base/error.hpp"
#include "euthymia/io/text_file.hpp"

namespace euthymia {

std::string partial_suffix() {
    return fmt::format(".partial-{}", ::getpid());
}

void throw_cannot_write(const std::filesystem::path& path, const std::string& reason) {
    std::string where = path.string();
    const std::size_t suffix = where.find(partial_suffix());
    if (suffix != std::string::npos) where.erase(suffix, partial_suffix().size());
    throw InputError(Issue{fmt::format("the results cannot be written: {}", reason), where,
                           "free some space, or choose another place with -o"});
}

void write_checked(const std::filesystem::path& path, std::string_view text) {
    TextFile file(path);
    file.write(text);
    file.close();
}

} // namespace euthymia
