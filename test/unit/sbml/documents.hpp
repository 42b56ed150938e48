// SPDX-License-Identifier: Apache-2.0
// Small SBML documents, for tests.
#pragma once

#include <string>

#include <fmt/format.h>

#include "euthymia/base/error.hpp"
#include "euthymia/expression/calculus.hpp"
#include "euthymia/sbml/read.hpp"

namespace euthymia {

inline std::string document(const std::string& body) {
    return fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model id="m">{}</model></sbml>)",
                       body);
}

inline std::string math(const std::string& content) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">" + content + "</math>";
}

/// A csymbol applied to arguments.
inline std::string csymbol(const std::string& name, const std::string& arguments) {
    return "<apply><csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/" + name + "\">" + name +
           "</csymbol>" + arguments + "</apply>";
}

/// The first issue of the error that reading `text` ends with.
template <typename Error>
Issue refusal(const std::string& text) {
    try {
        (void)read_sbml_text(text, "test.xml");
    } catch (const Error& error) {
        return error.issues().front();
    }
    return {"nothing was refused", {}, {}};
}

} // namespace euthymia
