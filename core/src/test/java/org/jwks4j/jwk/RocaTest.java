package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.rsa;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RocaTest {
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    /** The product of all odd primes up to 167. */
    private static final BigInteger PRIMORIAL = IntStream.rangeClosed(3, 167)
            .mapToObj(BigInteger::valueOf)
            .filter(number -> number.isProbablePrime(50))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    /** The flawed library's primes are 65537^a modulo M, hence so are their products. */
    private static BigInteger flawedModulus(long seed) {
        Random random = new Random(seed);
        int missingBits = 2048 - PRIMORIAL.bitLength();
        BigInteger modulus = new BigInteger(missingBits, random)
                .setBit(missingBits)
                .multiply(PRIMORIAL)
                .add(F4.modPow(new BigInteger(100, random), PRIMORIAL));
        return modulus.testBit(0) ? modulus : modulus.add(PRIMORIAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void modulusOfTheFlawedLibrary_isSkipped(long seed) {
        assertSkipped(rsa(flawedModulus(seed), F4), SkipReason.RSA_ROCA, "CVE-2017-15361");
    }

    @Test
    void modulusThatMissesAtOnePrime_isSound() {
        BigInteger flawed = flawedModulus(6);

        assertThat(Roca.hasFingerprint(flawed)).isTrue();
        assertThat(Roca.hasFingerprint(flawed.add(PRIMORIAL.shiftLeft(1)))).isTrue();
        BigInteger missed = flawed;
        while (missed.mod(BigInteger.valueOf(167)).signum() != 0) { // no power of 65537 is 0
            missed = missed.add(PRIMORIAL.divide(BigInteger.valueOf(167)));
        }
        assertThat(Roca.hasFingerprint(missed)).isFalse();
    }

    @Test
    void randomOddModuli_areSound() {
        Random random = new Random(7);

        assertThat(IntStream.range(0, 2_000)
                        .mapToObj(i -> new BigInteger(2048, random).setBit(2047).setBit(0)))
                .noneMatch(Roca::hasFingerprint);
    }

    @Test
    void keyOfTheJdk_isSound() {
        RSAPublicKey key = (RSAPublicKey) Jwks.generate("RSA").getPublic();

        assertThat(Roca.hasFingerprint(key.getModulus())).isFalse();
    }
}
