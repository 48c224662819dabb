package org.jwks4j.javajwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.auth0.jwt.interfaces.ECDSAKeyProvider;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.MalformedTokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

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

    /** Whoever mixes up the two kinds of provider shall hear it at once. */
    IssuerKeys requireOneOf(Set<JwsAlgorithm> algorithms) {
        if (!algorithms.contains(algorithm)) {
            throw new IllegalArgumentException(algorithm + " is none of " + algorithms);
        }
        return this;
    }

    PublicKey key(@Nullable String keyId) {
        return fetcher.blocking().getKey(question(keyId)).publicKey();
    }

    /** What is known of the token, put as the fetcher wants to be asked: as a token that says no more than that. */
    private UnverifiedToken question(@Nullable String keyId) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", algorithm.jwsName());
        if (keyId != null) {
            header.put("kid", keyId);
        }
        try {
            return UnverifiedToken.parse(encoded(header) + "." + encoded(Map.of("iss", issuer)) + ".");
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }

    private static String encoded(Map<String, String> members) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonObject.of(members).toJson().getBytes(UTF_8));
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
