#!/usr/bin/env bash
# Builds the baseline's solver, SUNDIALS (CVODE, CVODES) with KLU, for this very processor: -O3 -march=native.
#
#   benchmark/native_sundials.sh [DIR]      DIR: build/native; nothing is written elsewhere
#
# The sources are Debian's source packages of SUNDIALS and SuiteSparse, the same releases as the packages that the engine
# links to. They come from the package sources this machine already has: DIR/apt is a private view of them with
# `deb-src` in place of `deb`; the machine's own configuration stays as it is.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
native=${1:-$root/build/native}
mkdir -p "$native"
native=$(cd "$native" && pwd)
flags="-O3 -march=native -fPIC"
stamp=$native/done

[ "$(cat "$stamp" 2>/dev/null)" = "$flags" ] && exit 0

fetch_sources() {
    local view=$native/apt
    mkdir -p "$view/lists/partial" "$view/parts" "$native/sources"
    local file
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -e "$file" ] && sed 's/^Types:.*/Types: deb-src/' "$file" >"$view/parts/$(basename "$file")"
    done
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -e "$file" ] && sed -n 's/^deb /deb-src /p' "$file" >"$view/parts/$(basename "$file" .list).list"
    done
    local options=(-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$view/parts"
                   -o Dir::State::lists="$view/lists" -o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache=
                   -o APT::Sandbox::User=)
    apt-get "${options[@]}" -qq update >&2
    (cd "$native/sources" && apt-get "${options[@]}" -qq --download-only source sundials suitesparse >&2)
    local package
    for package in sundials suitesparse; do
        rm -rf "$native/sources/$package"
        (cd "$native/sources" && dpkg-source --no-check -x "$package"_*.dsc "$package" >/dev/null)
    done
}

# KLU and what it stands on, with 32-bit indices: the faster of its two forms.
build_klu() {
    local tree=$native/sources/suitesparse objects=$native/klu
    rm -rf "$objects"
    mkdir -p "$objects" "$native/lib" "$native/include"
    local includes=() part source
    for part in SuiteSparse_config AMD/Include COLAMD/Include BTF/Include KLU/Include; do
        includes+=("-I$tree/$part")
        cp "$tree/$part"/*.h "$native/include/"
    done
    archive() { # name, flags, sources
        local name=$1 define=$2 list=()
        shift 2
        for source in "$@"; do
            # shellcheck disable=SC2086
            cc $flags $define -DNDEBUG "${includes[@]}" -c "$source" -o "$objects/$name-$(basename "$source" .c).o"
            list+=("$objects/$name-$(basename "$source" .c).o")
        done
        ar rcs "$native/lib/lib$name.a" "${list[@]}"
    }
    archive suitesparseconfig "" "$tree/SuiteSparse_config/SuiteSparse_config.c"
    archive amd "-DDINT" "$tree"/AMD/Source/amd_*.c
    archive colamd "" "$tree"/COLAMD/Source/colamd.c
    archive btf "" "$tree"/BTF/Source/btf_*.c
    archive klu "" "$tree"/KLU/Source/klu*.c
}

build_sundials() {
    cmake -S "$native/sources/sundials" -B "$native/sundials" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_C_FLAGS="$flags" -DCMAKE_C_FLAGS_RELEASE="-O3 -DNDEBUG" -DCMAKE_INSTALL_PREFIX="$native" \
        -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS=OFF -DBUILD_STATIC_LIBS=ON -DSUNDIALS_INDEX_SIZE=32 \
        -DENABLE_KLU=ON -DKLU_INCLUDE_DIR="$native/include" -DKLU_LIBRARY_DIR="$native/lib" \
        -DBUILD_ARKODE=OFF -DBUILD_IDA=OFF -DBUILD_IDAS=OFF -DBUILD_KINSOL=OFF -DBUILD_CVODE=ON -DBUILD_CVODES=ON \
        -DEXAMPLES_ENABLE_C=OFF -DEXAMPLES_ENABLE_CXX=OFF -DEXAMPLES_INSTALL=OFF \
        -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >"$native/sundials.log" 2>&1
    cmake --build "$native/sundials" --target install >>"$native/sundials.log" 2>&1
}

echo "building SUNDIALS and KLU for this processor (once, about two minutes)" >&2
fetch_sources
build_klu
build_sundials
echo "$flags" >"$stamp"
