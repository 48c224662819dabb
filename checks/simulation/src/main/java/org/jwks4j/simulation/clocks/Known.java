package org.jwks4j.simulation.clocks;

import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.world.KeyMaterial;
import org.jwks4j.simulation.world.VirtualTime;

/** What the machine must know of one issuer. All times are those of {@link MachineClock#passed} unless they say otherwise. */
final class Known {
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Duration LONGEST_KEPT = Duration.ofHours(1);
    private static final Duration STALE_FOR = Duration.ofHours(6);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 20;

    private final VirtualTime time;
    private final MachineClock clock;
    private final Map<String, KeyMaterial> all = new HashMap<>();
    private final Map<String, Long> seenAt = new HashMap<>();
    private final Map<String, Long> missingFrom = new HashMap<>();
    private Map<String, KeyMaterial> keys = Map.of();
    private long requestedAt = -1;
    private long answeredAt;
    private long freshFor;
    private long askedAt = -1;
    private int failures;
    private long failedAt;
    private long heldBackFor;
    private int attempts;
    private boolean underWay;
    private long endedAt = -1;

    Known(VirtualTime time, MachineClock clock) {
        this.time = time;
        this.clock = clock;
    }

    void asked() {
        attempts++;
        underWay = true;
        askedAt = clock.passed();
    }

    void answered(ClockIssuer.Answer answer) {
        underWay = false;
        endedAt = time.now();
        Map<String, KeyMaterial> published = answer.keys();
        if (published == null) {
            int doublings = Math.min(failures++, MOST_DOUBLINGS);
            long backoff = Math.min(LONGEST_BACKOFF.toNanos(), FIRST_BACKOFF.toNanos() << doublings);
            long rest = isHeldBack(0) ? failedAt + heldBackFor - clock.passed() : 0; // an attempt out of turn
            failedAt = clock.passed();
            heldBackFor = Math.max(rest, Math.max(backoff, answer.retryAfter().toNanos()));
            return;
        }
        failures = 0;
        requestedAt = askedAt;
        answeredAt = time.now();
        freshFor = answer.lifetime().toNanos();
        keys = published;
        all.putAll(published);
        published.keySet().forEach(keyId -> {
            seenAt.put(keyId, askedAt);
            missingFrom.remove(keyId);
        });
        seenAt.keySet().stream()
                .filter(keyId -> !published.containsKey(keyId))
                .forEach(keyId -> missingFrom.putIfAbsent(keyId, clock.passed()));
    }

    /** How often the issuer was asked. */
    int attempts() {
        return attempts;
    }

    /** Whether an answer was had at all. */
    boolean isThere() {
        return requestedAt >= 0;
    }

    boolean isFailing() {
        return failures > 0;
    }

    boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    /** Whether it is this key that an answer had under that key ID. */
    boolean had(String keyId, PublicKey key) {
        KeyMaterial material = all.get(keyId);
        return material != null && material.is(key);
    }

    boolean isRequestedSince(long then) {
        return requestedAt >= then;
    }

    /** Whether an answer came since that moment of virtual time: who waited for it waits for no other. */
    boolean isAnsweredSince(long moment) {
        return isThere() && answeredAt > moment;
    }

    boolean isPastFreshness(long now, long tolerance) {
        return isThere() && now >= requestedAt + freshFor + tolerance;
    }

    boolean isTooOld(long now, long tolerance) {
        return isPastFreshness(now, tolerance + STALE_FOR.toNanos());
    }

    /** Whether a refresh is due beyond all doubt: they begin at nine tenths of the lifetime at the latest. */
    boolean isDue(long now, long tolerance) {
        return isThere() && now >= requestedAt + freshFor / 10 * 9 + tolerance;
    }

    /** Whether a key that the last answer lacks is not kept any more. */
    boolean isGone(String keyId, long now, long tolerance) {
        Long from = missingFrom.get(keyId);
        long seen = seenAt.getOrDefault(keyId, 0L);
        return from != null && now >= Math.min(from + GRACE.toNanos(), seen + LONGEST_KEPT.toNanos()) + tolerance;
    }

    /** Whether it is being asked, or was until this instant. */
    boolean isAskedNow() {
        return underWay || endedAt == time.now();
    }

    /** Whether it has been asked for so long that no caller waits. */
    boolean isAskedFor(long nanos, long now) {
        return underWay && now - askedAt >= nanos;
    }

    /** Whether the next attempt may wait, by the backoff or because the issuer said so. */
    boolean isHeldBack(long tolerance) {
        return failures > 0 && clock.passed() < failedAt + heldBackFor + tolerance;
    }

    /** How long until the next attempt must have begun; null if one is under way, or none has failed. */
    @Nullable
    Long untilNextAttempt() {
        return underWay || failures == 0 ? null : Math.max(0, failedAt + heldBackFor - clock.passed());
    }

    @Override
    public String toString() {
        return "the set of " + Duration.ofNanos(clock.passed() - requestedAt) + " ago, fresh for "
                + Duration.ofNanos(freshFor) + ", " + failures + " failures since, the last "
                + Duration.ofNanos(clock.passed() - failedAt) + " ago";
    }
}
