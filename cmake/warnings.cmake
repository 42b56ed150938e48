# Warnings, sanitizers and coverage for our own code; third-party headers are system headers and stay silent.
add_library(euthymia_warnings INTERFACE)
target_compile_options(euthymia_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                                   -Werror)
# Designated initialisers leave the other fields at their defaults on purpose.
target_compile_options(euthymia_warnings INTERFACE -Wno-missing-field-initializers)
# GCC 12 warns of an impossible overlap inside std::string (its bug 105651).
target_compile_options(euthymia_warnings INTERFACE -Wno-restrict)
if(EUTHYMIA_SANITIZE)
    add_compile_options(-fsanitize=${EUTHYMIA_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${EUTHYMIA_SANITIZE})
    # GCC's sanitizer instrumentation makes this one warn about code that is sound.
    target_compile_options(euthymia_warnings INTERFACE -Wno-maybe-uninitialized)
endif()
if(EUTHYMIA_COVERAGE)
    add_compile_options(--coverage -fprofile-update=atomic) # threads count too
    add_link_options(--coverage)
endif()
