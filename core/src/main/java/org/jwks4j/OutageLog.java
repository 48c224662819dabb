package org.jwks4j;

import java.time.Duration;
import java.util.Map;
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
final class OutageLog {
    private static final long REPEATED_AFTER = Duration.ofMinutes(15).toNanos();

    private final Logger log;
    private final Predicate<String> isNamed;
    private final Predicate<String> hasLine;
    private final LongSupplier ticker;
    private final Map<String, Outage> outages;

    /**
     * Makes a log.
     *
     * @param outages an empty map, in which no more issuers are kept than may be remembered
     * @param isNamed whether an issuer was trusted by name; one that is known only at run time, and was never reached, may be
     *     invented, and is no outage
     * @param hasLine whether a line about an issuer is to be written; asked once for each
     * @param ticker monotonic nanoseconds
     */
    OutageLog(
            Logger log,
            Map<String, Outage> outages,
            Predicate<String> isNamed,
            Predicate<String> hasLine,
            LongSupplier ticker) {
        this.log = log;
        this.outages = outages;
        this.isNamed = isNamed;
        this.hasLine = hasLine;
        this.ticker = ticker;
    }

    /** One more attempt failed. */
    void failed(String issuer, KeysUnavailableException cause) {
        long now = ticker.getAsLong();
        Outage outage = outages.computeIfPresent(issuer, (name, before) -> before.withFailure(now));
        if (outage != null && outage.toldAt == now && hasLine.test(issuer)) {
            log.error(
                    "issuer {}: still no keys that can be used, for {} and after {} more failed requests; tokens are answered"
                            + " 503; the last: {} ({})",
                    Quoted.of(issuer),
                    Delay.inWords(Duration.ofNanos(now - outage.since)),
                    outage.failures,
                    cause.getMessage(),
                    cause.reason());
        }
    }

    /** An issuer's condition changed. */
    void changed(IssuerStatus status) {
        switch (status.state()) {
            case COLD -> {
                if (status.failures() > 0 && isNamed.test(status.issuer())) {
                    begun(status);
                }
            }
            case EXPIRED -> {
                if (status.failures() > 0) { // else they were just not used
                    begun(status);
                }
            }
            case FIXED, FRESH, DUE, STALE -> ended(status.issuer());
            case REVOKED, CLOSED -> outages.remove(status.issuer());
        }
    }

    private void begun(IssuerStatus status) {
        long now = ticker.getAsLong();
        if (outages.putIfAbsent(status.issuer(), new Outage(now, 0, now)) == null && hasLine.test(status.issuer())) {
            log.error(
                    "issuer {}: {}; tokens are answered 503 until keys can be had; it is asked again with growing delays;"
                            + " the last failure: {}",
                    Quoted.of(status.issuer()),
                    status.state() == IssuerStatus.State.COLD
                            ? "there are no keys, as none could be fetched yet"
                            : "its keys are too old to be used after " + status.failures() + " failed attempts",
                    status.lastFailure().orElse("none"));
        }
    }

    private void ended(String issuer) {
        @Nullable Outage outage = outages.remove(issuer);
        if (outage != null && hasLine.test(issuer)) {
            log.info(
                    "issuer {}: there are keys again, after {} and {} more failed requests without",
                    Quoted.of(issuer),
                    Delay.inWords(Duration.ofNanos(ticker.getAsLong() - outage.since)),
                    outage.failures);
        }
    }

    /**
     * A time without keys.
     *
     * @param failures how many requests failed since it was told first
     * @param toldAt when it was told last
     */
    record Outage(long since, long failures, long toldAt) {
        Outage withFailure(long now) {
            return new Outage(since, failures + 1, now - toldAt >= REPEATED_AFTER ? now : toldAt);
        }
    }
}
