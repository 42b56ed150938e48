// SPDX-License-Identifier: Apache-2.0
#include "euthymia/base/version.hpp"

namespace euthymia {

std::string version() {
    return EUTHYMIA_VERSION;
}

std::string source_directory() {
    return EUTHYMIA_SOURCE_DIR;
}

} // namespace euthymia
