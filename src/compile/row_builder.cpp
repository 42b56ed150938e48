// SPDX-License-Identifier: Apache-2.0
#include "row_builder.hpp"

namespace euthymia {

RowBuilder::Value RowBuilder::add(RowProgram::Source source) {
    program_.sources.push_back(source);
    return static_cast<Value>(program_.sources.size() - 1);
}

RowBuilder::Value RowBuilder::number(double value) {
    const auto [known, is_new] = numbers_.try_emplace(value, 0);
    if (is_new) known->second = add({.number = value, .row = {}});
    return known->second;
}

RowBuilder::Value RowBuilder::row(Row where) {
    return add({.number = {}, .row = where});
}

RowBuilder::Value RowBuilder::compute(Function function, Value a, Value b, Value c) {
    const Value target = add({});
    program_.tape.push_back({function, target, a, b, c});
    return target;
}

} // namespace euthymia
