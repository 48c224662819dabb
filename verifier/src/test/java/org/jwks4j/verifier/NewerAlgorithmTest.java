package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.Reason;
import org.jwks4j.UnusableKeyException;
import org.jwks4j.jwk.SkipReason;

/** ES256K and ML-DSA with the JDK alone: no JDK from 16 on has the one, and those from 24 on have the other. */
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

    @ParameterizedTest
    @MethodSource("lacking")
    void keyThatNoProviderTakes_isSkippedAndTheReasonSaid(String alg) {
        assertThat(SHOP.refuses(SHOP.token(alg).mint(), Reason.SKIPPED_KEY))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("no installed security provider has")
                .hasMessageContaining(SkipReason.UNSUPPORTED_CURVE.name());
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
