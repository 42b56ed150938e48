// SPDX-License-Identifier: Apache-2.0
// Models that are played until code is made for them.
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <thread>

#include <gtest/gtest.h>

#include "company.hpp"
#include "euthymia/compile/jit.hpp"
#include "euthymia/sbml/read.hpp"
#include "unit/io/workspace.hpp"

namespace euthymia {
namespace {

constexpr int endless = 1'000'000;

using Bits = std::vector<std::uint64_t>;

void append(Bits& bits, const std::vector<double>& values) {
    for (const double value : values) bits.push_back(std::isnan(value) ? 1 : std::bit_cast<std::uint64_t>(value));
}

/// What everybody in a vector gets, from all functions.
Bits bits_of(const std::vector<Answer>& answers) {
    Bits bits;
    for (const Answer& answer : answers) {
        for (const auto& values : {answer.rates, answer.dydt, answer.dfdt, answer.roots, answer.solution}) {
            append(bits, values);
        }
        append(bits, {answer.growth});
    }
    return bits;
}

/// What one person alone gets, from all functions.
Bits bits_of(const Evaluation& evaluation) {
    Bits bits;
    for (const auto& values : {evaluation.initial, evaluation.rates, evaluation.jacobian, evaluation.observables}) {
        append(bits, values);
    }
    return bits;
}

std::vector<Moment> draw_people(const CompiledModel& model) {
    std::mt19937 random(5);
    std::vector<Moment> people;
    while (people.size() < 8) people.push_back(near_the_start(model, random));
    return people;
}

Company company_of(const CompiledModel& model, const std::vector<Moment>& people) {
    Company company(model.lane_evaluator(), model.layout().roots.size());
    for (int lane = 0; lane < company.n_lane(); ++lane) company.place(lane, people[static_cast<std::size_t>(lane)]);
    return company;
}

class AnyPlayedModel : public testing::TestWithParam<const char*> {
  protected:
    AnyPlayedModel() {
        for (const auto& [name, expression] : equations_.quantities) {
            if (options_.observables.size() < 50) options_.observables.push_back(name);
        }
        options_.roots = options_.observables;
    }

    [[nodiscard]] std::shared_ptr<const CompiledModel> compiled(int n_lane, int patience) const {
        return jit_compile(equations_, options_, {.n_lane = n_lane, .patience = patience});
    }

  private:
    Equations equations_ = derive_equations(read_sbml(std::filesystem::path(EUTHYMIA_ROOT) / GetParam()));
    CompileOptions options_;
};

TEST_P(AnyPlayedModel, GivesLanesTheBitsOfCodeInVectorsOfAnyWidth) {
    for (int n_lane = 2; n_lane <= vector_unit().n_lane; n_lane *= 2) {
        const auto code = compiled(n_lane, 0), played = compiled(n_lane, endless);
        const std::vector<Moment> people = draw_people(*code);
        for (const double shift : {0.1, 10.0}) {
            EXPECT_EQ(bits_of(company_of(*played, people).answers(shift)),
                      bits_of(company_of(*code, people).answers(shift)))
                << n_lane;
        }
    }
}

TEST_P(AnyPlayedModel, GivesOnePersonTheBitsOfCode) {
    const auto code = compiled(2, 0), played = compiled(2, endless);
    for (const Moment& someone : draw_people(*code)) {
        EXPECT_EQ(bits_of(evaluate(*played, someone)), bits_of(evaluate(*code, someone)));
    }
}

INSTANTIATE_TEST_SUITE_P(Jit, AnyPlayedModel,
                         testing::Values("biology/depression.xml", "test/models/best2009.xml", "test/models/cbm4.xml",
                                         "test/models/glucose.xml"));

constexpr std::array lane_parts{"lane_setup", "lane_rates", "lane_linear", "lane_roots", "factor", "solve"};

class Patience : public testing::Test {
  protected:
    [[nodiscard]] std::shared_ptr<const CompiledModel> workshop_with(int patience) const {
        return jit_compile(workshop(), all_quantities(), {.patience = patience, .cache = directory_});
    }

    [[nodiscard]] std::filesystem::path file_of(const std::string& part) const {
        if (!std::filesystem::exists(directory_)) return {};
        for (const auto& entry : std::filesystem::directory_iterator(directory_)) {
            if (entry.path().stem().string().ends_with("-" + part)) return entry.path();
        }
        return {};
    }
    [[nodiscard]] bool is_kept(const std::string& part) const { return !file_of(part).empty(); }

    test::Workspace workspace_;
    std::filesystem::path directory_ = workspace_.directory() / "cache";
};

TEST_F(Patience, IsLostByStepsOfLanes) {
    constexpr int n_step = 4; // each call of all functions looks twice: it linearises, and asks for roots
    const auto model = workshop_with(n_step);
    Company company = company_of(*model, draw_people(*model));
    const Bits first = bits_of(company.answers(1.0));
    EXPECT_EQ(bits_of(company.answers(1.0)), first);
    EXPECT_FALSE(is_kept("lane_linear"));
    EXPECT_EQ(bits_of(company.answers(1.0)), first);
    for (const char* part : lane_parts) EXPECT_TRUE(is_kept(part)) << part;
}

TEST_F(Patience, IsLostByOnePersonsFunctionsEachForItself) {
    const auto model = workshop_with(3);
    const auto evaluator = model->evaluator();
    std::vector<double> first(3), later(3);
    const std::vector<double> y{1.0, 1.5, 0.5, 1.0};
    evaluator->observe(0.5, y, first);
    for (int k = 0; k < 2; ++k) evaluator->observe(0.5, y, later);
    EXPECT_FALSE(is_kept("observables"));
    evaluator->observe(0.5, y, later);
    EXPECT_TRUE(is_kept("observables"));
    EXPECT_FALSE(is_kept("rates"));
    EXPECT_FALSE(is_kept("lane_rates"));
    EXPECT_EQ(later, first);
}

TEST_F(Patience, IsNotAskedForWhereCodeIsKept) {
    const auto fresh = workshop_with(0);
    const std::vector<Moment> people = draw_people(*fresh);
    const Bits truth = bits_of(company_of(*fresh, people).answers(1.0));
    const auto yesterday = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
    for (const char* part : lane_parts) std::filesystem::last_write_time(file_of(part), yesterday);
    EXPECT_EQ(bits_of(company_of(*workshop_with(endless), people).answers(1.0)), truth);
    for (const char* part : lane_parts) {
        EXPECT_GT(std::filesystem::last_write_time(file_of(part)), yesterday) << part; // a use sets it anew
    }
}

TEST_F(Patience, IsThatOfAllThreadsTogether) {
    const auto model = workshop_with(20);
    const std::vector<Moment> people = draw_people(*model);
    const Bits lanes = bits_of(company_of(*model, people).answers(1.0)), one = bits_of(evaluate(*model, people[0]));
    std::vector<std::jthread> threads;
    for (int k = 0; k < 4; ++k) {
        threads.emplace_back([&] {
            Company company = company_of(*model, people);
            for (int step = 0; step < 10; ++step) {
                EXPECT_EQ(bits_of(company.answers(1.0)), lanes);
                EXPECT_EQ(bits_of(evaluate(*model, people[0])), one);
            }
        });
    }
    threads.clear();
    EXPECT_TRUE(is_kept("lane_linear"));
    EXPECT_TRUE(is_kept("rates"));
}

} // namespace
} // namespace euthymia
