package org.jwks4j.spring;

import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.JwtVerifierBuilder;
import org.jwks4j.verifier.TokenRules;

/** An issuer that properties name: whom the fetcher trusts, and what the verifier wants of its tokens. */
sealed interface ConfiguredIssuer {
    void trustedBy(KeyFetcherBuilder fetcher);

    void checkedBy(JwtVerifierBuilder verifier);

    /** Its name, if it has one: no two may share it. */
    @Nullable
    String name();

    /** One by its exact name. */
    record Named(TrustedIssuer issuer, TokenRules rules) implements ConfiguredIssuer {
        @Override
        public void trustedBy(KeyFetcherBuilder fetcher) {
            fetcher.trust(issuer);
        }

        @Override
        public void checkedBy(JwtVerifierBuilder verifier) {
            verifier.issuer(issuer.name(), rules);
        }

        @Override
        public String name() {
            return issuer.name();
        }
    }

    /** All that fit a template. */
    record Templated(IssuerTemplate template, TokenRules rules) implements ConfiguredIssuer {
        @Override
        public void trustedBy(KeyFetcherBuilder fetcher) {
            fetcher.trust(template);
        }

        @Override
        public void checkedBy(JwtVerifierBuilder verifier) {
            verifier.issuers(template, rules);
        }

        @Override
        public @Nullable String name() {
            return null;
        }
    }
}
