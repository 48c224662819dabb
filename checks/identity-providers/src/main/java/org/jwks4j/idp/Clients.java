package org.jwks4j.idp;

import java.util.ArrayList;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.verifier.JwtVerifier;

/** Services of a provider that stay up: one that trusts its issuers by name, and one by template if they fit one. */
final class Clients implements AutoCloseable {
    private final List<KeyFetcher> fetchers = new ArrayList<>();

    Clients(IdentityProvider provider) {
        fetchers.add(Service.trusting(provider));
        provider.template().ifPresent(template -> fetchers.add(Service.trusting(provider, template)));
    }

    List<JwtVerifier> verifiers() {
        return fetchers.stream().map(Service::verifier).toList();
    }

    @Override
    public void close() {
        fetchers.forEach(KeyFetcher::close);
    }
}
