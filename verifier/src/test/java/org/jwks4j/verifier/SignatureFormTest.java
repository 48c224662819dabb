package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.verifier.Octets.bigEndian;
import static org.jwks4j.verifier.Octets.filled;
import static org.jwks4j.verifier.Octets.littleEndian;
import static org.jwks4j.verifier.Octets.replaced;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.signature.SignatureForm;

/** What cannot be a signature is refused before a provider, which might believe it, gets to see it. */
@Isolated("installs a security provider")
final class SignatureFormTest {
    private static final String[] ALGORITHMS = {"RS256", "PS256", "ES256", "ES384", "ES512", "Ed25519", "Ed448"};

    @AutoClose
    static final Shop SHOP = Shop.open(ALGORITHMS);

    /** Minted before the provider is there. */
    private static final Map<String, Segments> GENUINE = Arrays.stream(ALGORITHMS)
            .collect(Collectors.toMap(
                    alg -> alg, alg -> Segments.of(SHOP.token(alg).mint())));

    private static final CredulousProvider PROVIDER = new CredulousProvider(
            "SHA256withRSA",
            "RSASSA-PSS",
            "SHA256withECDSAinP1363Format",
            "SHA384withECDSAinP1363Format",
            "SHA512withECDSAinP1363Format",
            "Ed25519",
            "Ed448");

    private static JwtVerifier verifier;

    /** It is honest when it is tried, and forgets itself later. */
    @BeforeAll
    static void install() {
        Security.insertProviderAt(PROVIDER, 1);
        verifier = SHOP.strict().build();
        assertThat(verifier.providers()).containsValue(PROVIDER.getName());
        PROVIDER.believeAll();
    }

    @AfterAll
    static void remove() {
        Security.removeProvider(PROVIDER.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "ES512", "Ed25519", "Ed448"})
    void possibleSignature_isLeftToTheProvider(String alg) {
        believed(alg, genuine -> genuine);
        believed(alg, genuine -> {
            genuine[1] ^= 1;
            return genuine;
        });
    }

    @ParameterizedTest
    @CsvSource({"RS256, 256", "PS256, 256", "ES256, 64", "ES384, 96", "ES512, 132", "Ed25519, 64", "Ed448, 114"})
    void anyOtherLength_isRefused(String alg, int length) {
        for (int other : new int[] {0, 1, length / 2, length - 1, length + 1, length + 2, length * 2, 70, 71, 72}) {
            refusedUnseen(alg, genuine -> Arrays.copyOf(genuine, other));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void ecdsaNumbersOutOfRange_areRefused(String alg) {
        BigInteger order = ((ECPublicKey) SHOP.key(alg).publicKey()).getParams().getOrder();
        for (BigInteger edge : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
            refusedUnseen(alg, genuine -> withR(genuine, edge));
            refusedUnseen(alg, genuine -> withS(genuine, edge));
        }
        refusedUnseen(alg, genuine -> new byte[genuine.length]);
        refusedUnseen(alg, genuine -> filled(genuine.length, 0xff));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void ecdsaNumbersAtTheEdge_areLeftToTheProvider(String alg) {
        BigInteger last =
                ((ECPublicKey) SHOP.key(alg).publicKey()).getParams().getOrder().subtract(BigInteger.ONE);

        believed(alg, genuine -> withR(genuine, last));
        believed(alg, genuine -> withR(genuine, BigInteger.ONE));
        believed(alg, genuine -> withS(genuine, last));
        believed(alg, genuine -> withS(genuine, BigInteger.ONE));
    }

    @Test
    void eddsaNumberNotBelowTheOrder_isRefused() {
        BigInteger order25519 = new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);
        BigInteger order448 = new BigInteger(
                "3fffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                        + "7cca23e9c44edb49aed63690216cc2728dc58f552378c292ab5844f3",
                16);

        refusedUnseen("Ed25519", genuine -> replaced(genuine, 32, littleEndian(order25519, 32)));
        refusedUnseen("Ed448", genuine -> replaced(genuine, 57, littleEndian(order448, 57)));
        believed("Ed25519", genuine -> replaced(genuine, 32, littleEndian(order25519.subtract(BigInteger.ONE), 32)));
        believed("Ed448", genuine -> replaced(genuine, 57, littleEndian(order448.subtract(BigInteger.ONE), 57)));
    }

    /** Points of small order, and a coordinate that is not below the prime, with either sign. */
    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void eddsaPointThatNoSignerDraws_isRefused(String alg) {
        BigInteger one = BigInteger.ONE;
        BigInteger prime = alg.equals("Ed25519")
                ? one.shiftLeft(255).subtract(BigInteger.valueOf(19))
                : one.shiftLeft(448).subtract(one.shiftLeft(224)).subtract(one);
        for (BigInteger y : new BigInteger[] {BigInteger.ZERO, one, prime.subtract(one), prime, prime.add(one)}) {
            refusedUnseen(alg, genuine -> withPoint(genuine, y, 0));
            refusedUnseen(alg, genuine -> withPoint(genuine, y, 0x80));
        }
        for (BigInteger y : new BigInteger[] {BigInteger.TWO, prime.subtract(BigInteger.TWO)}) {
            believed(alg, genuine -> withPoint(genuine, y, 0));
            believed(alg, genuine -> withPoint(genuine, y, 0x80));
        }
    }

    private static byte[] withPoint(byte[] genuine, BigInteger y, int sign) {
        int half = genuine.length / 2;
        byte[] point = littleEndian(y, half);
        point[half - 1] |= (byte) sign;
        return replaced(genuine, 0, point);
    }

    /** FIPS 204 §4, table 2; asked of the form itself, as no JDK before 24 has such a key. */
    @ParameterizedTest
    @CsvSource({"ML_DSA_44, 2420", "ML_DSA_65, 3309", "ML_DSA_87, 4627"})
    void mlDsaSignature_hasTheLengthOfItsParameterSet(JwsAlgorithm algorithm, int length) {
        PublicKey any = SHOP.key("ES256").publicKey();

        assertThat(SignatureForm.isPossible(any, algorithm, new byte[length])).isTrue();
        assertThat(SignatureForm.isPossible(any, algorithm, new byte[length - 1]))
                .isFalse();
        assertThat(SignatureForm.isPossible(any, algorithm, new byte[length + 1]))
                .isFalse();
        assertThat(SignatureForm.isPossible(any, algorithm, new byte[0])).isFalse();
    }

    private static void believed(String alg, UnaryOperator<byte[]> forgery) {
        int before = PROVIDER.believed();
        verifier.blocking().verify(forged(alg, forgery));
        assertThat(PROVIDER.believed()).isEqualTo(before + 1);
    }

    private static void refusedUnseen(String alg, UnaryOperator<byte[]> forgery) {
        int before = PROVIDER.believed();
        Shop.refuses(verifier, forged(alg, forgery), Reason.INVALID_SIGNATURE);
        assertThat(PROVIDER.believed()).isEqualTo(before);
    }

    private static String forged(String alg, UnaryOperator<byte[]> forgery) {
        Segments genuine = GENUINE.get(alg);
        return genuine.withSignature(forgery.apply(genuine.signatureBytes())).token();
    }

    private static byte[] withR(byte[] genuine, BigInteger r) {
        return replaced(genuine, 0, bigEndian(r, genuine.length / 2));
    }

    private static byte[] withS(byte[] genuine, BigInteger s) {
        return replaced(genuine, genuine.length / 2, bigEndian(s, genuine.length / 2));
    }
}
