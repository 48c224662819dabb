package org.jwks4j.verifier;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/**
 * The claims of a verified token (RFC 7519 §4), read where they stand in its text. A getter fails with a
 * {@link JsonFormatException} if a claim is there in another type; for {@code iss}, {@code sub}, {@code aud}, {@code exp},
 * {@code nbf}, {@code iat}, {@code jti}, {@code azp}, {@code client_id} and the scopes that was checked already. Immutable.
 */
public final class Claims {
    /** Some issuers write these as null if they have none; of any other claim, null is another type. */
    private static final Set<String> NULL_IF_ABSENT =
            Set.of("aud", "nbf", "iat", "sub", "jti", "email", "azp", "client_id", "scope", "scp");

    private final TokenJson text;
    private volatile @Nullable JsonObject json;

    Claims(TokenJson text) {
        this.text = text;
    }

    TokenJson text() {
        return text;
    }

    /**
     * All claims, parsed when they are first asked for.
     *
     * @return the payload as JSON
     */
    public JsonObject json() {
        JsonObject parsed = json;
        if (parsed == null) {
            parsed = JsonObject.parse(text.utf8());
            json = parsed;
        }
        return parsed;
    }

    private boolean isAbsent(String name) {
        return !text.has(name) || (NULL_IF_ABSENT.contains(name) && text.isNull(name));
    }

    /** What was read where it stands; else nothing if there is none, or the failure for another type. */
    private <T> Optional<T> typed(String name, Optional<T> value, String type) {
        if (value.isEmpty() && !isAbsent(name)) {
            throw malformed(name, type);
        }
        return value;
    }

    /** Names the type that is there, and not the value, which may be personal. */
    private JsonFormatException malformed(String name, String type) {
        String actual = typeOf(json().asMap().get(name));
        return new JsonFormatException("the claim " + Quoted.of(name) + " is not " + type + ", but " + actual);
    }

    private static String typeOf(@Nullable Object value) {
        if (value instanceof String) {
            return "a string";
        } else if (value instanceof Boolean) {
            return "a boolean";
        } else if (value instanceof Number) {
            return "a number";
        } else if (value instanceof List) {
            return "an array";
        }
        return value == null ? "null" : "an object";
    }

    /**
     * The {@code iss}; of a JWT-SVID that has none, the trust domain of its {@code sub}.
     *
     * @return the issuer, which is that of the key
     */
    public String issuer() {
        return string("iss").orElseGet(() -> trustDomain(string("sub").orElseThrow()));
    }

    /** The form of the SPIFFE ID was checked before its keys were asked for. */
    private static String trustDomain(String spiffeId) {
        int path = spiffeId.indexOf('/', "spiffe://".length());
        return path < 0 ? spiffeId : spiffeId.substring(0, path);
    }

    /**
     * The {@code sub}.
     *
     * @return the subject, or empty when the token has none
     */
    public Optional<String> subject() {
        return string("sub");
    }

    /**
     * The {@code aud}, one string or many.
     *
     * @return the audiences; empty when the token has none
     */
    public List<String> audience() {
        return stringOrStrings("aud");
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
        return string("jti");
    }

    /**
     * A string claim.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<String> string(String name) {
        return typed(name, text.string(name), "a string");
    }

    /**
     * A claim that is a string, or an array of strings.
     *
     * @param name the claim's name
     * @return its values; empty when it is absent
     */
    public List<String> stringOrStrings(String name) {
        Optional<String> one = text.string(name);
        return one.isPresent()
                ? List.of(one.get())
                : typed(name, text.strings(name), "a string or an array of strings")
                        .orElse(List.of());
    }

    /**
     * A claim that is an array of strings.
     *
     * @param name the claim's name
     * @return its values, or empty when it is absent
     */
    public Optional<List<String>> strings(String name) {
        return typed(name, text.strings(name), "an array of strings");
    }

    /**
     * A boolean claim.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<Boolean> bool(String name) {
        return typed(name, text.bool(name), "a boolean");
    }

    /**
     * A number, integer or not.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<Number> number(String name) {
        OptionalLong integer = text.integer(name);
        if (integer.isPresent()) {
            return Optional.of(integer.getAsLong());
        }
        if (isAbsent(name)) {
            return Optional.empty();
        } else if (json().asMap().get(name) instanceof Number number) {
            return Optional.of(number);
        }
        throw malformed(name, "a number");
    }

    /**
     * An integer, such as a version or a counter.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public OptionalLong integer(String name) {
        Optional<Number> number = number(name);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        } else if (number.get() instanceof Long integer) {
            return OptionalLong.of(integer);
        }
        throw malformed(name, "an integer of 64 bits");
    }

    /**
     * What the token is good for: the words of {@code scope} (RFC 8693 §4.2), or of {@code scp}, a string or an array of strings.
     *
     * @return in their order, unmodifiable; empty when the token has none
     */
    public Set<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>();
        for (String claim : List.of("scope", "scp")) {
            for (String some : stringOrStrings(claim)) {
                Arrays.stream(some.split(" ")).filter(word -> !word.isEmpty()).forEach(scopes::add);
            }
        }
        return Collections.unmodifiableSet(scopes);
    }

    /**
     * Strings at the end of a path of objects, such as Keycloak's roles at {@code realm_access}, {@code roles}.
     *
     * @param path names of members, from the outermost on; at least one
     * @return the string there, or the strings of the array; empty when there is nothing
     */
    public List<String> stringsAt(String... path) {
        if (path.length == 0) {
            throw new IllegalArgumentException("stringsAt() needs the name of a claim");
        } else if (path.length == 1) {
            return stringOrStrings(path[0]);
        }
        Optional<JsonObject> inner = object(path[0]);
        for (int i = 1; i < path.length - 1 && inner.isPresent(); i++) {
            inner = inner.get().object(path[i]);
        }
        String last = path[path.length - 1];
        return inner.map(object -> object.asMap().get(last) instanceof String one
                        ? List.of(one)
                        : object.strings(last).orElse(List.of()))
                .orElse(List.of());
    }

    /**
     * All claims as Java values, as {@link JsonObject#asMap} has them.
     *
     * @return an unmodifiable map in the order of the text
     */
    @SuppressWarnings("NullAway") // before JDK 22, javac reads no annotations of type arguments from class files
    public Map<String, @Nullable Object> asMap() {
        return json().asMap();
    }

    /**
     * The claims as an object of yours, through your own mapper, for example {@code claims.as(mapper.readerFor(Order.class)::readValue)}.
     *
     * @param mapper reads JSON in UTF-8
     * @param <T> what it makes of it
     * @return what the mapper returns
     * @throws IllegalArgumentException if the mapper throws; with its exception as the cause
     */
    public <T> T as(ClaimsMapper<T> mapper) {
        try {
            return mapper.map(text.utf8());
        } catch (Exception e) {
            throw new IllegalArgumentException("the claims were not mapped", e);
        }
    }

    /**
     * A claim that is an object.
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<JsonObject> object(String name) {
        if (isAbsent(name)) {
            return Optional.empty();
        } else if (json().asMap().get(name) instanceof JsonObject object) {
            return Optional.of(object);
        }
        throw malformed(name, "an object");
    }

    /**
     * A NumericDate: seconds since 1970, fractions allowed (RFC 7519 §2).
     *
     * @param name the claim's name
     * @return its value, or empty when it is absent
     */
    public Optional<Instant> instant(String name) {
        return number(name).map(number -> toInstant(name, number));
    }

    private Instant toInstant(String name, Number number) {
        try {
            if (number instanceof Long seconds) {
                return Instant.ofEpochSecond(seconds);
            } else if (number instanceof Double seconds && Math.abs(seconds) < 1e12) {
                BigInteger nanos = BigDecimal.valueOf(seconds).movePointRight(9).toBigInteger();
                BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
                return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw malformed(name, "a date");
        }
        throw malformed(name, "a date");
    }

    /** The claims as JSON; they are not secret, but they may be personal. */
    @Override
    public String toString() {
        return json().toJson();
    }
}
