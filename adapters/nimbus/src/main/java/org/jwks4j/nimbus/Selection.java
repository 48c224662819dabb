package org.jwks4j.nimbus;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.JWTClaimsSetAwareJWSKeySelector;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.Quoted;

/** Selects keys by what Nimbus read of a token, and throws our own exceptions. */
final class Selection implements JWTClaimsSetAwareJWSKeySelector<SecurityContext> {
    private final KeyFetcher fetcher;

    Selection(KeyFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** The same within Nimbus' contract: no key if the token is at fault. */
    static JWTClaimsSetAwareJWSKeySelector<SecurityContext> quiet(Selection selection) {
        return (header, claims, context) -> {
            try {
                return selection.selectKeys(header, claims, context);
            } catch (KeysUnavailableException e) {
                throw unavailable(e);
            } catch (TokenException e) {
                return List.of();
            }
        };
    }

    static KeySourceException unavailable(KeysUnavailableException cause) {
        return new RemoteKeySourceException(cause.getMessage(), cause);
    }

    @Override
    public List<PublicKey> selectKeys(JWSHeader header, JWTClaimsSet claims, @Nullable SecurityContext context) {
        List<VerificationKey> keys = context instanceof ResolvedKeys resolved
                ? resolved.keys()
                : fetcher.blocking().getKeys(Question.of(header, claims.getIssuer()));
        requireUse(keys, header, claims.getIssuer());
        requireBoundClaims(keys.get(0), claims);
        return keys.stream().map(VerificationKey::publicKey).toList();
    }

    /** What Nimbus reads is what the keys are for, also if they were got by another reading of the token. */
    private static void requireUse(List<VerificationKey> keys, JWSHeader header, @Nullable String issuer) {
        JWSAlgorithm algorithm = header.getAlgorithm();
        for (VerificationKey key : keys) {
            if (issuer == null || !key.trustedIssuer().isNamed(issuer)) {
                throw refused(Reason.WRONG_ISSUER, key, "is not of the token's iss, " + Quoted.of(issuer));
            }
            if (key.algorithms().stream().noneMatch(own -> own.jwsName().equals(algorithm.getName()))) {
                throw refused(Reason.ALGORITHM_MISMATCH, key, "may not verify " + Quoted.of(algorithm.getName()));
            }
        }
        if (!PublicKeyVerifierFactory.ALGORITHMS.contains(algorithm)) {
            throw refused(
                    Reason.UNSUPPORTED_ALGORITHM, keys.get(0), "is for " + algorithm + ", which is not supported");
        }
    }

    /** What a template binds, such as Entra's {@code tid}: no key for a token that says another tenant than its issuer. */
    private static void requireBoundClaims(VerificationKey key, JWTClaimsSet claims) {
        key.trustedIssuer().boundClaims().forEach((name, value) -> {
            if (!value.equals(claims.getClaim(name))) {
                throw refused(Reason.WRONG_CLAIM, key, "is not for a token with another " + Quoted.of(name));
            }
        });
    }

    private static TokenException refused(Reason reason, VerificationKey key, String problem) {
        return new InvalidJwtException(
                reason,
                key.issuer(),
                key.keyId(),
                "key " + Quoted.of(key.keyId()) + " of " + Quoted.of(key.issuer()) + " " + problem);
    }
}
