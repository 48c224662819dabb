package org.jwks4j;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where an issuer's keys are that publishes no JWK Set at one URI, and in which form: for
 * {@link TrustedIssuer#withKeysAt}. A key is a key: whatever the form, it passes the same checks as a JWK, and is skipped with its
 * reason if it does not. Immutable.
 */
public final class KeyLocation {
    private final KeySource source;

    private KeyLocation(KeySource source) {
        this.source = source;
    }

    /**
     * A JSON object whose members are key IDs, and whose values are PEM text: certificates or public keys, as Google
     * ({@code https://www.googleapis.com/oauth2/v1/certs}) and Firebase publish them. A certificate's dates, names and signature are
     * not looked at: its key is trusted for the place that it came from.
     *
     * @param uri where the document is
     * @return the location
     */
    public static KeyLocation pemMap(String uri) {
        return new KeyLocation(new KeySource.PemByKeyId(requireNonNull(uri, "uri")));
    }

    KeySource source() {
        return source;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyLocation location && source.equals(location.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    /** The call that made it. */
    @Override
    public String toString() {
        return source.setBy();
    }
}
