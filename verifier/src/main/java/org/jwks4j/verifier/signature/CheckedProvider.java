package org.jwks4j.verifier.signature;

import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.provider.SecurityProviders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A security provider with what it was found to be good for. One per provider and JVM, so that it is asked once. */
final class CheckedProvider {
    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.verifier.JwtVerifier");
    private static final ConcurrentMap<String, CheckedProvider> BY_NAME = new ConcurrentHashMap<>();

    private final Provider provider;
    private final ProviderKeys keys;
    private final ConcurrentMap<JwsAlgorithm, Optional<ProviderSignature>> signatures = new ConcurrentHashMap<>();

    private CheckedProvider(Provider provider) {
        this.provider = provider;
        this.keys = new ProviderKeys(provider);
    }

    /** Remembered by name, and as long as the provider of that name is the same object. */
    @SuppressWarnings("ReferenceEquality")
    static CheckedProvider of(Provider provider) {
        return BY_NAME.compute(
                provider.getName(),
                (name, known) -> known != null && known.provider == provider ? known : new CheckedProvider(provider));
    }

    /** Empty when the provider lacks the algorithm, or fails at the known answer, which is logged once. */
    Optional<ProviderSignature> signature(JwsAlgorithm algorithm) {
        Optional<ProviderSignature> known = signatures.get(algorithm);
        return known == null ? signatures.computeIfAbsent(algorithm, this::find) : known; // a second caller waits
    }

    private Optional<ProviderSignature> find(JwsAlgorithm algorithm) {
        if (algorithm == JwsAlgorithm.ES256K && SecurityProviders.isOfTheJdk(provider)) {
            return Optional.empty(); // the JDK has that signature, and since 16 not the curve
        }
        return JcaSignature.of(algorithm).stream()
                .filter(jca -> provider.getService("Signature", jca.name()) != null)
                .findFirst()
                .flatMap(jca -> checked(jca, algorithm));
    }

    private Optional<ProviderSignature> checked(JcaSignature jca, JwsAlgorithm algorithm) {
        KnownAnswer answer = KnownAnswer.of(algorithm);
        ProviderSignature own = new ProviderSignature(keys, () -> jca.create(provider), jca.der());
        String failure = answer.failureOf(own);
        if (failure == null && answer.isRefusedWithoutNull(own)) {
            return Optional.of(own);
        }
        ProviderSignature comparing = new ProviderSignature(keys, () -> Pkcs1Signature.of(algorithm, provider), false);
        if (failure == null) {
            failure = answer.failureOf(comparing);
            if (failure == null) {
                return Optional.of(comparing);
            }
            failure =
                    "it accepts a signature whose hash lacks the NULL (RFC 8017 §9.2); when its encoding was compared, "
                            + failure;
        }
        LOG.warn("Security provider {} is not used for {}: {}", provider.getName(), algorithm, failure);
        return Optional.empty();
    }
}
