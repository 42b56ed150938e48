#!/usr/bin/env bash
# How long from a model file to the first step, cold and from the cache?
#
#   benchmark/start.sh [MODEL [OPTION...]]       MODEL: biology/depression.xml --variables symptoms__hamd17
#
# The whole process of `euthymia sbml MODEL --end 0.001 --steps 1 OPTION...`, with files that the system has read before: cold
# with an empty cache; cached with what one such run kept, which is the model; coded with what a run to END (1000) kept, which is
# machine code, too. They take turns. Prints medians with ranges, in seconds: of the time on the clock, and of the processor's
# time, which is what a busy machine leaves comparable. EUTHYMIA names the program (build/benchmark/app/cli/euthymia), or several
# with colons between, which take turns as well; REPEAT says how often each is run (20).
set -euo pipefail
export LC_ALL=C TIMEFORMAT='%R %U %S'
root=$(cd "$(dirname "$0")/.." && pwd)
IFS=: read -ra programs <<<"${EUTHYMIA:-$root/build/benchmark/app/cli/euthymia}"
repeat=${REPEAT:-20}
[ $# -gt 0 ] || set -- "$root/biology/depression.xml" --variables symptoms__hamd17
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

simulate() { # program, directory of caches, end
    XDG_CACHE_HOME=$2 "$1" sbml "${arguments[@]}" --end "$3" >"$scratch/out"
}

clock() { # number of the program, name of the start
    { time simulate "${programs[$1]}" "$scratch/$2.$1" 0.001; } 2>>"$scratch/$2.$1.times"
}

spread() { # median and range of the numbers that come in
    sort -g | awk '{ x[NR] = $1 }
        END { printf "%.3f (%.3f to %.3f)", (x[int((NR + 1) / 2)] + x[int(NR / 2) + 1]) / 2, x[1], x[NR] }'
}

arguments=("$1" --steps 1 "${@:2}")
for p in "${!programs[@]}"; do
    simulate "${programs[$p]}" "$scratch/cached.$p" 0.001
    simulate "${programs[$p]}" "$scratch/coded.$p" "${END:-1000}"
done
for ((k = 0; k < repeat; ++k)); do
    for p in "${!programs[@]}"; do
        clock "$p" cold
        rm -rf "$scratch/cold.$p"
        clock "$p" cached
        clock "$p" coded
    done
done
for p in "${!programs[@]}"; do
    echo "${programs[$p]}"
    for name in cold cached coded; do
        printf '%-7s clock %s   processor %s\n' "$name" "$(awk '{ print $1 }' "$scratch/$name.$p.times" | spread)" \
            "$(awk '{ print $2 + $3 }' "$scratch/$name.$p.times" | spread)"
    done
done
