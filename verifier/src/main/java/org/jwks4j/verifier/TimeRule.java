package org.jwks4j.verifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.remembered.Validity;

/**
 * When a token is valid (RFC 7519 §4.1.4 to §4.1.6).
 *
 * @param expirationRequired whether {@code exp} must be there
 * @param late how long after {@code exp} it is still accepted: the issuer's clock may be behind
 * @param early how long before {@code nbf} and {@code iat} it is accepted: the issuer's clock may be ahead
 * @param maxAge the longest time since {@code iat}; null for any
 * @param maxLifetime the longest time from {@code iat} to {@code exp}; null for any
 */
record TimeRule(
        boolean expirationRequired,
        Duration late,
        Duration early,
        @Nullable Duration maxAge,
        @Nullable Duration maxLifetime)
        implements Rule {
    static final TimeRule DEFAULT = new TimeRule(true, Duration.ofSeconds(60), Duration.ofSeconds(60), null, null);

    /** Of an {@link Instant}, and more than a clock shows. */
    private static final long LATEST_SECOND = Instant.MAX.getEpochSecond();

    private static final long NONE = Long.MIN_VALUE;

    /** A hundred years: so that no sum of times is out of range. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

    TimeRule withExpirationOptional() {
        if (maxLifetime != null) {
            throw endlessLife();
        }
        return new TimeRule(false, late, early, maxAge, maxLifetime);
    }

    private static IllegalArgumentException endlessLife() {
        return new IllegalArgumentException(
                "acceptMissingExpiration and withMaxLifetime contradict each other: a lifetime ends at exp");
    }

    TimeRule withClockSkew(Duration newLate, Duration newEarly) {
        requireSkew(newLate);
        requireSkew(newEarly);
        return new TimeRule(expirationRequired, newLate, newEarly, maxAge, maxLifetime);
    }

    private static void requireSkew(Duration skew) {
        if (skew.isNegative() || skew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException("the clock skew must be between zero and " + MAX_CLOCK_SKEW);
        }
    }

    TimeRule withMaxAge(Duration age) {
        return new TimeRule(expirationRequired, late, early, positive(age), maxLifetime);
    }

    TimeRule withMaxLifetime(Duration lifetime) {
        if (!expirationRequired) {
            throw endlessLife();
        }
        return new TimeRule(true, late, early, maxAge, positive(lifetime));
    }

    private static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a greatest age or lifetime must be above zero and at most 36,525 days, and is " + duration);
        }
        return duration;
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        if (isSurelyMet(claims.text(), now.getEpochSecond())) {
            return;
        }
        Optional<Instant> expiresAt = claims.expiresAt();
        Optional<Instant> issuedAt = claims.issuedAt();
        if (expiresAt.isEmpty() && expirationRequired) {
            throw subject.refused(Reason.MISSING_CLAIM, "it has no exp, which must be there and to come");
        }
        if (issuedAt.isEmpty() && (maxAge != null || maxLifetime != null)) {
            throw subject.refused(
                    Reason.MISSING_CLAIM,
                    "it has no iat, which must be there: " + (maxAge == null ? "" : "it is at most " + maxAge + " ago")
                            + (maxAge == null || maxLifetime == null ? "" : ", and ")
                            + (maxLifetime == null ? "" : "exp is at most " + maxLifetime + " after it"));
        }
        if (expiresAt.isPresent() && !now.minus(late).isBefore(expiresAt.get())) { // §4.1.4: before, not at
            throw subject.refused(Reason.EXPIRED, "its exp is " + expiresAt.get() + ", now is " + now + allowed(late));
        }
        claims.notBefore().filter(now.plus(early)::isBefore).ifPresent(notBefore -> {
            throw subject.refused(
                    Reason.NOT_YET_VALID, "it is valid from " + notBefore + ", now is " + now + allowed(early));
        });
        issuedAt.filter(now.plus(early)::isBefore).ifPresent(issued -> {
            throw subject.refused(
                    Reason.ISSUED_IN_THE_FUTURE, "it was issued at " + issued + ", now is " + now + allowed(early));
        });
        issuedAt.ifPresent(issued -> checkLife(issued, expiresAt.orElse(Instant.MAX), subject, now));
    }

    /** At first sight: all times are whole seconds, and none is within a second of a bound. */
    private boolean isSurelyMet(TokenJson claims, long now) {
        long exp = claims.integerOr("exp", NONE);
        long nbf = claims.integerOr("nbf", NONE);
        long iat = claims.integerOr("iat", NONE);
        boolean readable = exp != NONE
                && (nbf != NONE || !claims.has("nbf"))
                && (iat != NONE || (!claims.has("iat") && maxAge == null && maxLifetime == null));
        long from = nbf == NONE ? now : nbf;
        long issued = iat == NONE ? now : iat;
        if (!readable || !areSeconds(exp, from, issued)) {
            return false;
        }
        return now - late.toSeconds() + 1 < exp
                && from <= now + early.toSeconds()
                && issued <= now + early.toSeconds()
                && (maxAge == null || now - late.toSeconds() - issued + 1 < maxAge.toSeconds())
                && (maxLifetime == null || exp - issued <= maxLifetime.toSeconds());
    }

    private static boolean areSeconds(long exp, long nbf, long iat) {
        return Math.abs(exp) < LATEST_SECOND && Math.abs(nbf) < LATEST_SECOND && Math.abs(iat) < LATEST_SECOND;
    }

    private void checkLife(Instant issued, Instant expires, Subject subject, Instant now) {
        if (maxAge != null && now.minus(late).isAfter(issued.plus(maxAge))) {
            throw subject.refused(
                    Reason.EXPIRED,
                    "it was issued at " + issued + ", now is " + now + ": older than " + maxAge + allowed(late));
        }
        if (maxLifetime != null && expires.isAfter(issued.plus(maxLifetime))) {
            throw subject.refused(
                    Reason.WRONG_CLAIM,
                    "its exp " + expires + " is more than " + maxLifetime + " after its iat " + issued);
        }
    }

    private static String allowed(Duration skew) {
        return " (clock skew of " + skew.toSeconds() + " s allowed)";
    }

    @Override
    public List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        if (expirationRequired) {
            demands.add(Demand.needed("exp", Demand.Kind.NUMBER));
        }
        if (maxAge != null || maxLifetime != null) {
            demands.add(Demand.needed("iat", Demand.Kind.NUMBER));
        }
        return demands;
    }

    /** Whether each token that is accepted now will be refused some day. */
    boolean hasEnd() {
        return expirationRequired || maxAge != null;
    }

    /** The last instant at which a token is accepted, or a little later. Of claims that were checked. */
    Instant end(Claims claims) {
        Instant expires = claims.expiresAt().orElse(Instant.MAX);
        Instant old =
                maxAge == null ? Instant.MAX : claims.issuedAt().orElseThrow().plus(maxAge);
        Instant end = expires.isBefore(old) ? expires : old;
        return end.isAfter(Instant.MAX.minus(late)) ? Instant.MAX : end.plus(late);
    }

    /** Of claims that were checked. */
    Validity validity(Claims claims) {
        long notBefore = claims.notBefore().map(TimeRule::nextSecond).orElse(Long.MIN_VALUE);
        Optional<Instant> issuedAt = claims.issuedAt();
        long from = Math.max(notBefore, issuedAt.map(TimeRule::nextSecond).orElse(Long.MIN_VALUE));
        long until = claims.expiresAt().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
        long old = maxAge == null
                ? Long.MAX_VALUE
                : issuedAt.orElseThrow().plus(maxAge).getEpochSecond();
        return new Validity(minus(from, early), plus(Math.min(until, old), late));
    }

    private static long nextSecond(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }

    private static long minus(long second, Duration skew) {
        return second == Long.MIN_VALUE ? second : second - skew.toSeconds();
    }

    private static long plus(long second, Duration skew) {
        return second == Long.MAX_VALUE ? second : second + skew.toSeconds();
    }

    @Override
    public String explanation() {
        String exp = expirationRequired ? "exp is there and" : "exp, if it is there, is";
        String text = exp + " to come (or past by less than " + late.toSeconds() + " s); nbf and iat are not more than "
                + early.toSeconds() + " s to come";
        text += maxAge == null ? "" : "; iat is at most " + maxAge + " ago";
        return text + (maxLifetime == null ? "" : "; exp is at most " + maxLifetime + " after iat");
    }
}
