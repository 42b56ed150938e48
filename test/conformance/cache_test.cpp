// SPDX-License-Identifier: Apache-2.0
// Models of the suite that are kept from run to run are those that reading gives, and so are its refusals.
#include <gtest/gtest.h>

#include "euthymia/sbml/read.hpp"
#include "sbml/model_bytes.hpp"
#include "suite.hpp"
#include "unit/io/workspace.hpp"
#include "unit/sbml/sameness.hpp"

namespace euthymia::conformance {
namespace {

/// All that is to be known of a model, or why there is none.
std::string all_of(const std::filesystem::path& file, const std::filesystem::path& cache) try {
    const Model model = read_sbml(file, cache);
    return sbml::to_bytes(model) + meaning_of(model);
} catch (const Error& error) {
    return error.what();
}

TEST(SbmlTestSuite, GivesTheSameModelsFromTheCache) {
    const auto suite = find_suite();
    if (!suite) GTEST_SKIP() << "the suite is not here: set EUTHYMIA_SBML_TEST_SUITE to its folder";
    const test::Workspace workspace;
    for (const Case& test_case : read_cases(*suite)) {
        const std::string fresh = all_of(test_case.model, {});
        for (int run = 0; run < 2; ++run) {
            EXPECT_TRUE(all_of(test_case.model, workspace.directory()) == fresh) << test_case.model;
        }
    }
}

} // namespace
} // namespace euthymia::conformance
