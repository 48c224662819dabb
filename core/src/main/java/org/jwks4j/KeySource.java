package org.jwks4j;

import java.util.List;
import org.jwks4j.jwk.JwkSet;

/** Where an issuer's keys come from. */
sealed interface KeySource {
    /** The call that configures it, for messages. */
    String setBy();

    /** From metadata that is fetched; without locations of its own, from those of the fetcher. */
    record Discovered(List<MetadataLocation> locations) implements KeySource {
        static final Discovered BY_DEFAULT = new Discovered(List.of());

        @Override
        public String setBy() {
            return "withMetadataAt";
        }
    }

    /** From metadata that was given. */
    record Fixed(IssuerMetadata metadata) implements KeySource {
        @Override
        public String setBy() {
            return "withMetadata";
        }
    }

    /** From a JWKS URI that was given. */
    record Direct(String jwksUri) implements KeySource {
        @Override
        public String setBy() {
            return "withJwksUri";
        }
    }

    /** From keys that were given. */
    record Given(JwkSet jwkSet) implements KeySource {
        @Override
        public String setBy() {
            return "withJwkSet";
        }
    }
}
