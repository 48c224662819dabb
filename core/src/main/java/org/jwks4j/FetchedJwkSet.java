package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.saved.SavedKeySet;

/**
 * A JWK Set as it was once fetched, to be kept outside of the process and handed to {@link TrustedIssuer#withSeed} at the next
 * start. It carries the time of its fetch, so that keeping it does not make it younger. Anyone who can write to the place
 * where it is kept decides which keys are trusted: keep it as safe as a certificate store.
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

    /** Empty if there is no key left that would do as a seed. */
    static Optional<FetchedJwkSet> of(String issuer, JwkSet jwkSet, Instant fetchedAt) {
        return jwkSet.keys().isEmpty() ? Optional.empty() : Optional.of(new FetchedJwkSet(issuer, jwkSet, fetchedAt));
    }

    /**
     * The same as text.
     *
     * @return a JSON object with the members {@code version}, {@code issuer}, {@code fetched_at} (ISO 8601) and {@code jwks}
     */
    public String toJson() {
        return new SavedKeySet(issuer, jwkSet.toJson(), fetchedAt, null).toJson();
    }

    /**
     * Reads what {@link #toJson()} wrote. Keys are checked as if they were fetched.
     *
     * @param json the text
     * @return what it says
     * @throws JsonFormatException if it is anything else, or of a version that this release does not know
     */
    public static FetchedJwkSet parse(String json) {
        SavedKeySet saved = SavedKeySet.parse(json);
        return new FetchedJwkSet(saved.issuer(), saved.jwkSet(), saved.fetchedAt());
    }

    /** Names the issuer, and says how many keys there are and from when. */
    @Override
    public String toString() {
        return "FetchedJwkSet[" + Quoted.of(issuer) + ", " + jwkSet + ", " + fetchedAt + "]";
    }

    /** Where an issuer's keys came from. */
    public enum Origin {
        /** The issuer was asked. */
        ISSUER,
        /** A shared store had them: another node, or an earlier process, has asked the issuer. */
        STORE,
        /** A file that the operator named. */
        FILE,
        /** They were given as a seed. */
        SEED,
        /** They were configured, and never change. */
        CONFIGURATION
    }
}
