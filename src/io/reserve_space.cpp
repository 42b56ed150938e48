// SPDX-License-Identifier: Apache-2.0
#include "reserve_space.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "output_error.hpp"

namespace euthymia {

namespace {

/// The largest file this process may write [bytes].
std::uint64_t largest_file() {
    rlimit limit{};
    return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

/// 0, or the error of the system.
int try_to_reserve(const std::filesystem::path& file, std::uint64_t n_byte) {
    if (n_byte > largest_file()) return EFBIG;
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    int error = 0;
    do {
        error = ::fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(n_byte)) == 0 ? 0 : errno;
    } while (error == EINTR);
    ::close(descriptor);
    return error;
}

} // namespace

void reserve_space(const std::filesystem::path& file, std::uint64_t n_byte) {
    const int error = try_to_reserve(file, n_byte);
    for (const int lack_of_room : {ENOSPC, EDQUOT, EFBIG}) {
        if (error != lack_of_room) continue;
        throw_cannot_write(file, fmt::format("{}; {:.1f} MB are needed", std::generic_category().message(error),
                                             static_cast<double>(n_byte) * 1e-6));
    }
}

void release_space(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(file, ignored);
    if (!ignored) std::filesystem::resize_file(file, size, ignored);
}

} // namespace euthymia
