package org.jwks4j.verifier;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * The security providers that there are, in the order in which they are tried. Nothing is registered: what is only on the
 * class path is used by the verifier alone.
 */
final class SecurityProviders {
    private static final List<OptionalProvider> ALL = List.of(OptionalProvider.values());

    private SecurityProviders() {}

    /** Those that the application has registered, in its order. */
    static Stream<Provider> installed() {
        return Arrays.stream(Security.getProviders());
    }

    /**
     * One that the application put before the JDK's own is what it wants; then the fastest that there is, as measured
     * (docs/security-providers.md).
     */
    static Stream<Provider> preferred(JwsAlgorithm algorithm) {
        Stream<Provider> beforeTheJdk = installed().takeWhile(provider -> !CheckedProvider.isOfTheJdk(provider));
        return Stream.of(beforeTheJdk, found(fasterThanTheJdk(algorithm)), installed(), found(ALL))
                .flatMap(some -> some);
    }

    private static Stream<Provider> found(List<OptionalProvider> some) {
        return some.stream().map(OptionalProvider::provider).flatMap(Optional::stream);
    }

    private static List<OptionalProvider> fasterThanTheJdk(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 -> List.of(OptionalProvider.ACCP, OptionalProvider.CONSCRYPT);
            case ES256, ES384, ES512, ES256K, EDDSA, ED25519, ED448 -> ALL;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> List.of(OptionalProvider.CONSCRYPT, OptionalProvider.ACCP);
        };
    }

    /** Registered or on the class path. */
    static Optional<Provider> named(String name) {
        Provider installed = Security.getProvider(name);
        return installed != null
                ? Optional.of(installed)
                : found(ALL.stream()
                                .filter(one -> one.providerName().equals(name))
                                .toList())
                        .findFirst();
    }
}
