package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.security.PublicKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * An issuer's public key, ready to check a signature with.
 *
 * @param trustedIssuer whose key it is, with the {@linkplain TrustedIssuer#slot slots} of its tenant and the
 *     {@linkplain TrustedIssuer#boundClaims claims} that its tokens must have
 * @param keyId its {@code kid}, or null: some keys have none
 * @param publicKey the key for JCA
 * @param algorithms what the key may verify: its own {@code alg}, or else what its type and curve allow, less what the
 *     issuer was not trusted with. Never take the token's {@code alg} without looking it up here
 * @param jwk the JWK that it came from
 */
public record VerificationKey(
        TrustedIssuer trustedIssuer,
        @Nullable String keyId,
        PublicKey publicKey,
        Set<JwsAlgorithm> algorithms,
        Jwk jwk) {
    /**
     * Copies the algorithms.
     *
     * @param trustedIssuer whose key it is
     * @param keyId its {@code kid}, or null
     * @param publicKey the key for JCA
     * @param algorithms what the key may verify; at least one
     * @param jwk the JWK that it came from
     */
    public VerificationKey {
        requireNonNull(trustedIssuer, "trustedIssuer");
        requireNonNull(publicKey, "publicKey");
        algorithms = algorithms.size() == 1
                ? Set.copyOf(algorithms) // which is no copy of a set that cannot change
                : Collections.unmodifiableSet(EnumSet.copyOf(algorithms)); // in the order of the enum
        requireNonNull(jwk, "jwk");
    }

    /**
     * Whose key it is. The {@code iss} of the verified claims must be {@linkplain TrustedIssuer#isNamed a name} of it.
     *
     * @return the issuer's name
     */
    public String issuer() {
        return trustedIssuer.name();
    }

    /**
     * Verifies a token with one of several keys, for {@link KeyFetcher#tryKeys}.
     *
     * @param <T> what it returns
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Trial<T, X extends Exception> {
        /**
         * Verifies with one of the keys, whose {@link #algorithms()} must have that of the token.
         *
         * @param keys at least one and at most four
         * @return what became of it
         * @throws X if the token is refused
         */
        T with(List<VerificationKey> keys) throws X;
    }

    /** Names issuer, key and algorithms. */
    @Override
    public String toString() {
        return "VerificationKey[" + Quoted.of(issuer()) + ", " + Quoted.of(keyId) + ", " + algorithms + "]";
    }
}
