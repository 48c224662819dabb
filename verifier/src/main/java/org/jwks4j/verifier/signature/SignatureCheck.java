package org.jwks4j.verifier.signature;

import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * Checks signatures, each algorithm through one security provider. It is chosen when the algorithm is first met, or by {@link
 * #prepare} before that: to load and try all providers for all algorithms takes seconds. Thread-safe.
 */
public final class SignatureCheck {
    private static final List<JwsAlgorithm> MOST_USED =
            List.of(JwsAlgorithm.RS256, JwsAlgorithm.ES256, JwsAlgorithm.PS256, JwsAlgorithm.ED25519);

    private final Function<JwsAlgorithm, Stream<Provider>> preferred;
    private final ConcurrentMap<JwsAlgorithm, Optional<ProviderSignature>> chosen = new ConcurrentHashMap<>();

    /**
     * Makes a check that has chosen nothing yet.
     *
     * @param preferred the providers to try for an algorithm, in this order; read no further than needed
     */
    public SignatureCheck(Function<JwsAlgorithm, Stream<Provider>> preferred) {
        this.preferred = preferred;
    }

    /**
     * Whether a provider verifies an algorithm, and does so correctly.
     *
     * @param provider any provider, registered or not
     * @param algorithm any algorithm
     * @return whether it passes the known answers
     */
    public static boolean isAble(Provider provider, JwsAlgorithm algorithm) {
        return CheckedProvider.of(provider).signature(algorithm).isPresent();
    }

    /** Chooses for every algorithm, those that most issuers use first. */
    public void prepare() {
        MOST_USED.forEach(this::chosen);
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            chosen(algorithm);
        }
    }

    /**
     * Whether there is a provider for an algorithm.
     *
     * @param key tells the two algorithms apart that {@code EdDSA} names
     * @param algorithm as the token says it
     * @return whether signatures can be checked
     */
    public boolean isAble(PublicKey key, JwsAlgorithm algorithm) {
        return chosen(withCurve(algorithm, key)).isPresent();
    }

    /**
     * The names of the chosen providers; chooses for all algorithms first.
     *
     * @return unmodifiable; without the algorithms that no provider has
     */
    public Map<JwsAlgorithm, String> providers() {
        Map<JwsAlgorithm, String> names = new EnumMap<>(JwsAlgorithm.class);
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            chosen(algorithm).ifPresent(choice -> names.put(algorithm, choice.providerName()));
        }
        return Collections.unmodifiableMap(names);
    }

    /**
     * Checks a signature.
     *
     * @param key with which it is checked
     * @param algorithm as the token says it
     * @param signingInput what was signed
     * @param signature as JWS has it
     * @return false if the signature is not of the key, has a form that is impossible, or no provider can tell
     */
    public boolean verifies(PublicKey key, JwsAlgorithm algorithm, SigningInput signingInput, byte[] signature) {
        if (!SignatureForm.isPossible(key, algorithm, signature)) {
            return false;
        }
        JwsAlgorithm one = withCurve(algorithm, key);
        Optional<ProviderSignature> choice = chosen(one);
        if (choice.isEmpty()) {
            return false;
        }
        try {
            return choice.get().verifies(key, signingInput, signature);
        } catch (InvalidKeyException | ProviderException e) {
            return anotherVerifies(choice.get(), key, one, signingInput, signature);
        }
    }

    /** The chosen one does not take the key, which says nothing about the signature. */
    @SuppressWarnings("ReferenceEquality")
    private boolean anotherVerifies(
            ProviderSignature choice,
            PublicKey key,
            JwsAlgorithm algorithm,
            SigningInput signingInput,
            byte[] signature) {
        return able(algorithm)
                .filter(other -> other != choice)
                .map(other -> verdict(other, key, signingInput, signature))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(false);
    }

    /** Empty when the provider cannot tell. */
    private static Optional<Boolean> verdict(
            ProviderSignature provider, PublicKey key, SigningInput signingInput, byte[] signature) {
        try {
            return Optional.of(provider.verifies(key, signingInput, signature));
        } catch (InvalidKeyException | ProviderException e) {
            return Optional.empty();
        }
    }

    private Optional<ProviderSignature> chosen(JwsAlgorithm algorithm) {
        Optional<ProviderSignature> known = chosen.get(algorithm);
        if (known != null) {
            return known;
        }
        Optional<ProviderSignature> found = able(algorithm).findFirst();
        Optional<ProviderSignature> before = chosen.putIfAbsent(algorithm, found);
        return before == null ? found : before;
    }

    private Stream<ProviderSignature> able(JwsAlgorithm algorithm) {
        return preferred
                .apply(algorithm)
                .map(provider -> CheckedProvider.of(provider).signature(algorithm))
                .flatMap(Optional::stream);
    }

    /** RFC 8037 §3.1: the older name of two algorithms. */
    private static JwsAlgorithm withCurve(JwsAlgorithm algorithm, PublicKey key) {
        if (algorithm != JwsAlgorithm.EDDSA) {
            return algorithm;
        }
        return SignatureForm.isEd448(key) ? JwsAlgorithm.ED448 : JwsAlgorithm.ED25519;
    }
}
