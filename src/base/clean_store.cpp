// SPDX-License-Identifier: Apache-2.0
#include "clean_store.hpp"

#include <algorithm>
#include <vector>

namespace euthymia {

namespace {

namespace fs = std::filesystem;

struct KeptFile {
    fs::path path;
    fs::file_time_type used;
    std::uintmax_t n_byte;
};

/// The store's files, those used last first.
std::vector<KeptFile> kept_files(const fs::path& directory) {
    std::vector<KeptFile> files;
    std::error_code end; // a directory that cannot be read, or not to its end, holds what could be read
    for (fs::directory_iterator entry(directory, end); !end && entry != fs::directory_iterator();
         entry.increment(end)) {
        if (entry->path().extension() != store_extension) continue;
        std::error_code gone;
        const KeptFile file{entry->path(), entry->last_write_time(gone), gone ? 0 : entry->file_size(gone)};
        if (!gone) files.push_back(file);
    }
    std::ranges::sort(files, std::ranges::greater(), &KeptFile::used);
    return files;
}

} // namespace

void clean_store(const fs::path& directory, const StoreLimits& limits, fs::file_time_type now) {
    std::uintmax_t n_byte = 0;
    std::size_t n_file = 0;
    for (const KeptFile& file : kept_files(directory)) {
        n_byte += file.n_byte;
        ++n_file;
        if (n_byte <= limits.n_byte && n_file <= limits.n_file && now - file.used <= limits.unused) continue;
        std::error_code gone;
        fs::remove(file.path, gone);
    }
}

} // namespace euthymia
