package org.jwks4j.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jwks4j.cli.terminal.TimeSpan;

/** How far the issuer's clock is from this machine's, by the {@code Date} of its answer. */
final class ClockFinding {
    /** {@code Date} counts whole seconds. */
    private static final Duration EXACTNESS = Duration.ofSeconds(1);

    private static final Duration NOTICEABLE = Duration.ofSeconds(10);

    /** What verifiers allow by default, ours and most others. */
    private static final Duration ALLOWED = Duration.ofSeconds(60);

    private ClockFinding() {}

    static Finding of(Exchange exchange) {
        Optional<Instant> date = exchange.response().header("date").flatMap(CachingFindings::date);
        if (date.isEmpty()) {
            return Finding.note("clock.difference", "the answer has no Date, so that clocks cannot be compared", null);
        }
        Duration difference = difference(exchange, date.get());
        Duration apart = difference.abs();
        String message = "the issuer's clock is "
                + (apart.compareTo(EXACTNESS) <= 0
                        ? "that of this machine, to a second"
                        : TimeSpan.of(apart) + (difference.isNegative() ? " behind" : " ahead of") + " this machine's");
        if (apart.compareTo(NOTICEABLE) <= 0) {
            return Finding.ok("clock.difference", message);
        }
        String next = "Synchronise both machines with a time server: tokens are refused as expired, or as issued in the"
                + " future, once the clocks are further apart than verifiers allow (60 s).";
        return apart.compareTo(ALLOWED) <= 0
                ? Finding.warning("clock.difference", message, next)
                : Finding.error("clock.difference", message, next);
    }

    /** The date lies between request and answer, whichever end is nearer. */
    private static Duration difference(Exchange exchange, Instant date) {
        Instant earliest = exchange.sentAt();
        Instant latest = earliest.plus(exchange.took());
        if (date.plus(EXACTNESS).isBefore(earliest)) {
            return Duration.between(earliest, date.plus(EXACTNESS));
        }
        return date.isAfter(latest) ? Duration.between(latest, date) : Duration.ZERO;
    }
}
