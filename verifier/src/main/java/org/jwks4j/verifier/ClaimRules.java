package org.jwks4j.verifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.Reason;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.Quoted;

/**
 * What the claims of a token whose signature is right must be (RFC 7519 §4.1).
 *
 * @param audiences one of which must be in {@code aud}; null where any will do
 */
record ClaimRules(
        @Nullable Set<String> audiences,
        boolean expirationRequired,
        boolean eventsAccepted,
        Duration clockSkew,
        InstantSource instants) {

    private static final List<String> REGISTERED_STRINGS = List.of("sub", "jti");

    /** All of them, and that of registered claims each has its type: no getter of them fails later. */
    void check(Claims claims, Subject subject) {
        try {
            if (claims.text().hasUnusualNumbers()) {
                claims.json(); // one that is out of range shows only here
            }
            requireIssuer(claims, subject);
            requireNoEvents(claims, subject);
            requireAudience(claims, subject);
            requireTimes(claims, subject);
            REGISTERED_STRINGS.forEach(claims::string);
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.MALFORMED_CLAIM, String.valueOf(e.getMessage()));
        }
    }

    /** When claims that were checked are valid. */
    static Validity validity(Claims claims) {
        long notBefore = claims.notBefore().map(ClaimRules::nextSecond).orElse(Long.MIN_VALUE);
        long issuedAt = claims.issuedAt().map(ClaimRules::nextSecond).orElse(Long.MIN_VALUE);
        long until = claims.expiresAt().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
        return new Validity(Math.max(notBefore, issuedAt), until);
    }

    private static long nextSecond(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }

    boolean includeNow(Validity validity) {
        return validity.surelyIncludes(instants.instant(), clockSkew);
    }

    Duration remaining(Validity validity) {
        return validity.remaining(instants.instant(), clockSkew);
    }

    /** The key was found by this issuer; said again here, where the claims are believed (RFC 8725 §3.8). */
    private static void requireIssuer(Claims claims, Subject subject) {
        if (!claims.issuer().equals(subject.issuer())) {
            throw subject.refused(
                    Reason.WRONG_ISSUER, "its iss " + Quoted.of(claims.issuer()) + " is not the issuer of the key");
        }
    }

    /** RFC 8725 §3.12: what makes a token a security event (RFC 8417 §2.2) is there though it is null. */
    private void requireNoEvents(Claims claims, Subject subject) {
        if (!eventsAccepted && claims.text().has("events")) {
            throw subject.refused(
                    Reason.FORBIDDEN_CLAIM,
                    "it has events: it is a security event or logout token, no access or ID token");
        }
    }

    private void requireAudience(Claims claims, Subject subject) {
        List<String> audience = claims.audience();
        if (audiences == null) {
            return;
        }
        if (audience.isEmpty()) {
            throw subject.refused(Reason.MISSING_CLAIM, "it has no aud");
        }
        if (Collections.disjoint(audiences, audience)) {
            List<String> first = audience.stream().limit(5).map(Quoted::of).toList();
            throw subject.refused(
                    Reason.WRONG_AUDIENCE,
                    "its aud is " + first + ", not one of "
                            + audiences.stream().sorted().map(Quoted::of).toList());
        }
    }

    private void requireTimes(Claims claims, Subject subject) {
        Instant now = instants.instant();
        Optional<Instant> expiresAt = claims.expiresAt();
        if (expiresAt.isEmpty() && expirationRequired) {
            throw subject.refused(Reason.MISSING_CLAIM, "it has no exp");
        }
        if (expiresAt.isPresent() && !now.minus(clockSkew).isBefore(expiresAt.get())) { // §4.1.4: before, not at
            throw subject.refused(Reason.EXPIRED, "it expired at " + expiresAt.get() + ", now is " + now + skew());
        }
        Instant latest = now.plus(clockSkew);
        claims.notBefore().filter(latest::isBefore).ifPresent(notBefore -> {
            throw subject.refused(Reason.NOT_YET_VALID, "it is valid from " + notBefore + ", now is " + now + skew());
        });
        claims.issuedAt().filter(latest::isBefore).ifPresent(issuedAt -> {
            throw subject.refused(
                    Reason.ISSUED_IN_THE_FUTURE, "it was issued at " + issuedAt + ", now is " + now + skew());
        });
    }

    private String skew() {
        return " (clock skew of " + clockSkew.toSeconds() + " s allowed)";
    }
}
