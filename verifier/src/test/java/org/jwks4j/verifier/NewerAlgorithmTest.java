package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;

/** ES256K and ML-DSA: no JDK from 16 on has the one, and those from 24 on have the other. */
@Isolated("others install a security provider")
final class NewerAlgorithmTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256", "ES256K", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87");

    /** Those that this JDK lacks. */
    static Stream<String> lacking() {
        return Stream.of("ES256K", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87").filter(alg -> !known(alg));
    }

    /** Those that every JDK has, so that the list is never empty, and the newer ones that this JDK has. */
    static Stream<String> known() {
        return Stream.of("ES256", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87").filter(NewerAlgorithmTest::known);
    }

    private static boolean known(String alg) {
        return alg.equals("ES256") || Security.getAlgorithms("Signature").contains(alg);
    }

    /** Its key is read by the same providers as its signature: what is only on the class path does both. */
    @ParameterizedTest
    @MethodSource("lacking")
    void tokenThatTheJdkLacks_isVerifiedThroughTheClassPath(String alg) {
        JwtVerifier verifier = SHOP.verifier();

        assertThat(verifier.blocking().verify(SHOP.token(alg).mint()).algorithm())
                .hasToString(alg);
        Shop.refuses(verifier, SHOP.token(alg).tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
        assertThat(verifier.providers().get(JwsAlgorithm.of(alg).orElseThrow()))
                .isIn("BC", "Conscrypt", "AmazonCorrettoCryptoProvider");
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void tokenThatNoProviderMayVerify_isRefusedAndTheReasonSaid(String alg) {
        JwtVerifier jdkAlone = SHOP.strict().installedProvidersOnly().build();

        assertThat(Shop.refuses(jdkAlone, SHOP.token(alg).mint(), Reason.UNSUPPORTED_ALGORITHM))
                .hasMessageContaining("no security provider that may be used here has " + alg);
        assertThat(jdkAlone.providers()).doesNotContainKey(JwsAlgorithm.of(alg).orElseThrow());
    }

    @Test
    void whateverProvidersNames_hasKeysToo() {
        SHOP.verifier().providers().keySet().stream()
                .filter(algorithm -> lacking().anyMatch(algorithm.jwsName()::equals))
                .forEach(algorithm -> assertThat(SHOP.verifier()
                                .verify(SHOP.token(algorithm.jwsName()).mint()))
                        .succeedsWithin(Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @MethodSource("known")
    void keyThatTheJdkTakes_verifies(String alg) {
        assertThat(SHOP.accepts(SHOP.token(alg).mint()).algorithm()).hasToString(alg);
        SHOP.refuses(SHOP.token(alg).tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
    }

    @Test
    void mlDsa_isThereFromJdk24On() {
        assertThat(known("ML-DSA-65")).isEqualTo(Runtime.version().feature() >= 24);
    }
}
