package org.jwks4j.verifier;

import java.security.Provider;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.provider.SecurityProviders;
import org.jwks4j.verifier.signature.SignatureCheck;

/** The optional security providers that work on this machine: some have native code for a few kinds of machine only. */
final class Providers {
    private Providers() {}

    static Stream<Provider> working() {
        return SecurityProviders.optional().filter(provider -> algorithms(provider).length > 0);
    }

    static JwsAlgorithm[] algorithms(Provider provider) {
        return Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> SignatureCheck.isAble(provider, algorithm))
                .toArray(JwsAlgorithm[]::new);
    }
}
