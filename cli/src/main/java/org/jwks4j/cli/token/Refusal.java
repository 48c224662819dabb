package org.jwks4j.cli.token;

import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.terminal.Failure;
import org.jwks4j.cli.terminal.FailureException;
import org.jwks4j.error.TokenException;

/** A refusal with the check that failed, as {@code explain} shows it. */
final class Refusal {
    private static final int SHORT = 40;

    private Refusal() {}

    /** Asks no one again. */
    static FailureException of(TokenException refusal, String token, KeyFetcher fetcher, Rules rules) {
        Failure failure = Failure.of(refusal);
        return new FailureException(
                Explanation.of(token, fetcher, rules, refusal).checks().stream()
                        .filter(check -> check.reason() == refusal.reason())
                        .findFirst()
                        .map(check -> failure.with(detail(check, failure.message())))
                        .orElse(failure),
                refusal);
    }

    private static Failure.Detail detail(Check check, String message) {
        String text = "  " + check.mark() + " " + check.name() + ": expected " + check.expected() + "; found "
                + withoutRepetition(check.found(), message) + "\n  next: " + check.next();
        return new Failure.Detail(text, check.toJson());
    }

    /** The message stands in the line above. A few words are worth saying again. */
    private static String withoutRepetition(String found, String message) {
        return found.length() > SHORT && message.contains(found)
                ? "what the line above says"
                : found.replace(message, "they cannot be had");
    }
}
