package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
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

    /**
     * A document for each key ID, which is PEM text: a public key or certificate, as AWS publishes those of its load balancers
     * ({@code https://public-keys.auth.elb.{region}.amazonaws.com/{kid:uuid}}). A key is fetched when a token names it, by the budget of unknown
     * keys; 404 and 410 say that there is none, and so does 403, which is what S3 answers. The 16 keys that were fetched last are kept, and
     * refreshed as a JWK Set is. A token without {@code kid}, or with one of another form, is refused unasked.
     *
     * @param uriTemplate an https URI, without query, in which one path segment is {@code {kid}} (letters, digits, {@code .}, {@code _} and
     *     {@code -}, and no dot segment) or {@code {kid:uuid}} (a UUID in lower case)
     * @return the location
     * @throws IllegalArgumentException if it is anything else
     */
    public static KeyLocation pemPerKeyId(String uriTemplate) {
        return new KeyLocation(KeySource.PemPerKeyId.of(requireNonNull(uriTemplate, "uriTemplate")));
    }

    /**
     * A SPIFFE bundle (SPIFFE Trust Domain and Bundle §4), of which the keys for JWT-SVIDs are used, each by its {@code kid}. It is asked for
     * again after its {@code spiffe_refresh_hint}, or else 5 min, within the bounds of the {@link RefreshPolicy}. One whose
     * {@code spiffe_sequence} is lower than one that was seen is an older one, and is refused. One without keys ends all at once.
     *
     * @param uri where the bundle is
     * @return the location
     */
    public static KeyLocation spiffeBundle(String uri) {
        return new KeyLocation(new KeySource.Spiffe(requireNonNull(uri, "uri")));
    }

    /**
     * Several JWKS URIs with the same keys: each time the first is asked, and the next one if the first fails, for whatever reason. An answer
     * that is a JWK Set is the answer, even without keys.
     *
     * @param jwksUris at least two
     * @return the location
     */
    public static KeyLocation firstOf(String... jwksUris) {
        return new KeyLocation(new KeySource.InOrder(several(jwksUris)));
    }

    /**
     * Several JWKS URIs with different keys of one issuer: all are asked at once. While one of them fails, its last keys stay in use as
     * long as keys may be used stale, and it is asked again with the others.
     *
     * @param jwksUris at least two
     * @return the location
     */
    public static KeyLocation allOf(String... jwksUris) {
        return new KeyLocation(new KeySource.Union(several(jwksUris)));
    }

    private static List<String> several(String... jwksUris) {
        List<String> uris = List.of(jwksUris);
        if (uris.size() < 2 || uris.stream().distinct().count() < uris.size()) {
            throw new IllegalArgumentException("a location with several JWKS URIs needs two or more that differ");
        }
        return uris;
    }

    /**
     * A local file of at most 1 MiB: a JWK Set, or PEM text with certificates and public keys. While it is used, it is looked at every 10 s,
     * and at once for an unknown key; nothing of its content gets into a message. What cannot be read leaves the last keys in use, as with any
     * issuer. A key without {@code kid}, as those of PEM text are, fits a token with any. Private keys and the authorities of a certificate's chain
     * are passed over. Links are followed to a regular file.
     *
     * @param file need not be there yet
     * @return the location
     */
    public static KeyLocation file(Path file) {
        return new KeyLocation(new KeySource.InFile(file.toAbsolutePath()));
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
