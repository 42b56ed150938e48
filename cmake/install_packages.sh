#!/usr/bin/env bash
# Installs the Debian packages that are missing: those to build and run, and with `tests` those to test.
set -euo pipefail

packages=(g++ cmake ninja-build ccache pkg-config libsbml5-dev libsundials-dev libsuitesparse-dev llvm-19-dev libsleef-dev libtbb-dev
          libnetcdf-dev libyaml-cpp-dev nlohmann-json3-dev libcli11-dev libfmt-dev librandom123-dev libboost-dev libeigen3-dev
          libpagmo-dev)
if [ "${1:-}" = tests ]; then
    packages+=(libgtest-dev python3-venv libpython3.11) # the last for libRoadRunner
fi

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing ${missing[*]}" >&2
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "please install as root: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update -q >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
