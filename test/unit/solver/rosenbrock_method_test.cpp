// SPDX-License-Identifier: Apache-2.0
// The coefficients against the theory: order conditions by rooted trees, and stability.
#include "euthymia/solver/rosenbrock_method.hpp"

#include <cmath>
#include <complex>
#include <ostream>

#include <gtest/gtest.h>

namespace euthymia {

void PrintTo(const RosenbrockMethod& method, std::ostream* stream) {
    *stream << method.name;
}

namespace {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

Vector product(const Matrix& matrix, const Vector& x) {
    Vector result(x.size(), 0.0);
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = 0; j < x.size(); ++j) result[i] += matrix[i][j] * x[j];
    }
    return result;
}

/// row * matrix
Vector product(const Vector& row, const Matrix& matrix) {
    Vector result(row.size(), 0.0);
    for (std::size_t i = 0; i < row.size(); ++i) {
        for (std::size_t j = 0; j < row.size(); ++j) result[j] += row[i] * matrix[i][j];
    }
    return result;
}

/// A method in the form of the theory: k_i = h f(y + sum alpha_ij k_j) + h J sum gamma_ij k_j.
struct Tableau {
    explicit Tableau(const RosenbrockMethod& method)
        : n(method.n_stage())
        , gamma(n, Vector(n, 0.0))
        , alpha(gamma)
        , beta(gamma) {
        // U = Gamma k, so c_ij holds the entries of -Gamma^-1 below its diagonal 1 / gamma
        for (int column = 0; column < n; ++column) {
            for (int i = column; i < n; ++i) {
                double sum = i == column ? 1.0 : 0.0;
                for (int k = column; k < i; ++k) sum += method.c[i][k] * gamma[k][column];
                gamma[i][column] = sum * method.gamma;
            }
        }
        for (int i = 0; i < n; ++i) {
            Vector row = method.a[i];
            row.resize(n, 0.0);
            alpha[i] = product(row, gamma);
            for (int j = 0; j < n; ++j) beta[i][j] = alpha[i][j] + gamma[i][j];
        }
        of_u = method.a.back();
        of_u.push_back(1.0);
    }

    /// Weights of the k_i in a state that is y + sum of_u_i U_i.
    [[nodiscard]] Vector weights(const Vector& u) const { return product(u, gamma); }

    int n;
    Matrix gamma, alpha, beta;
    Vector of_u; ///< weights of the new state
};

struct Tree {
    std::vector<Tree> sons;
};

int size(const Tree& tree) {
    int sum = 1;
    for (const Tree& son : tree.sons) sum += size(son);
    return sum;
}

double density(const Tree& tree) {
    double result = size(tree);
    for (const Tree& son : tree.sons) result *= density(son);
    return result;
}

/// The stage values of an elementary differential: beta along a single branch, alpha where the tree forks.
Vector stages(const Tableau& tableau, const Tree& tree) {
    if (tree.sons.size() == 1) return product(tableau.beta, stages(tableau, tree.sons[0]));
    Vector result(tableau.n, 1.0);
    for (const Tree& son : tree.sons) {
        const Vector factor = product(tableau.alpha, stages(tableau, son));
        for (int i = 0; i < tableau.n; ++i) result[i] *= factor[i];
    }
    return result;
}

/// All 17 trees up to order 5.
std::vector<Tree> trees() {
    const Tree leaf{};
    const Tree stem{{leaf}};
    const Tree fork{{leaf, leaf}};
    const Tree long_stem{{stem}};
    const Tree trident{{leaf, leaf, leaf}};
    const Tree uneven{{leaf, stem}};
    return {leaf,
            stem,
            fork,
            long_stem,
            trident,
            uneven,
            {{fork}},
            {{long_stem}},
            {{leaf, leaf, leaf, leaf}},
            {{stem, stem}},
            {{leaf, leaf, stem}},
            {{leaf, fork}},
            {{leaf, long_stem}},
            {{trident}},
            {{uneven}},
            {{Tree{{fork}}}},
            {{Tree{{long_stem}}}}};
}

double residual(const Tableau& tableau, const Vector& weights, const Tree& tree, double x) {
    const Vector values = stages(tableau, tree);
    double sum = 0.0;
    for (int i = 0; i < tableau.n; ++i) sum += weights[i] * values[i];
    return sum - std::pow(x, size(tree)) / density(tree);
}

/// The highest order up to which every tree's condition holds at the fraction x of a step; at most 5.
int order(const Tableau& tableau, const Vector& of_u, double x) {
    int result = 5;
    for (const Tree& tree : trees()) {
        if (std::abs(residual(tableau, tableau.weights(of_u), tree, x)) > 2e-13)
            result = std::min(result, size(tree) - 1);
    }
    return result;
}

/// Weights of U in the state at the fraction x.
Vector within(const RosenbrockMethod& method, double x) {
    Vector of_u = Tableau(method).of_u;
    for (int j = 0; j < method.n_stage(); ++j) {
        double k = 0.0;
        for (auto row = method.dense.rbegin(); row != method.dense.rend(); ++row) k = (*row)[j] + x * k;
        of_u[j] = x * (of_u[j] + (1.0 - x) * k);
    }
    return of_u;
}

/// R(z) of y' = lambda y, z = h lambda: 1 + z b (1 - z beta)^-1 1.
std::complex<double> stability(const Tableau& tableau, std::complex<double> z) {
    const Vector b = tableau.weights(tableau.of_u);
    std::vector<std::complex<double>> g(tableau.n);
    std::complex<double> result = 1.0;
    for (int i = 0; i < tableau.n; ++i) {
        std::complex<double> sum = 1.0;
        for (int j = 0; j < i; ++j) sum += z * tableau.beta[i][j] * g[j];
        g[i] = sum / (1.0 - z * tableau.beta[i][i]);
        result += z * b[i] * g[i];
    }
    return result;
}

class Method : public testing::TestWithParam<RosenbrockMethod> {};

TEST_P(Method, HasTheOrderOfItsName) {
    const Tableau tableau(GetParam());
    EXPECT_EQ(order(tableau, tableau.of_u, 1.0), GetParam().order);
}

TEST_P(Method, ComparesItselfWithAMethodOneOrderLower) {
    const Tableau tableau(GetParam());
    Vector of_u = tableau.of_u;
    of_u.back() = 0.0;
    EXPECT_EQ(order(tableau, of_u, 1.0), GetParam().error_order);
    EXPECT_EQ(GetParam().error_order, GetParam().order - 1);
}

TEST_P(Method, HasDenseOutputOfItsOrderEverywhere) {
    const Tableau tableau(GetParam());
    for (const double x : {0.1, 0.25, 0.5, 0.75, 0.9}) {
        EXPECT_EQ(order(tableau, within(GetParam(), x), x), GetParam().dense_order) << x;
    }
}

TEST_P(Method, StatesTheSumsOfItsRows) {
    const Tableau tableau(GetParam());
    for (int i = 0; i < tableau.n; ++i) {
        double alpha = 0.0;
        double gamma = 0.0;
        for (int j = 0; j < tableau.n; ++j) alpha += tableau.alpha[i][j], gamma += tableau.gamma[i][j];
        EXPECT_NEAR(alpha, GetParam().alpha[i], 1e-13);
        EXPECT_NEAR(gamma, GetParam().gamma_sum[i], 1e-13);
    }
}

TEST_P(Method, IsStiffStable) {
    // L-stable: bounded by 1 on the imaginary axis, so (no poles) on the left half plane; 0 at infinity
    const Tableau tableau(GetParam());
    for (double w = 1e-2; w < 1e6; w *= 1.1) EXPECT_LE(std::abs(stability(tableau, {0.0, w})), 1.0 + 1e-9) << w;
    EXPECT_LT(std::abs(stability(tableau, -1e9)), 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Rosenbrock, Method, testing::Values(rodas4(), rodas5p()),
                         [](const auto& row) { return row.param.name; });

} // namespace
} // namespace euthymia
