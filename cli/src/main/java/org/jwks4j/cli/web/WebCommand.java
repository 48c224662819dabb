package org.jwks4j.cli.web;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.doctor.Examination;
import org.jwks4j.cli.options.Audience;
import org.jwks4j.cli.options.ClaimOptions;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.cli.options.TimeoutConverter;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.cli.token.LiveExplanation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Serves a page on this machine alone, to paste tokens into: decoded as you type, each check live against the issuers"
                    + " that are given here, and no others. Nothing leaves this machine but requests for their keys.",
            "The address that it prints is good once, for one browser; then it prints another."
        },
        footerHeading = "%nExample:%n",
        footer = "  jwks4j web https://issuer.example.com --audience orders")
public final class WebCommand implements Callable<Integer> {
    private static final int THREADS = 4;

    private final Console console;

    @Parameters(paramLabel = "ISSUER", arity = "1..*", description = "Trusted issuers, exactly as in iss.")
    List<String> issuers = new ArrayList<>();

    @ArgGroup
    @Nullable
    Audience audience;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it listens, on 127.0.0.1; by default any free port.")
    int port;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "End after so long; else Ctrl-C ends it.")
    @Nullable
    Duration served;

    @Mixin
    ClaimOptions claims = new ClaimOptions();

    @Mixin
    FetchOptions options = new FetchOptions();

    public WebCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port: not a port");
        }
        RecentChanges changes = new RecentChanges(InstantSource.system());
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try (KeyFetcher fetcher = options.fetcher(issuers, Optional.of(changes));
                WebServer web =
                        WebServer.start(port, executor, new SecureRandom(), this::tell, api(fetcher, changes))) {
            web.serve(served);
        } catch (IOException e) {
            throw new UsageException(
                    "--port: the port cannot be had: " + e.getClass().getSimpleName());
        } finally {
            executor.shutdownNow();
        }
        return ExitCode.DONE.code();
    }

    private WebApi api(KeyFetcher fetcher, RecentChanges changes) {
        List<String> audiences = audience == null ? List.of() : audience.names();
        LiveExplanation explanation =
                new LiveExplanation(fetcher, issuers, audiences, claims.type(), claims.clockSkew(), claims.clock());
        Examination examination = new Examination(options, InstantSource.system(), progress -> {});
        return new WebApi(fetcher, issuers, explanation, examination, changes);
    }

    private void tell(URI address) {
        if (console.json()) {
            console.print(new JsonMembers().with("address", address.toString()).build());
        } else {
            console.print("open " + address);
        }
        console.flush();
    }
}
