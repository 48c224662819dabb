package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.refresh.RefreshSettings;

/**
 * How long keys are believed and how often an issuer may be asked. The defaults fit nearly every service.
 *
 * <p>Freshness comes from the issuer's caching headers (RFC 9111) within bounds: headers can neither make the fetcher ask too
 * often nor delay a withdrawn key's end past the upper bound. Immutable and thread-safe; each {@code with} method returns a
 * changed copy, and throws an {@link IllegalArgumentException} if the result contradicts itself.
 */
public final class RefreshPolicy {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final RefreshPolicy DEFAULTS = new RefreshPolicy(new Draft());

    private final Duration defaultFreshness;
    private final Duration minFreshness;
    private final Duration maxFreshness;
    private final Duration staleFor;
    private final Duration maxWait;
    private final int unknownKeyBurst;
    private final Duration unknownKeyInterval;
    private final Duration missingKeyGrace;
    private final boolean obeysMustRevalidate;

    private RefreshPolicy(Draft draft) {
        this.defaultFreshness = draft.defaultFreshness;
        this.minFreshness = draft.minFreshness;
        this.maxFreshness = draft.maxFreshness;
        this.staleFor = draft.staleFor;
        this.maxWait = draft.maxWait;
        this.unknownKeyBurst = draft.unknownKeyBurst;
        this.unknownKeyInterval = draft.unknownKeyInterval;
        this.missingKeyGrace = draft.missingKeyGrace;
        this.obeysMustRevalidate = draft.obeysMustRevalidate;
        check();
    }

    private void check() {
        requireBetween(Duration.ZERO, minFreshness, LONGEST, "minFreshness");
        requireBetween(atLeastAMillisecond(minFreshness), maxFreshness, LONGEST, "maxFreshness");
        requireBetween(atLeastAMillisecond(minFreshness), defaultFreshness, maxFreshness, "defaultFreshness");
        requireBetween(Duration.ZERO, staleFor, LONGEST, "staleFor");
        requireBetween(Duration.ZERO, maxWait, LONGEST, "maxWait");
        requireBetween(Duration.ZERO, missingKeyGrace, LONGEST, "missingKeyGrace");
        requireBetween(Duration.ofMillis(1), unknownKeyInterval, LONGEST, "unknownKeyInterval");
        if (unknownKeyBurst < 1) {
            throw new IllegalArgumentException("unknownKeyBurst is below 1: a rotation would never be noticed");
        }
    }

    /**
     * The default policy: the numbers that each accessor states.
     *
     * @return the default policy
     */
    public static RefreshPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * The defaults without staleness and without grace: past its freshness a set is not used, whatever the issuer's state, and a
     * key is gone with the first answer that lacks it.
     *
     * @return a policy for services that prefer a 503 to the use of an hour-old key, and a 401 to the use of a key that one node
     *     of the issuer does not publish
     */
    public static RefreshPolicy strict() {
        return DEFAULTS.withStaleFor(Duration.ZERO).withMissingKeyGrace(Duration.ZERO);
    }

    /**
     * The defaults with 24 h of staleness.
     *
     * @return a policy that survives a day without the issuer
     */
    public static RefreshPolicy resilient() {
        return DEFAULTS.withStaleFor(Duration.ofHours(24));
    }

    /**
     * The issuer's caching headers to the letter (RFC 9111), in both directions. Without bounds: a set is fresh for as long as
     * its headers say, be that a year, in which a withdrawn key stays in use; and with {@code no-store} or
     * {@code max-age=0} each look-up asks the issuer, and look-ups at the same moment share a request. Past its freshness a
     * set is used as by default, but not if its headers forbid it.
     *
     * @return a policy for an issuer whose headers mean what they say
     */
    public static RefreshPolicy strictHttpCaching() {
        return DEFAULTS.with(draft -> {
            draft.minFreshness = Duration.ZERO;
            draft.maxFreshness = LONGEST;
            draft.obeysMustRevalidate = true;
        });
    }

    /**
     * How long a set is fresh if its answer does not say.
     *
     * @return 10 min by default
     */
    public Duration defaultFreshness() {
        return defaultFreshness;
    }

    /**
     * The shortest freshness that caching headers can ask for.
     *
     * @return 1 min by default
     */
    public Duration minFreshness() {
        return minFreshness;
    }

    /**
     * The longest freshness that caching headers can ask for, and so the time within which a withdrawn key is refused while
     * the issuer answers: counted from the last answer that had the key, {@link #missingKeyGrace()} included.
     *
     * @return 1 h by default
     */
    public Duration maxFreshness() {
        return maxFreshness;
    }

    /**
     * How long past its freshness a set is still used while the issuer does not answer.
     *
     * @return 6 h by default
     */
    public Duration staleFor() {
        return staleFor;
    }

    /**
     * How long a caller waits for a refresh past freshness before it is served the stale set.
     *
     * @return 1 s by default
     */
    public Duration maxWait() {
        return maxWait;
    }

    /**
     * How many fetches unknown keys may cause at once, per issuer.
     *
     * @return 2 by default
     */
    public int unknownKeyBurst() {
        return unknownKeyBurst;
    }

    /**
     * The time after which one more fetch for unknown keys is allowed, per issuer.
     *
     * @return 2 s by default
     */
    public Duration unknownKeyInterval() {
        return unknownKeyInterval;
    }

    /**
     * How long a key stays in use at most after the first answer without it, since the nodes behind one address may disagree. It
     * is gone sooner when {@link #maxFreshness()} is over since an answer last had it; and an answer that has it again ends its
     * absence. While it is used, its absence is confirmed by a request each 15 s. It is gone at once by
     * {@link KeyFetcher#revokeNow}, and with an empty set that a second answer has confirmed.
     *
     * @return 5 min by default
     */
    public Duration missingKeyGrace() {
        return missingKeyGrace;
    }

    /**
     * Whether an answer that says {@code must-revalidate}, {@code no-cache} or {@code no-store} may not be used stale
     * (RFC 9111 §5.2.2.2).
     *
     * @return false by default, since many issuers say so of keys that they mean to be cached
     */
    public boolean obeysMustRevalidate() {
        return obeysMustRevalidate;
    }

    /**
     * Changes all three bounds of the freshness at once.
     *
     * @param unsaid the freshness if the answer does not say; at least 1 ms, and between the other two
     * @param min the shortest that headers can ask for; zero or more
     * @param max the longest that headers can ask for; at most 365 days
     * @return a changed copy
     */
    public RefreshPolicy withFreshness(Duration unsaid, Duration min, Duration max) {
        return with(draft -> {
            draft.defaultFreshness = requireNonNull(unsaid, "unsaid");
            draft.minFreshness = requireNonNull(min, "min");
            draft.maxFreshness = requireNonNull(max, "max");
        });
    }

    /**
     * Changes how long a set is fresh if its answer does not say.
     *
     * @param freshness between {@link #minFreshness()} and {@link #maxFreshness()}
     * @return a changed copy
     */
    public RefreshPolicy withDefaultFreshness(Duration freshness) {
        return withFreshness(freshness, minFreshness, maxFreshness);
    }

    /**
     * Changes the shortest freshness that headers can ask for.
     *
     * @param freshness at most {@link #defaultFreshness()}
     * @return a changed copy
     */
    public RefreshPolicy withMinFreshness(Duration freshness) {
        return withFreshness(defaultFreshness, freshness, maxFreshness);
    }

    /**
     * Changes the longest freshness that headers can ask for.
     *
     * @param freshness at least {@link #defaultFreshness()}
     * @return a changed copy
     */
    public RefreshPolicy withMaxFreshness(Duration freshness) {
        return withFreshness(defaultFreshness, minFreshness, freshness);
    }

    /**
     * Changes how long a set is used past its freshness while the issuer does not answer.
     *
     * @param duration zero or more
     * @return a changed copy
     */
    public RefreshPolicy withStaleFor(Duration duration) {
        return with(draft -> draft.staleFor = requireNonNull(duration, "duration"));
    }

    /**
     * Changes how long a caller waits for a refresh past freshness.
     *
     * @param duration zero or more
     * @return a changed copy
     */
    public RefreshPolicy withMaxWait(Duration duration) {
        return with(draft -> draft.maxWait = requireNonNull(duration, "duration"));
    }

    /**
     * Changes how often unknown keys may cause a fetch, per issuer.
     *
     * @param burst how many at once; at least 1
     * @param interval the time after which one more is allowed; at least 1 ms
     * @return a changed copy
     */
    public RefreshPolicy withUnknownKeyBudget(int burst, Duration interval) {
        return with(draft -> {
            draft.unknownKeyBurst = burst;
            draft.unknownKeyInterval = requireNonNull(interval, "interval");
        });
    }

    /**
     * Changes how long a key stays in use after the first answer without it.
     *
     * @param grace zero or more; with zero each answer's set is used as it is
     * @return a changed copy
     */
    public RefreshPolicy withMissingKeyGrace(Duration grace) {
        return with(draft -> draft.missingKeyGrace = requireNonNull(grace, "grace"));
    }

    /**
     * Changes whether an answer may forbid its stale use.
     *
     * @param obeyed whether {@code must-revalidate}, {@code no-cache} and {@code no-store} forbid it
     * @return a changed copy
     */
    public RefreshPolicy withMustRevalidate(boolean obeyed) {
        return with(draft -> draft.obeysMustRevalidate = obeyed);
    }

    private RefreshPolicy with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new RefreshPolicy(draft);
    }

    private List<Object> settings() {
        return List.of(
                defaultFreshness,
                minFreshness,
                maxFreshness,
                staleFor,
                maxWait,
                unknownKeyBurst,
                unknownKeyInterval,
                missingKeyGrace,
                obeysMustRevalidate);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RefreshPolicy policy && settings().equals(policy.settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    /** Names each setting and its value. */
    @Override
    public String toString() {
        return "RefreshPolicy[defaultFreshness=" + defaultFreshness + ", minFreshness=" + minFreshness
                + ", maxFreshness=" + maxFreshness + ", staleFor=" + staleFor + ", maxWait=" + maxWait
                + ", unknownKeyBurst=" + unknownKeyBurst + ", unknownKeyInterval=" + unknownKeyInterval
                + ", missingKeyGrace=" + missingKeyGrace + ", obeysMustRevalidate=" + obeysMustRevalidate + "]";
    }

    RefreshSettings rules() {
        return new RefreshSettings(
                defaultFreshness,
                minFreshness,
                maxFreshness,
                staleFor,
                maxWait,
                unknownKeyBurst,
                unknownKeyInterval,
                missingKeyGrace,
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

    /** The settings while they are changed; begins with the defaults. */
    private static final class Draft {
        private Duration defaultFreshness = Duration.ofMinutes(10);
        private Duration minFreshness = Duration.ofMinutes(1);
        private Duration maxFreshness = Duration.ofHours(1);
        private Duration staleFor = Duration.ofHours(6);
        private Duration maxWait = Duration.ofSeconds(1);
        private int unknownKeyBurst = 2;
        private Duration unknownKeyInterval = Duration.ofSeconds(2);
        private Duration missingKeyGrace = Duration.ofMinutes(5);
        private boolean obeysMustRevalidate;

        private Draft() {}

        private Draft(RefreshPolicy policy) {
            defaultFreshness = policy.defaultFreshness;
            minFreshness = policy.minFreshness;
            maxFreshness = policy.maxFreshness;
            staleFor = policy.staleFor;
            maxWait = policy.maxWait;
            unknownKeyBurst = policy.unknownKeyBurst;
            unknownKeyInterval = policy.unknownKeyInterval;
            missingKeyGrace = policy.missingKeyGrace;
            obeysMustRevalidate = policy.obeysMustRevalidate;
        }
    }
}
