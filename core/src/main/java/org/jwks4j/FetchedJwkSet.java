package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;

/**
 * A JWK Set as it was once fetched, to be kept outside of the process and handed to {@link TrustedIssuer#withSeed} at the next
 * start. It carries the time of its fetch, so that keeping it does not make it younger. Whoever can write where it is kept
 * decides which keys are trusted: keep it as safe as a certificate store.
 *
 * @param issuer whose keys these are
 * @param jwkSet its usable keys
 * @param fetchedAt when the issuer last said so, by the wall clock
 */
public record FetchedJwkSet(String issuer, JwkSet jwkSet, Instant fetchedAt) {
    /**
     * Checks that all is there.
     *
     * @param issuer whose keys these are
     * @param jwkSet its usable keys
     * @param fetchedAt when the issuer last said so
     */
    public FetchedJwkSet {
        requireNonNull(issuer, "issuer");
        requireNonNull(jwkSet, "jwkSet");
        requireNonNull(fetchedAt, "fetchedAt");
    }

    /** Empty where there is no key left that would do as a seed. */
    static Optional<FetchedJwkSet> of(String issuer, JwkSet jwkSet, Instant fetchedAt) {
        return jwkSet.keys().isEmpty() ? Optional.empty() : Optional.of(new FetchedJwkSet(issuer, jwkSet, fetchedAt));
    }

    /**
     * The same as text.
     *
     * @return a JSON object with the members {@code issuer}, {@code fetched_at} (ISO 8601) and {@code jwks}
     */
    public String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("fetched_at", fetchedAt.toString());
        members.put("jwks", jwkSet.toJson());
        return JsonObject.of(members).toJson();
    }

    /**
     * Reads what {@link #toJson()} wrote. Keys are checked as if they were fetched.
     *
     * @param json the text
     * @return what it says
     * @throws JsonFormatException when it is anything else
     */
    public static FetchedJwkSet parse(String json) {
        JsonObject object = JsonObject.parse(json);
        JwkSet jwkSet = JwkSet.of(object.object("jwks").orElseThrow(() -> missing("jwks")));
        return new FetchedJwkSet(
                object.string("issuer").orElseThrow(() -> missing("issuer")), jwkSet, fetchedAt(object));
    }

    private static Instant fetchedAt(JsonObject object) {
        try {
            return Instant.parse(object.string("fetched_at").orElseThrow(() -> missing("fetched_at")));
        } catch (DateTimeException e) {
            throw new JsonFormatException("fetched_at is no ISO 8601 instant");
        }
    }

    /** Names the issuer, and says how many keys there are and from when. */
    @Override
    public String toString() {
        return "FetchedJwkSet[" + Quoted.of(issuer) + ", " + jwkSet + ", " + fetchedAt + "]";
    }

    private static JsonFormatException missing(String name) {
        return new JsonFormatException("the member " + name + " is absent");
    }
}
