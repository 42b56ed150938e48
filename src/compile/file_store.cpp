// SPDX-License-Identifier: Apache-2.0
#include "file_store.hpp"

#include <atomic>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>
#include <unistd.h>

namespace euthymia {

namespace {

constexpr std::string_view signature = "euthymia compiled\n";
constexpr std::size_t digest_size = 32;

/// Different for every call of every process.
std::string unique_suffix() {
    static std::atomic<unsigned> n_call = 0;
    return fmt::format(".{}-{}", getpid(), n_call++);
}

std::string read_all(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

} // namespace

std::string digest(std::string_view bytes) {
    return llvm::toHex(llvm::BLAKE3::hash<digest_size / 2>(llvm::arrayRefFromStringRef(bytes)), true);
}

std::optional<std::string> FileStore::load(const std::string& name) const {
    if (directory_.empty()) return std::nullopt;
    const std::string file = read_all(directory_ / name);
    const std::size_t head = signature.size() + digest_size;
    if (file.size() < head || !file.starts_with(signature)) return std::nullopt;
    std::string bytes = file.substr(head);
    if (digest(bytes) != std::string_view(file).substr(signature.size(), digest_size)) return std::nullopt;
    return bytes;
}

void FileStore::keep(const std::string& name, std::string_view bytes) const {
    if (directory_.empty()) return;
    std::error_code fault; // whoever keeps files here has them without the store, too
    std::filesystem::create_directories(directory_, fault);
    const std::filesystem::path written = directory_ / (name + unique_suffix());
    std::ofstream out(written, std::ios::binary);
    out << signature << digest(bytes) << bytes;
    out.close();
    if (out) std::filesystem::rename(written, directory_ / name, fault);
    if (!out || fault) std::filesystem::remove(written, fault);
}

} // namespace euthymia
