package org.jwks4j.cli.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.options.Audience;
import org.jwks4j.cli.options.ClaimOptions;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.cli.options.KeyLogOptions;
import org.jwks4j.cli.options.TokenArgument;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.keylog.KeyLog;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Decodes a token and goes through all that a verifier checks, each by itself: what was expected, what was"
                    + " found, and what to do next. Nothing leaves this machine unless --issuer is given.",
            "With --issuer, it does what verify does. Exits with 0 if no check failed, though without --issuer that"
                    + " does not mean that the token is valid."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j explain - < token.txt",
            "  jwks4j explain @token.txt --issuer https://issuer.example.com --audience orders"
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    TokenArgument argument = new TokenArgument();

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "A trusted issuer, exactly as in iss: its keys are fetched. Repeat it for more.")
    List<String> issuers = new ArrayList<>();

    @ArgGroup
    @Nullable
    Audience audience;

    @Mixin
    ClaimOptions claims = new ClaimOptions();

    @Mixin
    FetchOptions fetch = new FetchOptions();

    @Mixin
    KeyLogOptions keyLog = new KeyLogOptions();

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String token = argument.read(console);
        List<String> audiences = audience == null ? List.of() : audience.names();
        Rules rules = new Rules(issuers, audiences, claims.type(), claims.clockSkew(), claims.now());
        Explanation explanation = explain(token, rules);
        ExplanationText text = new ExplanationText(explanation, !issuers.isEmpty());
        if (console.json()) {
            console.print(text.toJson());
        } else {
            text.print(console, claims.now());
        }
        return exitCode(explanation).code();
    }

    private Explanation explain(String token, Rules rules) {
        if (issuers.isEmpty()) {
            return Explanation.of(token, null, rules, null);
        }
        Optional<KeyLog> log = keyLog.open(console);
        try (KeyFetcher fetcher = fetch.fetcher(issuers, log)) {
            return Explanation.of(token, fetcher, rules, null);
        } finally {
            log.ifPresent(KeyLog::close);
        }
    }

    private static ExitCode exitCode(Explanation explanation) {
        return explanation
                .refusal()
                .map(reason -> reason.httpStatus() == 503 ? ExitCode.UNAVAILABLE : ExitCode.REFUSED)
                .orElse(ExitCode.DONE);
    }
}
