// SPDX-License-Identifier: Apache-2.0
// An SBML document as libSBML reads it, checked, and put together from its submodels.
#pragma once

#include <memory>
#include <string>

class SBMLDocument; // libSBML's own, in the global namespace

namespace euthymia::sbml {

struct DeleteDocument {
    void operator()(::SBMLDocument* document) const;
};

struct Document {
    std::unique_ptr<::SBMLDocument, DeleteDocument> source;
    bool stands_alone = true; ///< no submodel is in another file
};

/// @param text  The XML.
/// @param file  Its name, for messages; submodels in other files are looked for beside it.
/// @throws InputError        if it is not valid SBML (every error with its line), holds no model, or its submodels
///                           cannot be put together.
/// @throws UnsupportedError  if it depends on an SBML package other than comp (names it), or is to be solved for
///                           fluxes rather than simulated.
[[nodiscard]] Document open_document(const std::string& text, const std::string& file);

} // namespace euthymia::sbml
