package org.jwks4j.simulation;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.scenario.Report;
import org.jwks4j.simulation.scenario.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays the written scenarios and writes their report. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Plays the written scenarios and writes a page with figures; exit code 1 if a promise is broken.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "where to (scripts/simulate says docs/simulation)")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        if (spec == null || folder == null) {
            throw new IllegalStateException("picocli sets it");
        }
        PrintWriter out = spec.commandLine().getOut();
        Report report = Scenarios.report();
        report.writeTo(folder);
        report.files().keySet().forEach(name -> out.println(folder.resolve(name)));
        report.broken().forEach(promise -> out.println("broken: " + promise));
        out.flush();
        return report.broken().isEmpty() ? 0 : 1;
    }
}
