// SPDX-License-Identifier: Apache-2.0
#include "row_builder.hpp"

namespace euthymia {

Register RowBuilder::add(RowProgram::Source source) {
    program_.sources.push_back(source);
    return static_cast<Register>(program_.sources.size() - 1);
}

Register RowBuilder::number(double value) {
    const auto [known, is_new] = numbers_.try_emplace(value, 0);
    if (is_new) known->second = add({.number = value, .row = {}});
    return known->second;
}

Register RowBuilder::row(Row where) {
    return add({.number = {}, .row = where});
}

Register RowBuilder::compute(Function function, Register a, Register b, Register c) {
    const Register target = add({});
    program_.tape.push_back({function, target, {a, b, c}});
    return target;
}

} // namespace euthymia
