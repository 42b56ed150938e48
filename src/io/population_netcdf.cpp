// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/population_netcdf.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>

#include "describe_netcdf.hpp"
#include "euthymia/io/number.hpp"
#include "write_netcdf_file.hpp"

namespace euthymia {

namespace {

constexpr std::size_t most_together = 64;                  ///< people
constexpr std::size_t block_values = std::size_t{1} << 17; ///< a block of people holds about so many: 1 MB
constexpr std::size_t chunk_values = std::size_t{1} << 19; ///< that the file holds in one piece at most: 4 MB
constexpr std::size_t labels_together = 4096;
constexpr std::uint64_t bytes_per_value = sizeof(double);
constexpr std::uint64_t bytes_per_label = 64, bytes_per_chunk = 128, bytes_besides = std::uint64_t{1} << 20;

enum Status : signed char { complete, failed, not_simulated };
constexpr const char* status_meanings = "complete failed not_simulated";

/// How the file is cut into pieces.
struct Cut {
    std::size_t n_together; ///< people in a block
    std::size_t n_time;     ///< times in a chunk
    std::uint64_t n_byte;   ///< that the file will hold, amply
};

std::uint64_t ceil_ratio(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
}

Cut cut(const PopulationShape& shape) {
    const std::size_t n_time = shape.time.size(), n_variable = std::max<std::size_t>(shape.variables.size(), 1);
    const std::size_t fitting = std::max<std::size_t>(block_values / (n_time * n_variable), 1);
    const std::size_t n_together = std::min({fitting, most_together, shape.n_person});
    const std::size_t n_time_together = std::min(n_time, std::max<std::size_t>(chunk_values / n_together, 1));
    const std::uint64_t n_chunk =
        ceil_ratio(shape.n_person, n_together) * ceil_ratio(n_time, n_time_together) * n_variable;
    const std::uint64_t n_byte = n_chunk * (n_together * n_time_together * bytes_per_value + bytes_per_chunk) +
                                 shape.n_person * bytes_per_label + n_time * bytes_per_value + bytes_besides;
    return {n_together, n_time_together, n_byte};
}

NetcdfLabel label_of(const Name& name) {
    return {.name = name.alias.empty() ? name.id : name.alias,
            .unit = name.unit == "dimensionless" ? "" : name.unit,
            .long_name = name.label.empty() ? name.id : name.label,
            .is_unit_known = !name.unit.empty()};
}

long long integer_of(const std::string& text) {
    return parse_integer(text).value_or(0);
}

/// People who stand together, until all of them are there.
struct Block {
    std::vector<double> values; ///< shape `n_variable x n_row x n_time`, time fastest
    std::size_t n_row = 0;
    std::size_t n_put = 0;
};

} // namespace

class PopulationNetcdf::Writer {
  public:
    Writer(const std::filesystem::path& path, PopulationShape shape)
        : shape_(std::move(shape))
        , cut_(cut(shape_))
        , file_(path, cut_.n_byte)
        , status_(shape_.n_person, not_simulated) {
        patient_ = file_.add_dimension("patient", shape_.n_person);
        const int time = file_.add_dimension("time", shape_.time.size());
        const bool is_time_unit_known = !shape_.time_unit.empty();
        file_.add_coordinate({"time", shape_.time_unit, "time", is_time_unit_known}, time, shape_.time);
        add_labels();
        for (const Name& name : shape_.variables) {
            variables_.push_back(file_.add_raw_data(label_of(name), {patient_, time}, {cut_.n_together, cut_.n_time}));
        }
    }

    void put(std::size_t person, const Trajectory& seen) {
        const std::size_t number = person / cut_.n_together;
        Block& block = find_block(number);
        fill(block, person % cut_.n_together, seen); // rows of their own: no lock
        status_[person] = seen.failure ? failed : complete;
        if (is_full(block)) write(number);
    }

    void close(const Provenance& provenance) {
        while (!blocks_.empty()) write(blocks_.begin()->first);
        file_.add_states({"status", "", "how far the patient was simulated", false}, patient_, status_,
                         status_meanings);
        describe_netcdf(file_, shape_.title, "euthymia " + provenance.version, provenance);
        file_.close();
    }

  private:
    void add_labels() {
        const NetcdfLabel label{"patient", "", "label of the person in the population", false};
        const int variable = shape_.has_integer_labels ? file_.add_number_coordinate(label, patient_)
                                                       : file_.add_text_coordinate(label, patient_);
        for (std::size_t first = 0; first < shape_.n_person; first += labels_together) {
            const auto labels = shape_.labels(first, std::min(labels_together, shape_.n_person - first));
            if (!shape_.has_integer_labels) {
                file_.put(variable, first, labels);
                continue;
            }
            std::vector<long long> numbers;
            std::transform(labels.begin(), labels.end(), std::back_inserter(numbers), integer_of);
            file_.put(variable, first, numbers);
        }
    }

    Block& find_block(std::size_t number) {
        const std::lock_guard lock(blocks_mutex_);
        Block& block = blocks_[number];
        if (block.n_row > 0) return block;
        block.n_row = std::min(cut_.n_together, shape_.n_person - number * cut_.n_together);
        block.values.resize(variables_.size() * block.n_row * shape_.time.size(),
                            std::numeric_limits<double>::quiet_NaN());
        return block;
    }

    void fill(Block& block, std::size_t row, const Trajectory& seen) const {
        const std::size_t n_time = shape_.time.size(), n_variable = variables_.size();
        for (std::size_t k = 0; k < n_variable; ++k) {
            double* course = &block.values[(k * block.n_row + row) * n_time];
            for (std::size_t i = 0; i < n_time; ++i) course[i] = seen.values[i * n_variable + k];
        }
    }

    [[nodiscard]] bool is_full(Block& block) {
        const std::lock_guard lock(blocks_mutex_);
        return ++block.n_put == block.n_row;
    }

    /// Writes a block that nobody fills any more. The library is not made for threads: one at a time.
    void write(std::size_t number) {
        const Block block = take(number);
        const std::size_t n_value = block.n_row * shape_.time.size();
        const std::lock_guard lock(file_mutex_);
        for (std::size_t k = 0; k < variables_.size(); ++k) {
            file_.put(variables_[k], {number * cut_.n_together, 0}, {block.n_row, shape_.time.size()},
                      std::span(block.values).subspan(k * n_value, n_value));
        }
    }

    [[nodiscard]] Block take(std::size_t number) {
        const std::lock_guard lock(blocks_mutex_);
        return std::move(blocks_.extract(number).mapped());
    }

    PopulationShape shape_;
    Cut cut_;
    NetcdfFile file_;
    int patient_ = -1;
    std::vector<int> variables_;
    std::vector<signed char> status_; ///< by person
    std::mutex blocks_mutex_, file_mutex_;
    std::map<std::size_t, Block> blocks_; ///< that are not full; a map never moves them
};

PopulationNetcdf::PopulationNetcdf(const std::filesystem::path& file, PopulationShape shape)
    : writer_(std::make_unique<Writer>(file, std::move(shape))) {}

PopulationNetcdf::~PopulationNetcdf() = default;

void PopulationNetcdf::put(std::size_t person, const Trajectory& seen) {
    writer_->put(person, seen);
}

void PopulationNetcdf::close(const Provenance& provenance) {
    writer_->close(provenance);
}

} // namespace euthymia
