package org.jwks4j.cli.keylog;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.options.LogToRead;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.Mark;
import org.jwks4j.keylog.KeyHistory;
import org.jwks4j.keylog.KeyLogReport;
import org.jwks4j.keylog.LoggedKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Compares the key logs of two nodes: a key that only one of them saw. Nodes that ask at different times differ for"
                    + " minutes; a key that only one saw for long was meant for it alone.",
            "Exits with 1 if they differ, or one was edited. Heads beside the logs are compared too."
        })
public final class LogCompareCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "The log of one node.")
    Path one = Path.of("");

    @Parameters(index = "1", paramLabel = "OTHER", description = "The log of another node.")
    Path other = Path.of("");

    @Option(
            names = "--other-secret",
            paramLabel = "FILE",
            description = "What the other log is chained with, if it is not the same and not beside it.")
    @Nullable
    Path otherSecret;

    @Mixin
    LogToRead options = new LogToRead();

    public LogCompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        KeyHistory here = new KeyHistory();
        KeyHistory there = new KeyHistory();
        KeyLogReport report = options.read(one, here::add);
        KeyLogReport otherReport = options.ofAnother(otherSecret).read(other, there::add);
        List<LoggedKey> onlyHere = here.missingIn(there);
        List<LoggedKey> onlyThere = there.missingIn(here);
        if (console.json()) {
            console.print(new JsonMembers()
                    .with("same", onlyHere.isEmpty() && onlyThere.isEmpty())
                    .with(
                            "onlyInFile",
                            onlyHere.stream().map(LoggedKeyText::json).toList())
                    .with(
                            "onlyInOther",
                            onlyThere.stream().map(LoggedKeyText::json).toList())
                    .with("file", ReportText.json(report).build())
                    .with("other", ReportText.json(otherReport).build())
                    .build());
        } else {
            print(one, onlyHere, report);
            print(other, onlyThere, otherReport);
        }
        boolean same = onlyHere.isEmpty() && onlyThere.isEmpty() && report.isIntact() && otherReport.isIntact();
        return (same ? ExitCode.DONE : ExitCode.REFUSED).code();
    }

    private void print(Path file, List<LoggedKey> only, KeyLogReport report) {
        String name = String.valueOf(file.getFileName());
        if (!report.isIntact()) {
            console.printMarked(Mark.BAD + " " + name + " was edited or damaged: jwks4j log verify says how");
        }
        if (only.isEmpty()) {
            console.printMarked(Mark.OK + " each key in " + name + " is in the other log too");
        } else {
            console.printMarked(Mark.WARNING + " only in " + name + ":");
            console.print(LoggedKeyText.table(only).indent(2).stripTrailing());
        }
    }
}
