package org.jwks4j.cli.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.cli.options.KeyLogOptions;
import org.jwks4j.cli.options.TimeoutConverter;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.keylog.KeyLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Watches issuers as a service would see them: state, age, next request, keys, requests and failures.",
            "On a terminal it draws a table anew each second. Elsewhere, or with --json, it prints a line for each change."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j watch https://issuer.example.com https://other.example.com",
            "  jwks4j watch https://issuer.example.com --for 10m | tee watch.log"
        })
public final class WatchCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ISSUER", arity = "1..*", description = "The issuers, exactly as in iss.")
    List<String> issuers = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "End after so long; else Ctrl-C ends it.")
    @Nullable
    Duration watched;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "How often to look; 1s by default. Issuers are asked no more often for it.")
    Duration interval = Duration.ofSeconds(1);

    @Mixin
    FetchOptions options = new FetchOptions();

    @Mixin
    KeyLogOptions keyLog = new KeyLogOptions();

    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<KeyLog> log = keyLog.open(console);
        try (KeyFetcher fetcher = options.fetcher(issuers, log)) {
            watch(new Watch(fetcher, console, InstantSource.system()));
        } finally {
            log.ifPresent(KeyLog::close);
        }
        return ExitCode.DONE.code();
    }

    private void watch(Watch watch) {
        long start = System.nanoTime();
        try {
            watch.look();
            while (watched == null || System.nanoTime() - start < watched.toNanos()) {
                Thread.sleep(interval.toMillis());
                watch.look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
