// SPDX-License-Identifier: Apache-2.0
// Opens a page in headless Chromium and asks it what it sees.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "program.hpp"

namespace euthymia {

/// What a browser made of a page.
struct Seen {
    nlohmann::json facts; ///< of `questions`; null when the page did not answer
    std::string console;  ///< what was said on the console
};

/// The command of a Chromium that is installed.
inline std::optional<std::string> find_browser() {
    for (const char* name : {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}) {
        const std::string command = "command -v " + std::string(name) + " >/dev/null 2>&1";
        if (std::system(command.c_str()) == 0) return name;
    }
    return std::nullopt;
}

/// Runs in a copy of the page and writes what it finds into it. Sizes in CSS pixels. `texts` holds how large the
/// smallest text of the figures is on the screen; what is folded away does not count. `bars` and `bands` count the
/// intervals over an ensemble that can be seen in figures.
inline constexpr const char* questions = R"(<pre id="facts"></pre><script>
const drawn = [...document.querySelectorAll('svg[role=img]')].filter(svg => svg.getBoundingClientRect().width > 0);
const scale = matrix => Math.hypot(matrix.a, matrix.b); // also of what stands upright
const seen = shape => shape.getBoundingClientRect().width > 0.5 && getComputedStyle(shape).fill != 'none';
const shapes = name => [...document.querySelectorAll('svg[role=img] .' + name + ', .strip .' + name)].filter(seen).length;
const size = text => parseFloat(getComputedStyle(text).fontSize) * scale(text.getScreenCTM());
document.getElementById('facts').textContent = JSON.stringify({
  window: window.innerWidth,
  page: document.documentElement.scrollWidth,
  figures: document.querySelectorAll('svg[role=img]').length,
  drawn: drawn.length,
  bars: shapes('ensemble-bar'),
  bands: shapes('ensemble-band'),
  unnamed: drawn.filter(svg => !svg.querySelector('title')?.textContent || !svg.querySelector('desc')?.textContent).length,
  smallest_text: Math.min(...drawn.flatMap(svg => [...svg.querySelectorAll('text')].map(text => size(text)))),
  titles: drawn.map(svg => svg.querySelector('title').textContent),
  outside: drawn.flatMap(svg => [...svg.querySelectorAll('text')]).filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < -1 || box.right > window.innerWidth + 1;
  }).map(text => text.textContent)
});
</script>)";

/// Opens `page` in a window `width` pixels wide. Chromium makes no window below 500 pixels, so that the page stands in
/// a frame of that width.
inline Seen open_in_browser(const std::string& browser, const std::filesystem::path& page, int width) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / ("euthymia-browser-" + std::to_string(getpid()));
    fs::create_directories(folder / "profile");
    std::ofstream(folder / "page.html") << with(read_text(page), "</body>", std::string(questions) + "</body>");
    std::ofstream(folder / "frame.html")
        << "<!DOCTYPE html><body style=\"margin:0\"><iframe id=\"frame\" src=\"page.html\" width=\"" << width
        << "\" height=\"3000\" style=\"border:0\"></iframe><pre id=\"answer\"></pre><script>"
           "frame.onload = () => answer.textContent = "
           "frame.contentDocument.getElementById('facts').textContent;</script></body>";
    const std::string command = "timeout 120 " + browser +
                                " --headless --no-sandbox --disable-gpu --disable-background-networking"
                                " --allow-file-access-from-files --hide-scrollbars --enable-logging=stderr --v=0"
                                " --virtual-time-budget=5000 --window-size=1400,3000 --user-data-dir='" +
                                (folder / "profile").string() + "' --dump-dom 'file://" +
                                (folder / "frame.html").string() + "' 2>'" + (folder / "err").string() + "' >'" +
                                (folder / "dom").string() + "'";
    Seen seen;
    std::ignore = std::system(command.c_str());
    std::istringstream lines(read_text(folder / "err"));
    for (std::string line; std::getline(lines, line);) {
        if (line.find("CONSOLE") != std::string::npos) seen.console += line + "\n";
    }
    const std::string dom = read_text(folder / "dom"), mark = "<pre id=\"answer\">";
    const std::size_t begin = dom.find(mark) + mark.size(), end = dom.find("</pre>", begin);
    if (dom.find(mark) != std::string::npos) {
        seen.facts = nlohmann::json::parse(dom.substr(begin, end - begin), nullptr, false);
    }
    fs::remove_all(folder);
    return seen;
}

} // namespace euthymia
