// SPDX-License-Identifier: Apache-2.0
// The looks of a report: for wide and narrow screens, light and dark, and paper. The colours of the arms are those of
// Okabe and Ito, which people with any colour vision can tell apart; dashes and marks say the same again.
#include "report_sections.hpp"

namespace euthymia {

namespace {

constexpr const char* colours = R"css(:root {
  color-scheme: light dark;
  --page: #ffffff; --raised: #f5f6f8; --ink: #1b1f24; --soft: #57606a; --rule: #d5dae0; --link: #0a5a96;
  --badge: #8a3b00; --badge-page: #fff1e0; --yes: #00664b; --no: #a33c00; --warn: #d55e00;
  --arm-0: #0072b2; --arm-1: #d55e00; --arm-2: #009e73; --arm-3: #cc79a7; --arm-4: #e69f00; --arm-5: #56b4e9;
  --arm-6: #1b1f24;
}
@media screen and (prefers-color-scheme: dark) { :root {
  --page: #14171b; --raised: #1e2329; --ink: #e8eaed; --soft: #a5aeb8; --rule: #3a424b; --link: #7cc4f2;
  --badge: #ffc27a; --badge-page: #3a2812; --yes: #4fd1a8; --no: #ff9a5c; --warn: #e69f00;
  --arm-0: #56b4e9; --arm-1: #e69f00; --arm-2: #00b887; --arm-3: #cc79a7; --arm-4: #f0e442; --arm-5: #d55e00;
  --arm-6: #e8eaed;
} }
)css";

constexpr const char* text = R"css(* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 68rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
h1 { font-size: clamp(1.5rem, 4.5vw, 2.25rem); line-height: 1.2; margin: 0.5rem 0 0.25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 0.75rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
p, li { max-width: 46rem; }
a { color: var(--link); }
code { font-size: 0.88em; overflow-wrap: anywhere; }
section { border-top: 1px solid var(--rule); padding-top: 1.5rem; margin-top: 2.5rem; }
.badge { display: inline-block; margin: 0; padding: 0.15rem 0.75rem; border-radius: 1rem; font-weight: 600;
  font-size: 0.85rem; letter-spacing: 0.04em; text-transform: uppercase; color: var(--badge);
  background: var(--badge-page); border: 1px solid currentColor; }
.source, figcaption, caption { color: var(--soft); }
.source { margin: 0; }
.lead { font-size: 1.1rem; max-width: 50rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; padding: 0; margin: 1.25rem 0 0; list-style: none; }
.safety { border-left: 5px solid var(--warn); background: var(--raised); padding: 0.75rem 1rem; border-radius: 0.4rem; }
.safety ul { margin: 0; padding-left: 1.1rem; }
.safety li + li { margin-top: 0.5rem; }
)css";

constexpr const char* tables = R"css(.scroll { overflow-x: auto; margin: 1.25rem 0; }
.scroll:focus-visible { outline: 2px solid var(--link); }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 0.4rem; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--rule); }
thead th { border-bottom: 2px solid var(--soft); white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 500; }
.number { text-align: right; white-space: nowrap; padding-left: 0.5rem; }
.agrees, .differs { font-weight: 600; white-space: nowrap; }
.agrees { color: var(--yes); } .differs { color: var(--no); }
)css";

constexpr const char* figures = R"css(figure { margin: 0; }
figure svg:not(.swatch) { display: block; width: 100%; height: auto; overflow: visible; }
figcaption { font-size: 0.9rem; }
figure.large { max-width: 52rem; margin: 1rem 0 2rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0.5rem 0; padding: 0;
  font-size: 0.95rem; }
.legend li { display: flex; align-items: center; gap: 0.45rem; }
.swatch { width: 40px; height: 16px; flex: none; }
.multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1.25rem; }
.multiples figcaption { color: var(--ink); line-height: 1.3; margin-bottom: 0.25rem; }
.unit { color: var(--soft); }
svg text { fill: var(--soft); font-size: 11px; }
.large svg text { font-size: 14px; }
.large svg .row-label { fill: var(--ink); font-size: 15px; stroke: var(--page); stroke-width: 5; paint-order: stroke; }
.grid { stroke: var(--rule); stroke-width: 1; }
.axis { stroke: var(--soft); stroke-width: 1; }
.reference { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 5 4; }
.arm-0 { --arm: var(--arm-0); } .arm-1 { --arm: var(--arm-1); --dash: 8 4; }
.arm-2 { --arm: var(--arm-2); --dash: 2 3; } .arm-3 { --arm: var(--arm-3); --dash: 10 3 2 3; }
.arm-4 { --arm: var(--arm-4); --dash: 5 2; } .arm-5 { --arm: var(--arm-5); --dash: 1 2; }
.arm-6 { --arm: var(--arm-6); --dash: 14 4; }
.line { fill: none; stroke: var(--arm); stroke-width: 2; stroke-dasharray: var(--dash, none); stroke-linejoin: round; }
.large .line { stroke-width: 2.5; }
.band { fill: var(--arm); fill-opacity: 0.13; }
.ensemble-band { fill: var(--arm); fill-opacity: 0.3; stroke: var(--arm); stroke-width: 1; }
.ensemble-bar { fill: var(--arm-2); fill-opacity: 0.35; } .ensemble-mean { stroke: var(--arm-2); stroke-width: 2; }
.mark { fill: var(--arm); }
.published { fill: var(--page); stroke: var(--arm, var(--soft)); stroke-width: 2.5; }
.whisker { stroke: var(--arm); stroke-width: 2; }
.simulated-mark { fill: var(--arm-0); } .simulated-whisker { stroke: var(--arm-0); stroke-width: 2.5; }
.published-mark { fill: var(--page); stroke: var(--arm-1); stroke-width: 2.5; }
.published-whisker { stroke: var(--arm-1); stroke-width: 2.5; }
)css";

constexpr const char* more_figures =
    R"css(.bar { fill: var(--arm-0); fill-opacity: 0.75; } .bar.direct { fill: var(--arm-4); }
.hatch { stroke: var(--page); stroke-width: 2; }
.bar-whisker { stroke: var(--ink); stroke-width: 2; }
.row-number { fill: var(--ink); font-variant-numeric: tabular-nums; }
.person { stroke-width: 1.5; stroke: none; }
.person.both { fill: var(--soft); } .person.gained { fill: var(--arm-0); }
.person.lost { fill: var(--page); stroke: var(--arm-1); stroke-width: 3; }
.person.neither { fill: var(--page); stroke: var(--soft); }
.upright { width: 16px; height: 32px; }
.people { flex-direction: column; }
details { margin: 0.75rem 0; }
summary { cursor: pointer; color: var(--link); padding: 0.25rem 0; }
details > .multiples { margin-top: 0.75rem; }
)css";

constexpr const char* board = R"css(.contested { font-weight: 600; white-space: nowrap; color: var(--badge); }
.strip { display: block; width: 100%; min-width: 9rem; height: auto; }
.strip-band { fill: var(--arm-0); fill-opacity: 0.14; } .strip-middle { stroke: var(--arm-0); stroke-opacity: 0.4; }
.strip-whisker { stroke: var(--soft); stroke-width: 1.5; } .faint { stroke-opacity: 0.35; }
.strip-agrees { fill: var(--arm-0); stroke: var(--page); stroke-width: 1; }
.strip-differs { fill: var(--page); stroke: var(--no); stroke-width: 2; }
.strip-axis { display: flex; justify-content: space-between; font-weight: 400; color: var(--soft); }
.identity { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 5 4; }
.share-yes { fill: var(--arm-0); } .share-open { fill: var(--arm-4); } .share-none { fill: var(--rule); }
.share-no { fill: var(--page); stroke: var(--no); stroke-width: 2; }
.board { font-size: 0.88rem; }
.board td { vertical-align: middle; } .board .strip-cell { width: 22%; padding-right: 0.75rem; }
.board thead th:first-child { width: 42%; }
.board .group th { font-weight: 600; padding-top: 1.25rem; border-bottom: 1px solid var(--soft); }
.board .what { display: block; }
.multiples.wide { grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
.group.row-label { font-weight: 600; }
.claims td:nth-child(3), .claims td:nth-child(4) { min-width: 15rem; }
.claims td:nth-child(n + 5):not(:empty) { min-width: 9rem; }
)css";

constexpr const char* flow =
    R"css(.flow { display: flex; flex-direction: column; align-items: center; margin-top: 1rem; }
.box { position: relative; width: 100%; max-width: 22rem; padding: 0.6rem 0.9rem; border: 1px solid var(--soft);
  border-radius: 0.4rem; background: var(--raised); margin-bottom: 1.75rem; overflow-wrap: anywhere; }
.box p, .box ul { margin: 0.2rem 0 0; font-size: 0.9rem; color: var(--soft); }
.box ul { padding-left: 1.1rem; }
.box .count { font-variant-numeric: tabular-nums; white-space: nowrap; }
.flow .box::after { content: ""; position: absolute; left: 50%; top: 100%; height: 1.75rem; width: 0;
  border-left: 2px solid var(--soft); }
.flow .box::before { content: ""; position: absolute; left: calc(50% - 4px); top: calc(100% + 1.25rem);
  border: 5px solid transparent; border-top: 8px solid var(--soft); }
.flow .aside { border-style: dashed; background: none; }
.branch { width: 100%; max-width: 22rem; }
.arms { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 0 1.25rem;
  width: 100%; list-style: none; margin: 0; padding: 0; justify-items: center; }
.arms > li { width: 100%; max-width: 22rem; }
.arms .box { border-left: 6px solid var(--arm); }
.arms .box:last-child { margin-bottom: 1rem; }
.arms .box:last-child::before, .arms .box:last-child::after { display: none; }
)css";

constexpr const char* media = R"css(@media (min-width: 48rem), print {
  .branch { position: relative; max-width: none; display: grid; grid-template-columns: 1fr 1fr; margin-bottom: 1.75rem; }
  .branch::before { content: ""; border-right: 2px solid var(--soft); margin: 0 -1px -1.75rem 0; }
  .branch::after { content: ""; position: absolute; left: calc(50% - 5px); top: calc(100% + 1.25rem);
    border: 5px solid transparent; border-top: 8px solid var(--soft); }
  .branch .box { max-width: 24rem; margin: 1.25rem 0 0 2.5rem; }
  .flow .branch .box::after { left: -2.5rem; top: 50%; width: 2.5rem; height: 0; border-left: 0;
    border-top: 2px solid var(--soft); }
  .flow .branch .box::before { left: -0.6rem; top: calc(50% - 4px); border: 5px solid transparent;
    border-left: 8px solid var(--soft); }
  .flow > .box:first-child { margin-bottom: 0; }
  .flow > .box:first-child::before, .flow > .box:first-child::after { display: none; }
}
@media screen and (max-width: 40rem) {
  .cards table, .cards caption, .cards tbody, .cards tr, .cards th, .cards td { display: block; width: 100%; }
  .cards thead { display: none; }
  .cards tr { border: 1px solid var(--rule); border-radius: 0.4rem; padding: 0.5rem 0.75rem; margin-bottom: 0.75rem; }
  .cards tbody th { font-weight: 600; padding: 0; border: 0; text-align: left; }
  .cards td { display: flex; justify-content: space-between; gap: 1rem; padding: 0.15rem 0; border: 0;
    text-align: right; }
  .cards td::before { content: attr(data-heading); color: var(--soft); text-align: left; flex: none; }
  .board, .board caption, .board tbody, .board tr, .board th { display: block; width: 100%; }
  .board thead { display: none; }
  .board tr:not(.group) { display: grid; grid-template-columns: 1fr 1fr auto; gap: 0.1rem 0.75rem;
    padding: 0.5rem 0; border-bottom: 1px solid var(--rule); }
  .board tr > * { border: 0; padding: 0; }
  .board tr:not(.group) th, .board .strip-cell { grid-column: 1 / -1; width: auto; }
  .board td { text-align: left; } .board .number { padding: 0; white-space: normal; }
  .board td[data-heading]::before { content: attr(data-heading) " "; display: block; color: var(--soft);
    font-size: 0.8rem; }
  .claims td { display: block; text-align: left; } .claims td:empty { display: none; }
  .claims td::before { display: block; font-size: 0.85rem; }
  body { padding: 1rem 1rem 3rem; }
  .large svg text, .large svg .row-label { font-size: 23px; }
  .large .line { stroke-width: 4; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  figure, .box, .safety, tr { break-inside: avoid; }
  h2, h3, .legend, thead, caption { break-after: avoid; }
  .scroll { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

} // namespace

std::string report_style() {
    std::string style;
    for (const char* part : {colours, text, tables, figures, more_figures, board, flow, media}) style += part;
    return style;
}

} // namespace euthymia
