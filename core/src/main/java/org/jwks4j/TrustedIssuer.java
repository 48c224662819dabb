package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * An issuer whose tokens are accepted, and where its keys come from: by default from its published metadata. The name is
 * compared with {@code iss} exactly: no slash is added or dropped, no case folded.
 *
 * <p>Immutable; each {@code with} method returns a changed copy. At most one of metadata location, fixed metadata, JWKS URI
 * and fixed JWK Set can be given: another one is refused.
 */
public final class TrustedIssuer {
    private final String name;
    private final KeySource keySource;
    private final @Nullable Set<JwsAlgorithm> algorithms;
    private final @Nullable FetchedJwkSet seed;

    private TrustedIssuer(
            String name, KeySource keySource, @Nullable Set<JwsAlgorithm> algorithms, @Nullable FetchedJwkSet seed) {
        this.name = name;
        this.keySource = keySource;
        this.algorithms = algorithms;
        this.seed = seed;
    }

    /**
     * An issuer whose keys are found through the fetcher's metadata locations.
     *
     * @param issuer the exact {@code iss} of its tokens
     * @return the trusted issuer
     */
    public static TrustedIssuer of(String issuer) {
        if (requireNonNull(issuer, "issuer").isEmpty()) {
            throw new IllegalArgumentException("the issuer is empty");
        }
        return new TrustedIssuer(issuer, KeySource.Discovered.BY_DEFAULT, null, null);
    }

    /**
     * Looks for the metadata in these places, in this order; the next one is asked when one answers 4xx.
     *
     * @param locations at least one
     * @return a changed copy
     */
    public TrustedIssuer withMetadataAt(MetadataLocation... locations) {
        if (locations.length == 0) {
            throw new IllegalArgumentException("withMetadataAt() needs a location");
        }
        return withKeySource(new KeySource.Discovered(List.of(locations)));
    }

    /**
     * Looks for the metadata at a path of its own, as {@code withMetadataAt(MetadataLocation.path(path))}.
     *
     * @param path begins with a slash; appended to the issuer
     * @return a changed copy
     */
    public TrustedIssuer withMetadataPath(String path) {
        return withMetadataAt(MetadataLocation.path(path));
    }

    /**
     * Looks for the metadata at a URI of its own, as {@code withMetadataAt(MetadataLocation.uri(uri))}.
     *
     * @param uri where the document is
     * @return a changed copy
     */
    public TrustedIssuer withMetadataUri(String uri) {
        return withMetadataAt(MetadataLocation.uri(uri));
    }

    /**
     * Uses this metadata and never asks for any.
     *
     * @param metadata names this issuer
     * @return a changed copy
     */
    public TrustedIssuer withMetadata(IssuerMetadata metadata) {
        if (!metadata.issuer().equals(name)) {
            throw new IllegalArgumentException("the metadata names another issuer");
        }
        return withKeySource(new KeySource.Fixed(metadata));
    }

    /**
     * Fetches the JWK Set from this URI, without metadata.
     *
     * @param jwksUri where the JWK Set is
     * @return a changed copy
     */
    public TrustedIssuer withJwksUri(String jwksUri) {
        return withKeySource(new KeySource.Direct(requireNonNull(jwksUri, "jwksUri")));
    }

    /**
     * Uses these keys and never fetches any.
     *
     * @param jwkSet at least one usable key
     * @return a changed copy
     */
    public TrustedIssuer withJwkSet(JwkSet jwkSet) {
        if (jwkSet.keys().isEmpty()) {
            throw new IllegalArgumentException("the JWK Set has no usable key: " + jwkSet.skipped());
        }
        return withKeySource(new KeySource.Given(jwkSet));
    }

    /**
     * Accepts only these algorithms from this issuer.
     *
     * @param allowed at least one
     * @return a changed copy
     */
    public TrustedIssuer withAlgorithms(JwsAlgorithm... allowed) {
        if (allowed.length == 0) {
            throw new IllegalArgumentException("withAlgorithms() needs an algorithm");
        }
        return new TrustedIssuer(name, keySource, Set.of(allowed), seed);
    }

    /**
     * Begins with keys that were fetched earlier, so that a start needs no issuer. They are as old as they are: due for a
     * refresh, or not used at all, as if the process had never ended. What their answer said of its caching is not part of a
     * seed: it is fresh for the policy's default, and under {@link RefreshPolicy#strictHttpCaching()} not used past that. A seed says where to begin, not whom to trust: two
     * that differ in it alone are equal.
     *
     * @param jwkSet at least one usable key, as {@link KeyFetcher#export} had it
     * @param fetchedAt when the issuer last said so, by the wall clock; a time to come counts as now
     * @return a changed copy
     */
    public TrustedIssuer withSeed(JwkSet jwkSet, Instant fetchedAt) {
        if (jwkSet.keys().isEmpty()) {
            throw new IllegalArgumentException("the seed has no usable key: " + jwkSet.skipped());
        }
        if (keySource instanceof KeySource.Given) {
            throw new IllegalArgumentException(
                    "the keys of this issuer never change (" + keySource.setBy() + "); withSeed contradicts it");
        }
        return new TrustedIssuer(name, keySource, algorithms, new FetchedJwkSet(name, jwkSet, fetchedAt));
    }

    private TrustedIssuer withKeySource(KeySource changed) {
        if (keySource != KeySource.Discovered.BY_DEFAULT) {
            throw new IllegalArgumentException("the keys of this issuer already have a source (" + keySource.setBy()
                    + "); " + changed.setBy() + " contradicts it");
        }
        if (seed != null && changed instanceof KeySource.Given) {
            throw new IllegalArgumentException("withSeed was called before; " + changed.setBy() + " contradicts it");
        }
        return new TrustedIssuer(name, changed, algorithms, seed);
    }

    /**
     * The issuer.
     *
     * @return the exact {@code iss} of its tokens
     */
    public String name() {
        return name;
    }

    KeySource keySource() {
        return keySource;
    }

    @Nullable
    FetchedJwkSet seed() {
        return seed;
    }

    /** Where its metadata is: its own places, or else those of all issuers. */
    List<MetadataLocation> locationsOr(List<MetadataLocation> defaults) {
        return keySource instanceof KeySource.Discovered discovered
                        && !discovered.locations().isEmpty()
                ? discovered.locations()
                : defaults;
    }

    Optional<Set<JwsAlgorithm>> algorithms() {
        return Optional.ofNullable(algorithms);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustedIssuer issuer
                && name.equals(issuer.name)
                && keySource.equals(issuer.keySource)
                && Objects.equals(algorithms, issuer.algorithms);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Names the issuer and what sets its keys. */
    @Override
    public String toString() {
        return "TrustedIssuer[" + name + ", " + keySource.setBy() + "]";
    }
}
