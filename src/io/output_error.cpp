// SPDX-License-Identifier: Apache-2.0
#include "output_error.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "euthymia/base/error.hpp"

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
    errno = 0;
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close(); // a full disk may show only when the buffer is emptied
    if (!file) throw_cannot_write(path, errno != 0 ? std::generic_category().message(errno) : "writing failed");
}

} // namespace euthymia
