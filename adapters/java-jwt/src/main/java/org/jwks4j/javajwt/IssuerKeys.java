package org.jwks4j.javajwt;

import static java.util.Objects.requireNonNull;

import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.jwk.JwsAlgorithm;

/** One issuer's keys for one algorithm, by their ID. */
final class IssuerKeys {
    private final KeyFetcher fetcher;
    private final String issuer;
    private final JwsAlgorithm algorithm;

    IssuerKeys(KeyFetcher fetcher, String issuer, JwsAlgorithm algorithm) {
        this.fetcher = fetcher;
        this.issuer = requireNonNull(issuer, "issuer");
        this.algorithm = requireNonNull(algorithm, "algorithm");
    }

    /** Fails at once if the two kinds of provider are mixed up. */
    IssuerKeys requireOneOf(Set<JwsAlgorithm> algorithms) {
        if (!algorithms.contains(algorithm)) {
            throw new IllegalArgumentException(algorithm + " is none of " + algorithms);
        }
        return this;
    }

    PublicKey key(@Nullable String keyId) {
        VerificationKey key = fetcher.blocking().getKey(issuer, keyId, algorithm);
        if (!key.trustedIssuer().boundClaims().isEmpty()) {
            throw new IllegalStateException(
                    "a key provider sees no claims, and those of this issuer's tokens are bound to"
                            + " its name; use JavaJwtKeys.verify(...) or algorithm(...)");
        }
        return key.publicKey();
    }

    record Rsa(IssuerKeys keys) implements RSAKeyProvider {
        @Override
        public RSAPublicKey getPublicKeyById(@Nullable String keyId) {
            return (RSAPublicKey) keys.key(keyId);
        }

        @Override
        public @Nullable RSAPrivateKey getPrivateKey() {
            return null;
        }

        @Override
        public @Nullable String getPrivateKeyId() {
            return null;
        }
    }

    record Ec(IssuerKeys keys) implements ECDSAKeyProvider {
        @Override
        public ECPublicKey getPublicKeyById(@Nullable String keyId) {
            return (ECPublicKey) keys.key(keyId);
        }

        @Override
        public @Nullable ECPrivateKey getPrivateKey() {
            return null;
        }

        @Override
        public @Nullable String getPrivateKeyId() {
            return null;
        }
    }
}
