package org.jwks4j.idp;

import java.util.List;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.verifier.JwtVerifier;

/** The service that takes a provider's tokens: configured as one would be, all else as it is by default. */
final class Service {
    static final String AUDIENCE = "orders";
    static final String USER_AGENT = "jwks4j-identity-providers";

    private Service() {}

    /** Trusts the provider's issuers by name. */
    static KeyFetcher trusting(IdentityProvider provider) {
        return byName(provider).build();
    }

    /** As {@link #trusting}, with the metadata only there. */
    static KeyFetcher trusting(IdentityProvider provider, MetadataLocation metadata) {
        return byName(provider).metadataAt(metadata).build();
    }

    static KeyFetcher trusting(IdentityProvider provider, IssuerTemplate template) {
        return builder(provider).trust(template).build();
    }

    private static KeyFetcherBuilder byName(IdentityProvider provider) {
        KeyFetcherBuilder builder = builder(provider);
        issuers(provider).forEach(builder::trust);
        return builder;
    }

    private static KeyFetcherBuilder builder(IdentityProvider provider) {
        return provider.access().library().apply(KeyFetcher.builder().userAgent(USER_AGENT));
    }

    static List<String> issuers(IdentityProvider provider) {
        return provider.algorithms().stream().map(provider::issuer).distinct().toList();
    }

    static JwtVerifier verifier(KeyFetcher fetcher) {
        return JwtVerifier.builder(fetcher).audience(AUDIENCE).build();
    }
}
