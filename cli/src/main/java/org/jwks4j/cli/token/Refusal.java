package org.jwks4j.cli.token;

import org.jwks4j.KeyFetcher;
import org.jwks4j.TokenException;
import org.jwks4j.cli.terminal.Failure;
import org.jwks4j.cli.terminal.FailureException;

/** A refusal with the check that failed, as {@code explain} shows it. */
final class Refusal {
    private Refusal() {}

    /** Asks no one again. */
    static FailureException of(TokenException refusal, String token, KeyFetcher fetcher, Rules rules) {
        Failure failure = Failure.of(refusal);
        return new FailureException(
                Explanation.of(token, fetcher, rules, refusal).checks().stream()
                        .filter(check -> check.reason() == refusal.reason())
                        .findFirst()
                        .map(check -> failure.with(detail(check)))
                        .orElse(failure),
                refusal);
    }

    private static Failure.Detail detail(Check check) {
        String text = "  " + check.mark() + " " + check.name() + ": expected " + check.expected() + "; found "
                + check.found() + "\n  next: " + check.next();
        return new Failure.Detail(text, check.toJson());
    }
}
