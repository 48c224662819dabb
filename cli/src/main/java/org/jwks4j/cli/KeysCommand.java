package org.jwks4j.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.Failure;
import org.jwks4j.cli.terminal.FailureException;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.KeySetText;
import org.jwks4j.cli.token.KeyAdvice;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.jwk.JwkSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows every key that an issuer publishes, whether it can be used, and why not.",
        footerHeading = "%nExample:%n",
        footer = "  jwks4j keys https://issuer.example.com")
final class KeysCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ISSUER", description = "The issuer, exactly as in iss.")
    String issuer = "";

    @Mixin
    FetchOptions options = new FetchOptions();

    KeysCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (KeyFetcher fetcher = options.fetcher(List.of(issuer))) {
            JwkSet set = fetcher.blocking().getJwkSet(issuer);
            IssuerStatus status = fetcher.status().get(0);
            if (console.json()) {
                console.print(KeySetText.json(set, status));
            } else {
                console.print(KeySetText.text(set, status));
            }
        } catch (KeysUnavailableException e) {
            if (!e.skippedKeys().isEmpty() && !console.json()) {
                console.print(KeySetText.text(issuer, e.skippedKeys()));
            }
            throw new FailureException(Failure.of(e).with(nextStep(e)), e);
        }
        return ExitCode.DONE.code();
    }

    private static Failure.Detail nextStep(KeysUnavailableException e) {
        String next = KeyAdvice.ofTheIssuer(e);
        return new Failure.Detail(
                Failure.Detail.next(next), new JsonMembers().with("next", next).build());
    }
}
