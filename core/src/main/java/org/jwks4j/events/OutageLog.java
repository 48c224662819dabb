package org.jwks4j.events;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Delay;
import org.slf4j.Logger;

/**
 * Tells the log of issuers without keys that can be used: an error at once, then again while it lasts, and its end with its
 * length. An outage in which keys are still used is none of these.
 */
public final class OutageLog {
    private static final long REPEATED_AFTER = Duration.ofMinutes(15).toNanos();

    private final Logger log;
    private final Predicate<String> hasLine;
    private final LongSupplier ticker;
    private final IssuerNotes<Outage> outages = new IssuerNotes<>();

    /**
     * Makes a log.
     *
     * @param log where lines go
     * @param hasLine whether a line about an issuer is to be written; asked once for each
     * @param ticker monotonic nanoseconds
     */
    public OutageLog(Logger log, Predicate<String> hasLine, LongSupplier ticker) {
        this.log = log;
        this.hasLine = hasLine;
        this.ticker = ticker;
    }

    /**
     * One more attempt failed.
     *
     * @param issuer whose
     * @param message why, safe to log
     * @param reason one name for the kind of the failure
     */
    public void failed(String issuer, @Nullable String message, String reason) {
        long now = ticker.getAsLong();
        Outage outage = outages.computeIfPresent(issuer, (name, before) -> before.withFailure(now));
        if (outage != null && outage.toldAt == now && hasLine.test(issuer)) {
            log.error(
                    "issuer {}: still no keys that can be used, for {} and after {} more failed requests; tokens are answered"
                            + " 503; the last: {} ({})",
                    Quoted.of(issuer),
                    Delay.span(Duration.ofNanos(now - outage.since)),
                    outage.failures,
                    message,
                    reason);
        }
    }

    /**
     * Keys cannot be had, and there are none to use. Told once, however often it is said.
     *
     * @param issuer whose
     * @param hadKeys whether there were some before
     * @param failures how many attempts failed
     * @param lastFailure why the last one did, safe to log
     */
    public void begun(String issuer, boolean hadKeys, int failures, Optional<String> lastFailure) {
        long now = ticker.getAsLong();
        if (outages.putIfAbsent(issuer, new Outage(now, 0, now)) == null && hasLine.test(issuer)) {
            log.error(
                    "issuer {}: {}; tokens are answered 503 until keys can be had; it is asked again; the last failure:"
                            + " {}",
                    Quoted.of(issuer),
                    hadKeys
                            ? "its keys are too old to be used after " + failures + " failed attempts"
                            : "there are no keys that can be used yet",
                    lastFailure.orElse("none"));
        }
    }

    /**
     * There are keys to use.
     *
     * @param issuer whose
     */
    public void ended(String issuer) {
        @Nullable Outage outage = outages.remove(issuer);
        if (outage != null && hasLine.test(issuer)) {
            log.info(
                    "issuer {}: there are keys again, after {} and {} more failed requests without",
                    Quoted.of(issuer),
                    Delay.span(Duration.ofNanos(ticker.getAsLong() - outage.since)),
                    outage.failures);
        }
    }

    /**
     * Nothing more is said of an issuer.
     *
     * @param issuer which
     */
    public void forget(String issuer) {
        outages.remove(issuer);
    }

    /**
     * A time without keys.
     *
     * @param failures how many requests failed since it was told first
     * @param toldAt when it was told last
     */
    private record Outage(long since, long failures, long toldAt) {
        Outage withFailure(long now) {
            return new Outage(since, failures + 1, now - toldAt >= REPEATED_AFTER ? now : toldAt);
        }
    }
}
