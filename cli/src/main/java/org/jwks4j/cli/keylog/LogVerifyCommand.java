package org.jwks4j.cli.keylog;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jwks4j.cli.options.LogToRead;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.keylog.KeyLogReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Says whether a key log is as it was written: no line edited, removed, added or moved, no end cut off, not written"
                    + " anew. The files before it, which have a number behind their names, are checked too.",
            "Exits with 0 if it is, with 1 if not."
        })
public final class LogVerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The log.")
    Path file = Path.of("");

    @Mixin
    LogToRead options = new LogToRead();

    public LogVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        KeyLogReport report = options.read(file, line -> {});
        if (console.json()) {
            console.print(ReportText.json(report).build());
        } else {
            console.printMarked(ReportText.of(report, options.isHeadFromElsewhere()));
        }
        return exitCode(report).code();
    }

    static ExitCode exitCode(KeyLogReport report) {
        return report.isIntact() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
