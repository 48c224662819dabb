package org.jwks4j;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;

/**
 * Hears what a {@link KeyFetcher} does, for logs and metrics. Methods are called on the thread at hand, perhaps several at
 * once, never under a lock; they should be quick. One that throws harms nobody: it is logged. Key IDs are untrusted text.
 */
public interface KeyFetcherListener {
    /**
     * A request goes out.
     *
     * @param issuer whose document is fetched
     * @param uri what is fetched
     */
    default void fetchStarted(String issuer, URI uri) {}

    /**
     * A request was answered with a document that can be read, or with 304.
     *
     * @param issuer whose document was fetched
     * @param uri what was fetched
     * @param took from the request to the whole answer
     */
    default void fetchSucceeded(String issuer, URI uri, Duration took) {}

    /**
     * A request was not answered, or with something else than the document.
     *
     * @param issuer whose document was fetched
     * @param uri what was fetched
     * @param cause why
     * @param took from the request to the failure
     */
    default void fetchFailed(String issuer, URI uri, KeysUnavailableException cause, Duration took) {}

    /**
     * The issuer's keys are others than before, or are there for the first time.
     *
     * @param issuer whose keys they are
     * @param keys the new set
     * @param added key IDs that were not there before
     * @param removed key IDs that are gone
     */
    default void keySetChanged(String issuer, JwkSet keys, Set<String> added, Set<String> removed) {}

    /**
     * The issuer answered with a JWK Set without a usable key, which is not believed before a second answer confirms it. Keys that
     * were fetched before stay in use until then, if there are any that are not too old.
     *
     * @param issuer whose set it is
     * @param keys the set, which has the reason for each key that is not used
     * @param confirmedAfter when it is fetched again
     */
    default void keySetUnconfirmed(String issuer, JwkSet keys, Duration confirmedAfter) {}

    /**
     * A key of a changed set, or of one that is not confirmed yet, is not used.
     *
     * @param issuer whose key it is
     * @param key which, and why
     */
    default void keySkipped(String issuer, SkippedJwk key) {}

    /**
     * The issuer publishes private members with a key of a changed set. They were dropped unread.
     *
     * @param issuer whose key it is
     * @param keyId the {@code kid}, or null when it has none
     */
    default void privateKeyPublished(String issuer, @Nullable String keyId) {}

    /**
     * A caller was served keys that are past their freshness.
     *
     * @param issuer whose keys they are
     * @param age since they were fetched
     */
    default void staleServed(String issuer, Duration age) {}

    /**
     * An issuer's keys became fresh, due, stale or expired, or attempts to fetch them began or ceased to fail. What time alone
     * changes is told when the source next has something to decide.
     *
     * @param status what is known about the issuer now
     */
    default void statusChanged(IssuerStatus status) {}

    /**
     * The operator has revoked a key.
     *
     * @param issuer whose key it is
     * @param keyId the {@code kid}
     */
    default void keyRevoked(String issuer, String keyId) {}

    /**
     * A token's key is unknown, and the caller was refused.
     *
     * @param issuer the issuer of the token
     * @param keyId the {@code kid}, or null when the token has none
     * @param retryAfter when another try may have another outcome
     */
    default void unknownKeyRefused(String issuer, @Nullable String keyId, Optional<Duration> retryAfter) {}
}
