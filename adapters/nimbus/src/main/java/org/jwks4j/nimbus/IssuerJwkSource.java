package org.jwks4j.nimbus;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;

/** One issuer's keys, asked for by the {@code alg} and {@code kid} that a selector wants. */
final class IssuerJwkSource implements JWKSource<SecurityContext> {
    private final KeyFetcher fetcher;
    private final String issuer;

    IssuerJwkSource(KeyFetcher fetcher, String issuer) {
        this.fetcher = fetcher;
        this.issuer = issuer;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = new ArrayList<>();
        for (VerificationKey key : wanted(selector.getMatcher())) {
            requireNoBoundClaims(key);
            found.add(nimbus(key));
        }
        return selector.select(new JWKSet(found));
    }

    private static void requireNoBoundClaims(VerificationKey key) throws KeySourceException {
        if (!key.trustedIssuer().boundClaims().isEmpty()) {
            throw new KeySourceException(
                    "a JWKSource sees no claims, and those of this issuer's tokens are bound to its name;"
                            + " use NimbusKeys.processor() or keySelector()");
        }
    }

    private List<VerificationKey> wanted(JWKMatcher matcher) throws KeySourceException {
        Optional<JwsAlgorithm> algorithm =
                single(matcher.getAlgorithms()).map(Algorithm::getName).flatMap(JwsAlgorithm::of);
        if (algorithm.isEmpty()) {
            return List.of(); // without alg, a key could be used for what it is not meant for
        }
        try {
            return fetcher.blocking()
                    .getKeys(issuer, single(matcher.getKeyIDs()).orElse(null), algorithm.get());
        } catch (KeysUnavailableException e) {
            throw Selection.unavailable(e);
        } catch (KeyFetchException e) {
            return List.of(); // there is none that fits
        }
    }

    /** Matchers have null among their values for keys that do not say. */
    private static <T> Optional<T> single(@Nullable Set<@Nullable T> values) {
        List<T> named = values == null
                ? List.of()
                : values.stream()
                        .flatMap(value -> Optional.ofNullable(value).stream())
                        .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private static JWK nimbus(VerificationKey key) throws KeySourceException {
        try {
            return JWK.parse(key.jwk().toJson().toJson());
        } catch (ParseException e) {
            throw new KeySourceException("Nimbus cannot read this JWK: " + Quoted.of(e.getMessage()), e);
        }
    }
}
