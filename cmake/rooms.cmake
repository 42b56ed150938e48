# The rooms of the house and the law of includes.
#
# A row is `room: rooms it stands on`. A room may include its own headers and those of every room it stands on,
# directly or through another. This table builds one library a room, and test/architecture holds every #include to it.
set(EUTHYMIA_ROOMS
    "base:"
    "expression: base"
    "model: expression"
    "sbml: model"
    "compile: model"
    "solver: base"
    "patient: base"
    "protocol: base"
    "simulation: compile solver patient protocol"
    "outcome: simulation"
    "trial: outcome"
    "sensitivity: trial"
    "calibration: trial"
    "evidence: trial calibration"
    "io: evidence sensitivity sbml"
    "app: io")

# Heavy third-party headers and the one room that may include each: `header prefix: room`.
set(EUTHYMIA_HEAVY_HEADERS
    "sbml/: sbml"
    "llvm/: compile"
    "sleef: compile"
    "cvode/: solver"
    "sundials/: solver"
    "sunlinsol/: solver"
    "sunmatrix/: solver"
    "nvector/: solver"
    "tbb/: simulation"
    "pagmo/: calibration"
    "yaml-cpp/: io"
    "nlohmann/: io app"
    "netcdf: io"
    "CLI/: app")

# Declares the library `euthymia_<room>` from src/<room>/*.cpp, linked to the rooms below it and to `packages`.
function(euthymia_add_room row)
    cmake_parse_arguments(PARSE_ARGV 1 ROOM "" "" "PACKAGES")
    string(REPLACE ":" ";" row "${row}")
    list(GET row 0 room)
    list(GET row 1 below)
    string(STRIP "${below}" below)
    separate_arguments(below)
    file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${room}/*.cpp)
    add_library(euthymia_${room} STATIC ${sources})
    target_include_directories(euthymia_${room} PUBLIC ${PROJECT_SOURCE_DIR}/include)
    target_compile_features(euthymia_${room} PUBLIC cxx_std_20)
    target_link_libraries(euthymia_${room} PRIVATE euthymia_warnings ${ROOM_PACKAGES})
    foreach(lower IN LISTS below)
        target_link_libraries(euthymia_${room} PUBLIC euthymia_${lower})
    endforeach()
endfunction()
