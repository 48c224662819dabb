package org.jwks4j.verifier;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures at the corners of the mathematics, of which verifiers in the field took forged ones or refused genuine ones. */
final class SpecialSignatureTest {
    static final String[] ALGORITHMS = {"RS256", "ES256", "ES384", "ES512", "Ed25519", "Ed448"};

    @AutoClose
    static final Shop SHOP = Shop.open(ALGORITHMS);

    static List<SpecialCase> casesOf(Shop shop) {
        return Stream.of(
                        EcdsaCases.of(shop, "ES256"),
                        EcdsaCases.of(shop, "ES384"),
                        EcdsaCases.of(shop, "ES512"),
                        EdDsaCases.of(shop),
                        RsaPaddingCases.of(shop))
                .flatMap(cases -> cases)
                .toList();
    }

    static List<SpecialCase> cases() {
        return casesOf(SHOP);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void genuineIsVerified_forgedIsRefused(SpecialCase special) {
        special.check(SHOP);
    }
}
