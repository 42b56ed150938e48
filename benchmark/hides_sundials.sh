#!/bin/sh
# Passes if the shared library shows the class $2 and nothing else: no name of SUNDIALS, KLU or the standard library.
#
#   benchmark/hides_sundials.sh LIBRARY CLASS
set -eu
shown=$(nm -DC --defined-only "$1" | cut -d' ' -f3-)
[ -n "$shown" ] || { echo "$1 shows nothing at all" >&2; exit 1; }
case $shown in *"euthymia::benchmark::$2::advance("*) ;; *) echo "$1 does not show $2" >&2; exit 1 ;; esac
others=$(echo "$shown" | grep -v "^euthymia::benchmark::$2::") || exit 0
echo "$1 shows beside $2:" >&2
echo "$others" >&2
exit 1
