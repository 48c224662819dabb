package org.jwks4j;

import java.time.Duration;
import org.jwks4j.refresh.RefreshRules;

/**
 * How long keys are believed and how often an issuer may be asked. The defaults are meant to stay.
 *
 * <p>Freshness comes from the issuer's caching headers (RFC 9111) within bounds: they can neither make us hammer the issuer
 * nor put off a revocation past the upper bound. Immutable; each {@code with} method returns a changed copy.
 *
 * @param defaultFreshness how long a set is fresh when the answer does not say; 10 min
 * @param minFreshness the least that headers can ask for; 1 min
 * @param maxFreshness the most that headers can ask for, and so the time within which a withdrawn key is refused while the
 *     issuer answers; 1 h
 * @param staleFor how long past its freshness a set is still used while the issuer does not answer; 6 h
 * @param maxWait how long a caller waits for a refresh past freshness before it is served the stale set; 1 s
 * @param unknownKeyBurst how many fetches unknown keys may cause at once, per issuer; 2
 * @param unknownKeyInterval after which one more fetch for unknown keys is allowed, per issuer; 2 s
 * @param obeysMustRevalidate whether an answer that says {@code must-revalidate}, {@code no-cache} or {@code no-store} may
 *     not be used stale (RFC 9111 §5.2.2.2); false, since many issuers say so of keys that they mean to be cached
 */
public record RefreshPolicy(
        Duration defaultFreshness,
        Duration minFreshness,
        Duration maxFreshness,
        Duration staleFor,
        Duration maxWait,
        int unknownKeyBurst,
        Duration unknownKeyInterval,
        boolean obeysMustRevalidate) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Checks that durations are in order, and {@code defaultFreshness}, {@code maxFreshness} and the interval more than zero.
     *
     * @param defaultFreshness how long a set is fresh when the answer does not say
     * @param minFreshness the least that headers can ask for
     * @param maxFreshness the most that headers can ask for
     * @param staleFor how long past its freshness a set is still used
     * @param maxWait how long a caller waits for a refresh past freshness
     * @param unknownKeyBurst how many fetches unknown keys may cause at once
     * @param unknownKeyInterval after which one more is allowed
     * @param obeysMustRevalidate whether an answer may forbid its stale use
     */
    public RefreshPolicy {
        requireBetween(Duration.ZERO, minFreshness, LONGEST, "minFreshness");
        requireBetween(atLeastAMillisecond(minFreshness), maxFreshness, LONGEST, "maxFreshness");
        requireBetween(atLeastAMillisecond(minFreshness), defaultFreshness, maxFreshness, "defaultFreshness");
        requireBetween(Duration.ZERO, staleFor, LONGEST, "staleFor");
        requireBetween(Duration.ZERO, maxWait, LONGEST, "maxWait");
        requireBetween(Duration.ofMillis(1), unknownKeyInterval, LONGEST, "unknownKeyInterval");
        if (unknownKeyBurst < 1) {
            throw new IllegalArgumentException("unknownKeyBurst is below 1: a rotation would never be noticed");
        }
    }

    /**
     * The numbers above.
     *
     * @return the default policy
     */
    public static RefreshPolicy defaults() {
        return new RefreshPolicy(
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofHours(6),
                Duration.ofSeconds(1),
                2,
                Duration.ofSeconds(2),
                false);
    }

    /**
     * The defaults without staleness: past its freshness a set is not used, whatever the issuer's state.
     *
     * @return a policy for those who would rather answer 503 than use an hour-old key
     */
    public static RefreshPolicy strict() {
        return defaults().withStaleFor(Duration.ZERO);
    }

    /**
     * The defaults with 24 h of staleness.
     *
     * @return a policy that rides out a day without the issuer
     */
    public static RefreshPolicy resilient() {
        return defaults().withStaleFor(Duration.ofHours(24));
    }

    /**
     * The issuer's caching headers to the letter (RFC 9111), in both directions. Without bounds: a set is fresh for as long as
     * its headers say, be that a year, in which a withdrawn key stays in use; and with {@code no-store} or
     * {@code max-age=0} each look-up asks the issuer, those of one moment sharing a request. Past its freshness a set is used as by default,
     * but not where its headers forbid it.
     *
     * @return a policy for an issuer whose headers mean what they say
     */
    public static RefreshPolicy strictHttpCaching() {
        RefreshPolicy bounded = defaults();
        return new RefreshPolicy(
                bounded.defaultFreshness,
                Duration.ZERO,
                LONGEST,
                bounded.staleFor,
                bounded.maxWait,
                bounded.unknownKeyBurst,
                bounded.unknownKeyInterval,
                true);
    }

    /**
     * Changes the freshness bounds.
     *
     * @param unsaid what holds when the answer does not say
     * @param min the least that headers can ask for
     * @param max the most that headers can ask for
     * @return a changed copy
     */
    public RefreshPolicy withFreshness(Duration unsaid, Duration min, Duration max) {
        return new RefreshPolicy(
                unsaid, min, max, staleFor, maxWait, unknownKeyBurst, unknownKeyInterval, obeysMustRevalidate);
    }

    /**
     * Changes how long a set is used past its freshness while the issuer does not answer.
     *
     * @param duration zero or more
     * @return a changed copy
     */
    public RefreshPolicy withStaleFor(Duration duration) {
        return new RefreshPolicy(
                defaultFreshness,
                minFreshness,
                maxFreshness,
                duration,
                maxWait,
                unknownKeyBurst,
                unknownKeyInterval,
                obeysMustRevalidate);
    }

    /**
     * Changes how often unknown keys may cause a fetch, per issuer.
     *
     * @param burst at once
     * @param interval after which one more is allowed
     * @return a changed copy
     */
    public RefreshPolicy withUnknownKeyBudget(int burst, Duration interval) {
        return new RefreshPolicy(
                defaultFreshness, minFreshness, maxFreshness, staleFor, maxWait, burst, interval, obeysMustRevalidate);
    }

    RefreshRules rules() {
        return new RefreshRules(
                defaultFreshness,
                minFreshness,
                maxFreshness,
                staleFor,
                maxWait,
                unknownKeyBurst,
                unknownKeyInterval,
                obeysMustRevalidate);
    }

    private static Duration atLeastAMillisecond(Duration duration) {
        Duration least = Duration.ofMillis(1);
        return duration.compareTo(least) < 0 ? least : duration;
    }

    private static void requireBetween(Duration min, Duration value, Duration max, String name) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", not between " + min + " and " + max);
        }
    }
}
