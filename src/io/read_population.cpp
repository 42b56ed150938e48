// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_population.hpp"

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "euthymia/io/number.hpp"
#include "population_rows.hpp"

namespace euthymia {

namespace {

constexpr std::size_t n_together = 64; ///< rows that are read at once
constexpr std::size_t n_kept = 4;      ///< blocks of rows that are kept: threads ask for people who stand together

struct Place {
    std::streamoff offset;
    std::size_t line;
};

/// Some rows, read.
struct Block {
    std::size_t number = 0;
    std::vector<double> values; ///< shape `n_row x n_id`
    std::vector<std::string> labels;
};

[[noreturn]] void refuse_file(const std::string& file) {
    throw InputError({"the population cannot be read", file, "check that the file is there"});
}

/// The name of a file that can be read twice.
std::string readable(const std::filesystem::path& file) {
    std::error_code failed;
    const auto kind = std::filesystem::status(file, failed).type();
    if (failed || kind == std::filesystem::file_type::directory) refuse_file(file.string());
    if (kind == std::filesystem::file_type::regular) return file.string();
    throw InputError({"the population must be a file, as it is read twice", file.string(), "write it to a file first"});
}

/// Finds labels that are there twice; of a label only a hash is kept, unless it may be one of them.
class LabelCheck {
  public:
    void add(const std::string& label) {
        hashes_.push_back(std::hash<std::string>{}(label));
        are_integers_ = are_integers_ && parse_integer(label).has_value();
    }

    [[nodiscard]] bool are_integers() const { return are_integers_; }

    /// The hashes that came more than once.
    [[nodiscard]] std::unordered_set<std::size_t> repeated() {
        std::sort(hashes_.begin(), hashes_.end());
        std::unordered_set<std::size_t> repeated;
        for (std::size_t k = 1; k < hashes_.size(); ++k) {
            if (hashes_[k] == hashes_[k - 1]) repeated.insert(hashes_[k]);
        }
        return repeated;
    }

  private:
    std::vector<std::size_t> hashes_;
    bool are_integers_ = true;
};

} // namespace

class PopulationFile::Reader {
  public:
    Reader(const std::filesystem::path& file, const std::vector<std::string>& known)
        : file_(readable(file))
        , lines_(file_) {
        if (!lines_.is_open()) refuse_file(file_);
        check(known);
    }

    [[nodiscard]] std::size_t size() const { return n_row_; }
    [[nodiscard]] const PopulationHeader& header() const { return header_; }
    [[nodiscard]] bool has_integer_labels() const { return has_integer_labels_; }

    /// Calls `take` with the block that row `row` stands in and its place there.
    template <typename Take>
    void visit(std::size_t row, const Take& take) {
        const std::lock_guard lock(mutex_);
        take(block(row / n_together), row % n_together);
    }

  private:
    void check(const std::vector<std::string>& known) {
        FaultList faults(file_);
        if (!lines_.next()) throw InputError({"the population is empty", file_, "give it a header of ids"});
        header_ = parse_header(lines_.text(), lines_.line(), known, faults);
        LabelCheck labels;
        check_rows(labels, faults);
        if (n_row_ == 0 && faults.is_empty()) {
            throw InputError({"the population has nobody in it", file_, "write one row a person below the header"});
        }
        if (const auto repeated = labels.repeated(); !repeated.empty()) name_repeated(repeated, faults);
        faults.raise();
        has_integer_labels_ = labels.are_integers(); // so are the numbers of people without labels
    }

    void check_rows(LabelCheck& labels, FaultList& faults) {
        RowParser parser(header_);
        std::vector<double> values;
        std::string label;
        for (std::size_t above = lines_.line(); lines_.next(); above = lines_.line(), ++n_row_) {
            refuse_blank_rows(above, faults);
            if (n_row_ % n_together == 0) places_.push_back({lines_.offset(), lines_.line()});
            values.clear();
            label.clear();
            parser.parse(lines_.text(), lines_.line(), values, label, faults);
            if (!label.empty()) labels.add(label);
        }
    }

    /// In a file of one column a blank line between line `above` and this row is somebody whose only cell is empty.
    void refuse_blank_rows(std::size_t above, FaultList& faults) const {
        if (header_.columns.size() > 1) return;
        for (std::size_t line = above + 1; line < lines_.line(); ++line) {
            faults.add_empty_cell(line, header_.columns.front());
        }
    }

    /// Reads the labels once more, to say which and where.
    void name_repeated(const std::unordered_set<std::size_t>& hashes, FaultList& faults) {
        std::unordered_map<std::string, std::size_t> first;
        CsvCells cells;
        lines_.seek(places_.front().offset, places_.front().line);
        while (lines_.next()) {
            const auto& row = cells.split(lines_.text());
            if (row.size() != header_.columns.size()) continue;
            const std::string label(row[*header_.label]);
            if (label.empty() || !hashes.contains(std::hash<std::string>{}(label))) continue;
            const auto [place, is_new] = first.emplace(label, lines_.line());
            if (is_new) continue;
            faults.add(lines_.line(), fmt::format("patient '{}' is there twice", label),
                       fmt::format("give every patient another label; the first is in line {}", place->second));
        }
    }

    const Block& block(std::size_t number) {
        const auto known =
            std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& b) { return b.number == number; });
        if (known != blocks_.end()) return *known;
        if (blocks_.size() == n_kept) blocks_.pop_front();
        return blocks_.emplace_back(read(number));
    }

    Block read(std::size_t number) {
        Block block{.number = number, .values = {}, .labels = {}};
        RowParser parser(header_);
        FaultList faults(file_);
        lines_.seek(places_[number].offset, places_[number].line);
        const std::size_t n = std::min(n_together, n_row_ - number * n_together);
        for (std::size_t k = 0; k < n; ++k) {
            if (!lines_.next()) refuse_change();
            parser.parse(lines_.text(), lines_.line(), block.values, block.labels.emplace_back(), faults);
        }
        if (!faults.is_empty()) refuse_change();
        return block;
    }

    [[noreturn]] void refuse_change() const {
        throw InputError(
            {"the population changed while it was simulated", file_, "leave the file alone until the end"});
    }

    std::string file_;
    LineReader lines_;
    PopulationHeader header_;
    std::size_t n_row_ = 0;
    bool has_integer_labels_ = false;
    std::vector<Place> places_; ///< where every `n_together`th row begins
    std::mutex mutex_;
    std::deque<Block> blocks_; ///< the latest
};

PopulationFile::PopulationFile(const std::filesystem::path& file, const std::vector<std::string>& known)
    : reader_(std::make_unique<Reader>(file, known)) {}

PopulationFile::~PopulationFile() = default;

std::size_t PopulationFile::size() const {
    return reader_->size();
}

const std::vector<std::string>& PopulationFile::ids() const {
    return reader_->header().ids;
}

std::vector<double> PopulationFile::values(std::size_t person) const {
    std::vector<double> values;
    reader_->visit(person, [&](const Block& block, std::size_t row) {
        const auto n_id = static_cast<std::ptrdiff_t>(ids().size());
        const auto begin = block.values.begin() + static_cast<std::ptrdiff_t>(row) * n_id;
        values.assign(begin, begin + n_id);
    });
    return values;
}

bool PopulationFile::has_integer_labels() const {
    return reader_->has_integer_labels();
}

std::vector<std::string> PopulationFile::labels(std::size_t first, std::size_t n) const {
    std::vector<std::string> labels;
    for (std::size_t row = first; row < first + n; ++row) {
        if (!reader_->header().label) {
            labels.push_back(fmt::format("{}", row + 1));
            continue;
        }
        reader_->visit(row, [&](const Block& block, std::size_t place) { labels.push_back(block.labels[place]); });
    }
    return labels;
}

} // namespace euthymia
