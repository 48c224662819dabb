package org.jwks4j.cli.keylog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.options.LogToRead;
import org.jwks4j.cli.options.TokenArgument;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.Failure;
import org.jwks4j.cli.terminal.FailureException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.keylog.KeyHistory;
import org.jwks4j.keylog.KeyLogReport;
import org.jwks4j.keylog.LoggedKey;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "which-key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Says which key of a key log verifies a token, also one that expired long ago, and when that key was in use. The"
                    + " signature is checked with the key as the log has it; no issuer is asked.",
            "Exits with 1 if there is no such key, or if the log was edited."
        })
public final class WhichKeyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    TokenArgument argument = new TokenArgument();

    @Option(names = "--key-log", required = true, paramLabel = "FILE", description = "The log.")
    Path file = Path.of("");

    @Mixin
    LogToRead options = new LogToRead();

    public WhichKeyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String compact = argument.read(console);
        UnverifiedToken token = parsed(compact);
        KeyHistory history = new KeyHistory();
        KeyLogReport report = options.read(file, history::add);
        List<LoggedKey> candidates = candidates(history, token);
        LoggedKey key = candidates.stream()
                .filter(candidate -> LoggedSignature.isOf(candidate, compact))
                .findFirst()
                .orElseThrow(() -> notFound(token, history, candidates, report));
        WhichKeyText text = new WhichKeyText(key, token, report);
        if (console.json()) {
            console.print(text.json());
        } else {
            console.print(text.text());
            console.print("");
            console.printMarked(ReportText.of(report, options.isHeadFromElsewhere()));
        }
        return LogVerifyCommand.exitCode(report).code();
    }

    private static UnverifiedToken parsed(String compact) {
        try {
            return UnverifiedToken.parse(compact);
        } catch (TokenFormatException e) {
            throw refused(Reason.MALFORMED_TOKEN, String.valueOf(e.getMessage()), null, null);
        }
    }

    private static List<LoggedKey> candidates(KeyHistory history, UnverifiedToken token) {
        String issuer = token.issuer();
        if (issuer == null) {
            throw refused(
                    Reason.MISSING_ISSUER, "the token has no iss, so no one can tell whose key it needs", null, null);
        }
        return history.keysOf(issuer, token.keyId());
    }

    private static FailureException notFound(
            UnverifiedToken token, KeyHistory history, List<LoggedKey> candidates, KeyLogReport report) {
        String issuer = String.valueOf(token.issuer());
        int ofIssuer = history.keysOf(issuer, null).size();
        String why = !candidates.isEmpty()
                ? "the log has this kid, and its key did not sign the token: the token was changed, or someone else signed it"
                : ofIssuer == 0
                        ? "the log has no key of this issuer"
                        : "the log has " + ofIssuer + (ofIssuer == 1 ? " key" : " keys")
                                + " of this issuer, and none with this kid";
        String edited = report.isIntact() ? "" : "; but the log was edited: jwks4j log verify says how";
        return refused(
                candidates.isEmpty() ? Reason.UNKNOWN_KEY : Reason.INVALID_SIGNATURE,
                "no key of the log verifies the token of " + Quoted.of(issuer) + ", kid " + Quoted.of(token.keyId())
                        + ": " + why + edited,
                issuer,
                token.keyId());
    }

    private static FailureException refused(
            Reason reason, String message, @Nullable String issuer, @Nullable String keyId) {
        Failure failure =
                new Failure(ExitCode.REFUSED, reason.name(), 401, message, issuer, keyId, Optional.empty(), null);
        return new FailureException(failure, null);
    }
}
