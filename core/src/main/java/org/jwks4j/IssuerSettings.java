package org.jwks4j;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.net.RequestSettings;

/**
 * What is said of a trusted issuer besides its name.
 *
 * @param algorithms that it may use; null for all
 * @param seed to begin with; null for none
 * @param aliases other names of it
 * @param jwksHosts where its metadata may lead; null for what is usual
 */
record IssuerSettings(
        KeySource keySource,
        @Nullable Set<JwsAlgorithm> algorithms,
        @Nullable FetchedJwkSet seed,
        Set<String> aliases,
        RequestSettings access,
        @Nullable JwksHosts jwksHosts) {
    static final IssuerSettings NONE =
            new IssuerSettings(KeySource.Discovered.BY_DEFAULT, null, null, Set.of(), RequestSettings.USUAL, null);

    IssuerSettings {
        if (jwksHosts != null && !keySource.isDiscovered()) {
            throw new IllegalArgumentException(
                    "withJwksHosts is about a jwks_uri that is discovered; " + keySource.setBy() + " contradicts it");
        }
        if (seed != null && keySource.givenKeys().isPresent()) {
            throw new IllegalArgumentException(
                    "the keys of this issuer never change (" + keySource.setBy() + "); withSeed contradicts it");
        }
    }

    IssuerSettings with(KeySource changed) {
        return new IssuerSettings(changed, algorithms, seed, aliases, access, jwksHosts);
    }

    IssuerSettings withAlgorithms(Set<JwsAlgorithm> changed) {
        return new IssuerSettings(keySource, changed, seed, aliases, access, jwksHosts);
    }

    IssuerSettings with(@Nullable FetchedJwkSet changed) {
        return new IssuerSettings(keySource, algorithms, changed, aliases, access, jwksHosts);
    }

    IssuerSettings withAliases(Set<String> changed) {
        return new IssuerSettings(keySource, algorithms, seed, changed, access, jwksHosts);
    }

    IssuerSettings with(RequestSettings changed) {
        return new IssuerSettings(keySource, algorithms, seed, aliases, changed, jwksHosts);
    }

    IssuerSettings with(JwksHosts changed) {
        return new IssuerSettings(keySource, algorithms, seed, aliases, access, changed);
    }

    /** A seed says where to begin, not whom to trust. */
    boolean isAs(IssuerSettings other) {
        return with((FetchedJwkSet) null).equals(other.with((FetchedJwkSet) null));
    }
}
