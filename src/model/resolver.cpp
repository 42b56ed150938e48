// SPDX-License-Identifier: Apache-2.0
#include "resolver.hpp"

#include "euthymia/base/error.hpp"

namespace euthymia {

Expression Resolver::operator()(const Expression& expression) {
    for (const std::string& symbol : symbols_of(expression)) resolve(symbol);
    return resolved_(expression);
}

void Resolver::resolve(const std::string& symbol) {
    if (done_.contains(symbol)) return;
    if (!open_.insert(symbol).second) refuse_circle();
    if (const auto definition = define_(symbol)) {
        const Expression value = (*this)(*definition);
        resolved_.set(symbol, value);
    }
    open_.erase(symbol);
    done_.insert(symbol);
}

void Resolver::refuse_circle() const {
    std::string names;
    for (const std::string& name : open_) names += (names.empty() ? "'" : ", '") + name + "'";
    throw InputError({"assignments depend on each other in a circle", names, "break the circle: make one a rate rule"});
}

} // namespace euthymia
