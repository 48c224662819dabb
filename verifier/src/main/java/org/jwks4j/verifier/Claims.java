package org.jwks4j.verifier;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;

/**
 * The claims of a verified token (RFC 7519 §4). A getter fails with a {@link JsonFormatException} where a claim is there in
 * another type; for {@code iss}, {@code aud}, {@code exp}, {@code nbf} and {@code iat} that was checked already. Immutable.
 */
public final class Claims {
    private final byte[] text;
    private volatile @Nullable JsonObject json;

    /** The text is strict JSON, as {@link org.jwks4j.token.UnverifiedToken} has found. */
    Claims(byte[] text) {
        this.text = text;
    }

    byte[] text() {
        return text;
    }

    /**
     * All claims.
     *
     * @return the payload as JSON
     */
    public JsonObject json() {
        JsonObject parsed = json;
        if (parsed == null) {
            parsed = JsonObject.parse(text);
            json = parsed;
        }
        return parsed;
    }

    /**
     * The {@code iss}.
     *
     * @return the issuer, which is that of the key
     */
    public String issuer() {
        return json().string("iss").orElseThrow();
    }

    /**
     * The {@code sub}.
     *
     * @return the subject, or empty when the token has none
     */
    public Optional<String> subject() {
        return json().string("sub");
    }

    /**
     * The {@code aud}, one string or many.
     *
     * @return the audiences; empty when the token has none
     */
    public List<String> audience() {
        if (json().asMap().get("aud") instanceof String one) {
            return List.of(one);
        }
        return json().strings("aud").orElse(List.of());
    }

    /**
     * The {@code exp}.
     *
     * @return when the token expires, or empty when it never does
     */
    public Optional<Instant> expiresAt() {
        return instant("exp");
    }

    /**
     * The {@code nbf}.
     *
     * @return before when the token is not valid, or empty when it does not say
     */
    public Optional<Instant> notBefore() {
        return instant("nbf");
    }

    /**
     * The {@code iat}.
     *
     * @return when the token was issued, or empty when it does not say
     */
    public Optional<Instant> issuedAt() {
        return instant("iat");
    }

    /**
     * The {@code jti}.
     *
     * @return the token's own ID, or empty when it has none
     */
    public Optional<String> jwtId() {
        return json().string("jti");
    }

    /**
     * A string claim.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<String> string(String name) {
        return json().string(name);
    }

    /**
     * A claim that is an array of strings.
     *
     * @param name the claim's name
     * @return its values, or empty when it is absent
     */
    public Optional<List<String>> strings(String name) {
        return json().strings(name);
    }

    /**
     * A boolean claim.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<Boolean> bool(String name) {
        return json().bool(name);
    }

    /**
     * A number, integer or not.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<Number> number(String name) {
        return json().number(name);
    }

    /**
     * A claim that is an object.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<JsonObject> object(String name) {
        return json().object(name);
    }

    /**
     * A NumericDate: seconds since 1970, fractions allowed (RFC 7519 §2).
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<Instant> instant(String name) {
        return json().number(name).map(number -> toInstant(name, number));
    }

    private static Instant toInstant(String name, Number number) {
        try {
            if (number instanceof Long seconds) {
                return Instant.ofEpochSecond(seconds);
            } else if (number instanceof Double seconds && Math.abs(seconds) < 1e12) {
                BigInteger nanos = BigDecimal.valueOf(seconds).movePointRight(9).toBigInteger();
                BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
                return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new JsonFormatException("the claim " + name + " is no date");
        }
        throw new JsonFormatException("the claim " + name + " is no date");
    }

    /** The claims as JSON; they are not secret, but they may be personal. */
    @Override
    public String toString() {
        return json().toJson();
    }
}
