#!/usr/bin/env bash
# How long from a model file to the first step, cold and from the cache?
#
#   benchmark/start.sh [MODEL [OPTION...]]       MODEL: biology/depression.xml --variables symptoms__hamd17
#
# The whole process of `euthymia sbml MODEL --end 0.001 --steps 1 OPTION...`, with files that the system has read before: cold
# with an empty cache, cached with what one run before it kept; both take turns. Prints medians with ranges, in seconds: of the
# time on the clock, and of the processor's time, which is what a busy machine leaves comparable. EUTHYMIA names the program
# (build/benchmark/app/cli/euthymia), REPEAT how often each is run (20).
set -euo pipefail
export LC_ALL=C TIMEFORMAT='%R %U %S'
root=$(cd "$(dirname "$0")/.." && pwd)
program=${EUTHYMIA:-$root/build/benchmark/app/cli/euthymia}
repeat=${REPEAT:-20}
[ $# -gt 0 ] || set -- "$root/biology/depression.xml" --variables symptoms__hamd17
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

simulate() { # directory of caches
    XDG_CACHE_HOME=$1 "$program" sbml "${arguments[@]}" >"$scratch/out"
}

clock() { # name, directory of caches
    { time simulate "$2"; } 2>>"$scratch/$1.times"
}

spread() { # median and range of the numbers that come in
    sort -g | awk '{ x[NR] = $1 }
        END { printf "%.3f (%.3f to %.3f)", (x[int((NR + 1) / 2)] + x[int(NR / 2) + 1]) / 2, x[1], x[NR] }'
}

arguments=("$1" --end 0.001 --steps 1 "${@:2}")
simulate "$scratch/kept"
for ((k = 0; k < repeat; ++k)); do
    clock cold "$scratch/empty"
    rm -rf "$scratch/empty"
    clock cached "$scratch/kept"
done
for name in cold cached; do
    printf '%-7s clock %s   processor %s\n' "$name" "$(awk '{ print $1 }' "$scratch/$name.times" | spread)" \
        "$(awk '{ print $2 + $3 }' "$scratch/$name.times" | spread)"
done
