// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/read_carriers.hpp"

#include <algorithm>

#include "euthymia/io/table.hpp"

namespace euthymia {

std::vector<Carrier> read_carriers(const std::filesystem::path& file) {
    const Table table = read_table(file, {"carrier", "quantity", "note"});
    table.refuse_repeated("quantity");
    std::vector<Carrier> carriers;
    table.for_each([&](const TableRow& row) {
        const std::string name = row.word("carrier");
        auto carrier = std::ranges::find(carriers, name, &Carrier::name);
        if (carrier == carriers.end()) carrier = carriers.insert(carriers.end(), {.name = name, .quantities = {}});
        carrier->quantities.push_back(row.word("quantity"));
    });
    return carriers;
}

} // namespace euthymia
