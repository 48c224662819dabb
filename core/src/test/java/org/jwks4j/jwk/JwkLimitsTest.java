package org.jwks4j.jwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.token.UnverifiedToken;

final class JwkLimitsTest {
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    private static BigInteger modulusOf(int bits) {
        return BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    }

    private static JwkSet read(JwkLimits limits, Object... entries) {
        String document = Jwks.set(List.of(entries));
        JwkSet set = JwkSet.parse(document.getBytes(UTF_8), limits);
        assertThat(JwkSet.of(JsonObject.parse(document), limits)).isEqualTo(set);
        return set;
    }

    @Test
    void defaults_areThoseOfAParserThatIsToldNone() {
        assertThat(JwkLimits.defaults()).isEqualTo(new JwkLimits(2_000, 8192, 0xffff_ffffL));
        assertThat(JwkLimits.forStrangers()).isEqualTo(new JwkLimits(64, 4096, 65_537));
    }

    @Test
    void maxKeys_isTheMostThatMayBeThere() {
        JwkLimits three = new JwkLimits(3, 4096, 65_537);
        assertThat(read(three, 1, 2, 3).skipped()).hasSize(3);
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> read(three, 1, 2, 3, 4))
                .withMessage("keys has 4 entries, more than 3");
        assertThat(read(JwkLimits.forStrangers(), Collections.nCopies(64, 1).toArray())
                        .skipped())
                .hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({"3072, 3072, 1", "3072, 3073, 0", "4096, 4096, 1", "4096, 4097, 0", "8192, 8192, 1"})
    void maxRsaBits_isTheMostThatAModulusMayHave(int most, int bits, int keys) {
        JwkSet set = read(new JwkLimits(1, most, 65_537), Jwks.rsa(modulusOf(bits), F4));

        assertThat(set.keys()).hasSize(keys);
        assertThat(set.skipped())
                .allSatisfy(skipped -> assertThat(skipped.detail())
                        .isEqualTo("the RSA modulus has " + bits + " bits, more than " + most));
    }

    @ParameterizedTest
    @CsvSource({"65537, 65537, 1", "65537, 65539, 0", "65537, 3, 1", "3, 3, 1", "3, 5, 0", "4294967295, 4294967295, 1"})
    void maxRsaExponent_isTheLargest(long most, long exponent, int keys) {
        JwkSet set = read(new JwkLimits(1, 2048, most), Jwks.rsa(modulusOf(2048), BigInteger.valueOf(exponent)));

        assertThat(set.keys()).hasSize(keys);
        assertThat(set.skipped()).extracting(SkippedJwk::reason).allMatch(SkipReason.RSA_INVALID::equals);
    }

    @ParameterizedTest
    @CsvSource({"0, 2048, 3", "1, 2047, 3", "1, 2048, 2"})
    void limitsThatLeaveNothing_areRefused(int maxKeys, int maxRsaBits, long maxRsaExponent) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JwkLimits(maxKeys, maxRsaBits, maxRsaExponent));
        assertThat(new JwkLimits(1, 2048, 3).maxKeys()).isEqualTo(1);
    }

    @Test
    void aKeyId_isAsLongAsATokenMayHaveIt() {
        assertThat(Jwk.MAX_KEY_ID_LENGTH).isEqualTo(UnverifiedToken.MAX_KEY_ID_LENGTH);
    }
}
