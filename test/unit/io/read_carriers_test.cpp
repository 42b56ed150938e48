// SPDX-License-Identifier: Apache-2.0
// The table of carriers against the model it speaks of.
#include "euthymia/io/read_carriers.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "euthymia/base/version.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/io/read_biology.hpp"
#include "workspace.hpp"

namespace euthymia {
namespace {

const std::filesystem::path directory = std::filesystem::path(source_directory()) / "biology";

std::map<std::string, std::string> carrier_by_quantity() {
    std::map<std::string, std::string> carriers;
    for (const Carrier& carrier : read_carriers(directory / "tables/carriers.tsv")) {
        for (const std::string& quantity : carrier.quantities) carriers[quantity] = carrier.name;
    }
    return carriers;
}

TEST(Carriers, AreGatheredByNameInOrder) {
    const test::Workspace space;
    const auto file = space.write("c.tsv", "carrier\tquantity\tnote\nb\tx\t\na\ty\t\nb\tz\t\n");
    const auto carriers = read_carriers(file);
    ASSERT_EQ(carriers.size(), 2u);
    EXPECT_EQ(carriers[0].name, "b");
    EXPECT_EQ(carriers[0].quantities, (std::vector<std::string>{"x", "z"}));
}

TEST(Carriers, HoldEveryArrowFromASystemToTheSymptoms) {
    const auto carriers = carrier_by_quantity();
    const Biology biology = read_biology(directory);
    const std::string head = "switch_", tail = "_to_symptoms";
    const std::set<std::string> no_systems{"stress", "behaviour"};
    int n_arrow = 0;
    for (const AssignmentRule& rule : biology.model->assignment_rules) {
        for (const std::string& symbol : symbols_of(rule.math)) {
            if (!symbol.starts_with(head) || !symbol.ends_with(tail)) continue;
            const std::string sender = symbol.substr(head.size(), symbol.size() - head.size() - tail.size());
            if (no_systems.contains(sender)) continue;
            ++n_arrow;
            ASSERT_TRUE(carriers.contains(rule.variable)) << rule.variable << " is in no row of carriers.tsv";
            const std::string& carrier = carriers.at(rule.variable);
            EXPECT_TRUE(carrier == sender || carrier == "phenomenological") << rule.variable;
        }
    }
    EXPECT_GT(n_arrow, 5);
}

TEST(Carriers, HaveTheFiveSystemsAndTheDirectTerms) {
    std::vector<std::string> names;
    for (const Carrier& carrier : read_carriers(directory / "tables/carriers.tsv")) names.push_back(carrier.name);
    EXPECT_EQ(names, (std::vector<std::string>{"neurotransmitter", "neurotrophic", "neuroendocrine", "neuroimmune",
                                               "structure", "phenomenological"}));
}

} // namespace
} // namespace euthymia
