// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/file_store.hpp"

#include <atomic>
#include <fstream>
#include <sstream>
#include <tuple>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clean_store.hpp"
#include "euthymia/base/digest.hpp"

namespace euthymia {

namespace {

constexpr std::string_view signature = "euthymia kept\n";
constexpr std::size_t digest_size = 32;
constexpr unsigned n_between_cleanings = 64; ///< files kept: to look through a full directory takes a while

/// How many files this process has kept before, in any store; another number for every call.
unsigned count_kept() {
    static std::atomic<unsigned> n_kept = 0;
    return n_kept++;
}

/// The time of the last change is that of the last use: the time of reading is not kept by every file system.
void note_use(const std::filesystem::path& file) {
    std::ignore = utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
}

std::string read_all(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

} // namespace

std::filesystem::path FileStore::file_of(const std::string& name) const {
    return directory_ / (name + store_extension);
}

std::optional<std::string> FileStore::load(const std::string& name) const {
    if (directory_.empty()) return std::nullopt;
    const std::string file = read_all(file_of(name));
    const std::size_t head = signature.size() + digest_size;
    if (file.size() < head || !file.starts_with(signature)) return std::nullopt;
    std::string bytes = file.substr(head);
    if (digest(bytes) != std::string_view(file).substr(signature.size(), digest_size)) return std::nullopt;
    note_use(file_of(name));
    return bytes;
}

void FileStore::keep(const std::string& name, std::string_view bytes) const {
    if (directory_.empty()) return;
    std::error_code fault; // whoever keeps files here has them without the store, too
    std::filesystem::create_directories(directory_, fault);
    const unsigned n_kept = count_kept();
    const std::filesystem::path written = file_of(fmt::format("{}.{}-{}", name, getpid(), n_kept));
    std::ofstream out(written, std::ios::binary);
    out << signature << digest(bytes) << bytes;
    out.close();
    const auto now = std::filesystem::last_write_time(written, fault);
    if (out && !fault) std::filesystem::rename(written, file_of(name), fault);
    if (!out || fault) {
        std::filesystem::remove(written, fault);
    } else if (n_kept % n_between_cleanings == 0) {
        clean_store(directory_, limits_, now);
    }
}

} // namespace euthymia
