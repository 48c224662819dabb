package org.jwks4j.cli.keylog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.options.LogToRead;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.keylog.KeyHistory;
import org.jwks4j.keylog.KeyLogLine;
import org.jwks4j.keylog.KeyLogReport;
import org.jwks4j.keylog.LoggedKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Shows each key of a key log: when it was first and last seen, and from where. Lines that were edited are left"
                        + " out.")
public final class LogShowCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The log.")
    Path file = Path.of("");

    @Option(names = "--issuer", paramLabel = "URL", description = "Only the keys of this issuer.")
    @Nullable
    String issuer;

    @Option(names = "--lines", description = "Each line as it is, in place of a table of keys.")
    boolean lines;

    @Mixin
    LogToRead options = new LogToRead();

    public LogShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        KeyHistory history = new KeyHistory();
        List<KeyLogLine> shown = new ArrayList<>();
        KeyLogReport report = options.read(file, line -> {
            history.add(line);
            if (lines && isWanted(line.text("issuer"))) {
                shown.add(line);
            }
        });
        List<LoggedKey> keys =
                history.keys().stream().filter(key -> isWanted(key.issuer())).toList();
        if (console.json()) {
            console.print(ReportText.json(report)
                    .with("keys", keys.stream().map(LoggedKeyText::json).toList())
                    .build());
        } else {
            console.print(lines ? text(shown) : LoggedKeyText.table(keys));
            console.print("");
            console.printMarked(ReportText.of(report, options.isHeadFromElsewhere()));
        }
        return LogVerifyCommand.exitCode(report).code();
    }

    private boolean isWanted(String name) {
        return issuer == null || issuer.equals(name);
    }

    private static String text(List<KeyLogLine> lines) {
        return String.join(
                "\n", lines.stream().map(line -> line.members().toJson()).toList());
    }
}
