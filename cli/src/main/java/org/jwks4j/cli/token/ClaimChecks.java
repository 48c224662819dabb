package org.jwks4j.cli.token;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jwks4j.cli.terminal.TimeSpan;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;

/** Audience and times (RFC 7519 §4.1), each by itself. */
final class ClaimChecks {
    /** Beyond it (the year 5138) a number of seconds is one of milliseconds, of 1973 or later. */
    private static final Instant IN_MILLISECONDS = Instant.ofEpochSecond(100_000_000_000L);

    private final JsonObject claims;
    private final Rules rules;

    ClaimChecks(JsonObject claims, Rules rules) {
        this.claims = claims;
        this.rules = rules;
    }

    Check audience() {
        List<String> wanted = rules.audiences();
        List<String> found;
        try {
            found = claims.asMap().get("aud") instanceof String one
                    ? List.of(one)
                    : claims.strings("aud").orElse(List.of());
        } catch (JsonFormatException e) {
            return malformed("aud", "a string, or an array of strings");
        }
        String shown = found.isEmpty() ? "none" : quoted(found);
        if (wanted.isEmpty()) {
            return Check.unchecked("aud", "anything; --audience asks for one", shown);
        }
        String expected = (wanted.size() == 1 ? "" : "one of ") + quoted(wanted);
        if (found.isEmpty()) {
            return Check.bad(
                    "aud",
                    expected,
                    "none",
                    Reason.MISSING_CLAIM,
                    "The token does not say for whom it is. Have the issuer name this service as its audience.");
        } else if (Collections.disjoint(wanted, found)) {
            return Check.bad(
                    "aud",
                    expected,
                    shown,
                    Reason.WRONG_AUDIENCE,
                    "The token was issued for another service. Have the client ask for a token for this one; or correct"
                            + " --audience, if that is this service's name.");
        }
        return Check.ok("aud", expected, shown);
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().limit(5).map(Quoted::of).toList()) + (names.size() > 5 ? ", ..." : "");
    }

    /** RFC 7519 §4.1.4: now must be before, not at. */
    Check expiration() {
        String expected = "after " + shown(rules.now()) + skew();
        Optional<Instant> expiresAt;
        try {
            expiresAt = date("exp");
        } catch (JsonFormatException e) {
            return malformed("exp", "a date in seconds since 1970");
        }
        if (expiresAt.isEmpty()) {
            return Check.bad(
                    "exp", expected, "none", Reason.MISSING_CLAIM, "The token never expires. Have the issuer set exp.");
        }
        Instant at = expiresAt.get();
        if (rules.now().minus(rules.clockSkew()).isBefore(at)) {
            return Check.ok(
                    "exp",
                    expected,
                    shown(at) + ", " + (rules.now().isBefore(at) ? "expires " : "expired ") + distance(at));
        }
        return Check.bad("exp", expected, shown(at) + ", expired " + distance(at), Reason.EXPIRED, expiredAdvice(at));
    }

    private String expiredAdvice(Instant expiresAt) {
        String life = issuedAt()
                .filter(issued -> issued.isBefore(expiresAt))
                .map(issued -> " It was valid for " + TimeSpan.of(Duration.between(issued, expiresAt)) + ".")
                .orElse("");
        return "Get a new token." + life + " If it is new, this machine's clock or the issuer's is wrong.";
    }

    Check notBefore() {
        return notInTheFuture("nbf", Reason.NOT_YET_VALID, "valid ");
    }

    Check issued() {
        return notInTheFuture("iat", Reason.ISSUED_IN_THE_FUTURE, "issued ");
    }

    private Check notInTheFuture(String name, Reason reason, String verb) {
        String expected = "not after " + shown(rules.now()) + skew();
        Optional<Instant> date;
        try {
            date = date(name);
        } catch (JsonFormatException e) {
            return malformed(name, "a date in seconds since 1970");
        }
        if (date.isEmpty()) {
            return Check.unchecked(name, expected, "none");
        }
        Instant at = date.get();
        String found = shown(at) + ", " + verb + distance(at);
        return rules.now().plus(rules.clockSkew()).isBefore(at)
                ? Check.bad(name, expected, found, reason, futureAdvice(name, at))
                : Check.ok(name, expected, found);
    }

    private static String futureAdvice(String name, Instant at) {
        return at.isAfter(IN_MILLISECONDS)
                ? name + " seems to be in milliseconds. Have the issuer send seconds since 1970 (RFC 7519 section 2)."
                : "The issuer's clock is ahead of this machine's, or the token was made for later. Compare both clocks;"
                        + " 'jwks4j doctor' does.";
    }

    private Optional<Instant> issuedAt() {
        try {
            return date("iat");
        } catch (JsonFormatException e) {
            return Optional.empty();
        }
    }

    private static Check malformed(String name, String expected) {
        return Check.bad(
                name,
                expected,
                "of another JSON type, or out of range",
                Reason.MALFORMED_CLAIM,
                "Have the issuer send " + name + " as RFC 7519 section 4.1 has it.");
    }

    /** RFC 7519 §2: seconds since 1970, fractions allowed. */
    private Optional<Instant> date(String name) {
        return claims.number(name).map(ClaimChecks::instant);
    }

    private static Instant instant(Number number) {
        try {
            BigDecimal nanos = new BigDecimal(number.toString()).movePointRight(9);
            if (nanos.abs().compareTo(BigDecimal.TEN.pow(21)) < 0) {
                BigInteger[] parts = nanos.toBigInteger().divideAndRemainder(BigInteger.valueOf(1_000_000_000));
                return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
            } else if (number instanceof Long seconds) {
                return Instant.ofEpochSecond(seconds);
            }
        } catch (DateTimeException | ArithmeticException e) {
            // no date, as below
        }
        throw new JsonFormatException("no date");
    }

    private String distance(Instant at) {
        Duration until = Duration.between(rules.now(), at);
        return until.isNegative() ? TimeSpan.of(until) + " ago" : "in " + TimeSpan.of(until);
    }

    /** Fractions of a second count, and are not worth showing. */
    private static Instant shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private String skew() {
        return " (now), give or take " + rules.clockSkew().toSeconds() + " s";
    }
}
