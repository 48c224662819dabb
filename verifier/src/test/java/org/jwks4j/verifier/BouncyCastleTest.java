package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.verifier.Octets.bigEndian;
import static org.jwks4j.verifier.Octets.replaced;

import java.math.BigInteger;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.token.UnverifiedToken;

/** Every algorithm where a provider has what the JDK lacks; the newer ones through it, the others as before. */
@Isolated("installs a security provider")
final class BouncyCastleTest {
    private static final Provider PROVIDER = new BouncyCastleProvider();

    @AutoClose
    static final Shop SHOP = Shop.open(SigningKey.algorithms().toArray(new String[0]));

    @BeforeAll
    static void install() {
        Security.addProvider(PROVIDER);
    }

    @AfterAll
    static void remove() {
        Security.removeProvider(PROVIDER.getName());
    }

    static Stream<String> algorithms() {
        return SigningKey.algorithms().stream();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void genuineToken_isVerified(String alg) {
        VerifiedJwt verified = SHOP.accepts(SHOP.token(alg).mint());

        assertThat(verified.algorithm()).hasToString(alg);
        assertThat(verified.key().keyId()).isEqualTo(SHOP.key(alg).keyId());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void tamperedToken_isRefused(String alg) {
        SHOP.refuses(SHOP.token(alg).tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
        SHOP.refuses(SHOP.token(alg).tamperedClaim("sub", "mallory").mint(), Reason.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void wrongLength_isRefused(String alg) {
        SHOP.refuses(SHOP.token(alg).tamperedSignature(genuine -> new byte[0]).mint(), Reason.INVALID_SIGNATURE);
        SHOP.refuses(
                SHOP.token(alg)
                        .tamperedSignature(genuine -> Arrays.copyOf(genuine, genuine.length - 1))
                        .mint(),
                Reason.INVALID_SIGNATURE);
        SHOP.refuses(
                SHOP.token(alg)
                        .tamperedSignature(genuine -> Arrays.copyOf(genuine, genuine.length + 1))
                        .mint(),
                Reason.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML-DSA-44", "ML-DSA-65", "ML-DSA-87"})
    void mlDsa_ofAnotherParameterSet_isRefused(String alg) {
        String other = alg.equals("ML-DSA-65") ? "ML-DSA-87" : "ML-DSA-65";

        SHOP.refuses(SHOP.token(alg).header("alg", other).mint(), Reason.ALGORITHM_MISMATCH);
        SHOP.refuses(
                SHOP.token(alg)
                        .header("alg", other)
                        .keyId(SHOP.key(other).keyId())
                        .mint(),
                Reason.INVALID_SIGNATURE);
    }

    @Test
    void mlDsa87Token_withManyClaims_fitsIntoTheBounds() {
        String token = SHOP.token("ML-DSA-87").claim("groups", "g".repeat(7000)).mint();

        assertThat(token).hasSizeBetween(15_000, UnverifiedToken.MAX_TOKEN_LENGTH);
        SHOP.accepts(token);
    }

    @Test
    void psychicEs256k_isRefused() {
        BigInteger order = new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
        for (BigInteger edge : new BigInteger[] {BigInteger.ZERO, order}) {
            for (int from : new int[] {0, 32}) {
                String token = SHOP.token("ES256K")
                        .tamperedSignature(genuine -> replaced(genuine, from, bigEndian(edge, 32)))
                        .mint();
                SHOP.refuses(token, Reason.INVALID_SIGNATURE);
            }
        }
    }

    @Test
    void es256k_withTheIdOfAP256Key_isRefused() {
        SigningKey swapped = SHOP.key("ES256K").withKeyId(SHOP.key("ES256").keyId());

        SHOP.refuses(SHOP.token().signedWith(swapped).mint(), Reason.ALGORITHM_MISMATCH);
        SHOP.refuses(SHOP.token().signedWith(swapped).header("alg", "ES256").mint(), Reason.INVALID_SIGNATURE);
    }
}
