// SPDX-License-Identifier: Apache-2.0
#include "euthymia/io/write_trial.hpp"

#include "euthymia/io/output_directory.hpp"
#include "euthymia/io/report.hpp"
#include "euthymia/io/write_csv.hpp"
#include "euthymia/io/write_json.hpp"
#include "euthymia/io/write_netcdf.hpp"

namespace euthymia {

namespace {

void write_csv(OutputDirectory& output, const std::string& name, const CsvFile& file) {
    output.write(name + ".csv", file.table);
    output.write(name + ".schema.json", file.schema);
}

/// `run.json` stands in its own list of files.
void write_run(OutputDirectory& output, const TrialResult& result, const Provenance& provenance) {
    std::vector<std::string> names = output.names();
    names.push_back("run.json");
    output.write("run.json", run_json(result, provenance, names));
}

} // namespace

void write_trial_results(const std::filesystem::path& directory, const TrialResult& result,
                         const Provenance& provenance) {
    OutputDirectory output(directory);
    output.write("report.html", trial_report(result, provenance));
    write_trial_netcdf(output.file("results.nc"), result, provenance);
    write_csv(output, "summary", summary_csv(result));
    write_csv(output, "comparison", comparison_csv(result));
    write_csv(output, "failures", failures_csv(result));
    write_run(output, result, provenance);
    output.publish();
}

} // namespace euthymia
