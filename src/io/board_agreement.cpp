// SPDX-License-Identifier: Apache-2.0
// How much agrees, as one picture.
#include <algorithm>

#include <fmt/format.h>

#include "board_figures.hpp"
#include "board_file.hpp"
#include "html.hpp"
#include "svg.hpp"

namespace euthymia {

namespace {

constexpr double width = 760, left = 24, right = 24, row_height = 58, group_height = 52;

struct Part {
    int n = 0;
    const char* role;
};

std::string rectangle(double x, double y, double wide, const char* role) {
    return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"14\" class=\"{}\"/>", x, y, wide,
                       role);
}

/// Draws from top to bottom.
class Sheet {
  public:
    void group(const std::string& name) {
        y_ += group_height;
        body_ += svg_text({left, y_ - 10.0}, "start", name, "class=\"group row-label\"") + "\n";
    }

    void bar(const std::string& name, const std::string& number, const std::vector<Part>& parts) {
        body_ += svg_text({left, y_ + 24.0}, "start", name, "class=\"row-label\"");
        body_ += svg_text({width - right, y_ + 24.0}, "end", number, "class=\"row-number\"");
        double n_all = 0.0, x = left + 1.0;
        for (const Part& part : parts) n_all += part.n;
        for (const Part& part : parts) {
            const double wide = (width - left - right - 2.0) * part.n / std::max(n_all, 1.0);
            if (part.n > 0) body_ += rectangle(x, y_ + 33.0, wide, part.role);
            x += wide;
        }
        body_ += "\n";
        y_ += row_height;
    }

    [[nodiscard]] double height() const { return y_ + 12.0; }
    [[nodiscard]] const std::string& body() const { return body_; }

  private:
    double y_ = 0.0;
    std::string body_;
};

void add_counts(Sheet& sheet, const std::string& heading, const std::vector<AgreementCount>& counts) {
    if (counts.empty()) return;
    sheet.group(heading);
    for (const AgreementCount& count : counts) {
        sheet.bar(count.name == "none" ? "no treatment" : count.name, words_of(count),
                  {{count.n_agree, "share-yes"}, {count.n - count.n_agree, "share-no"}});
    }
}

Sheet sheet_of(const Evidence& evidence, const std::vector<BoardRow>& rows) {
    Sheet sheet;
    const EvidenceCount n = count(evidence);
    if (!evidence.claims.empty()) {
        sheet.group("Claims");
        sheet.bar("hold \u00b7 contested \u00b7 fail \u00b7 not run",
                  fmt::format("{} \u00b7 {} \u00b7 {} \u00b7 {}", n.claims_hold, n.claims_contested, n.claims_fail,
                              n.claims_not_run),
                  {{n.claims_hold, "share-yes"},
                   {n.claims_contested, "share-open"},
                   {n.claims_fail, "share-no"},
                   {n.claims_not_run, "share-none"}});
    }
    add_counts(sheet, "Published numbers that agree, by use", count_by_split(rows));
    add_counts(sheet, "By system", count_by(rows, &BoardRow::system));
    add_counts(sheet, "By treatment", count_by(rows, &BoardRow::treatment));
    return sheet;
}

constexpr const char* title = "The model against the evidence";
constexpr const char* description = "Claims by status, and published numbers that agree by use, system and treatment.";

} // namespace

std::string agreement_picture(const Evidence& evidence, const std::vector<BoardRow>& rows) {
    const Sheet sheet = sheet_of(evidence, rows);
    return svg_picture(width, sheet.height(), title, description, sheet.body());
}

std::string agreement_file(const Evidence& evidence, const std::vector<BoardRow>& rows) {
    const Sheet sheet = sheet_of(evidence, rows);
    return svg_file(width, sheet.height() + 40.0, title, description,
                    svg_text({left, 34.0}, "start", title, "class=\"title\"") + "<g transform=\"translate(0 36)\">" +
                        sheet.body() + "</g>\n");
}

} // namespace euthymia
