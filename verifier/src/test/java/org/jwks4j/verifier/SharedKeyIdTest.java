package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** Keys of different type or purpose under one {@code kid} (RFC 7517 §4.5): each is what it is, whatever stands beside it. */
final class SharedKeyIdTest {
    @AutoClose
    static final Shop SHOP = Shop.open("RS256", "ES256", "ES384", "Ed25519");

    private static final SigningKey RSA = SHOP.key("RS256").withKeyId("shared");
    private static final SigningKey EC = SHOP.key("ES256").withKeyId("shared");
    private static final SigningKey P384 = SHOP.key("ES384").withKeyId("shared");
    private static final SigningKey ED = SHOP.key("Ed25519").withKeyId("shared");
    private static final SigningKey STRANGER = SigningKey.generate("ES256").withKeyId("shared");

    /** Neighbours that no token may be verified with. */
    static Stream<Arguments> unusableNeighbours() {
        return Stream.of(
                Arguments.of("of encryption", RSA.withJwkMember("use", "enc").withJwkMember("alg", "RSA-OAEP")),
                Arguments.of("symmetric", RSA.withJwkMember("kty", "oct").withJwkMember("k", "c2VjcmV0")),
                Arguments.of("of an unknown type", RSA.withJwkMember("kty", "XYZ")),
                Arguments.of("off its curve", EC.withJwkMember("y", EC.jwk().get("x"))),
                Arguments.of("for encryption on the same curve", STRANGER.withJwkMember("use", "enc")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusableNeighbours")
    void aKeyThatIsNotUsed_harmsNoneOfItsName(String name, SigningKey neighbour) {
        try (Shop before = SHOP.holding(neighbour, EC);
                Shop behind = SHOP.holding(EC, neighbour)) {
            before.accepts(before.token().signedWith(EC).mint());
            behind.accepts(behind.token().signedWith(EC).mint());
        }
    }

    @Test
    void aKeyForEncryption_isNotTriedUnderTheNameOfAnother() {
        try (Shop shop = SHOP.holding(EC, STRANGER.withJwkMember("use", "enc"))) {
            shop.refuses(shop.token().signedWith(STRANGER).mint(), Reason.INVALID_SIGNATURE);
        }
    }

    @Test
    void keysOfSeveralTypes_areToldApartByTheAlgorithm() {
        try (Shop shop = SHOP.holding(RSA, EC, P384, ED)) {
            for (SigningKey key : new SigningKey[] {RSA, EC, P384, ED}) {
                VerifiedJwt verified = shop.accepts(shop.token().signedWith(key).mint());
                assertThat(verified.key().publicKey()).isEqualTo(key.publicKey());
            }
        }
    }

    @Test
    void aSignatureUnderTheAlgorithmOfANeighbour_isRefused() {
        try (Shop shop = SHOP.holding(RSA, EC, P384, ED)) {
            for (String alg : new String[] {"RS256", "ES384", "Ed25519"}) {
                String token = shop.token().signedWith(EC).header("alg", alg).mint();
                shop.refuses(token, Reason.INVALID_SIGNATURE);
            }
        }
    }

    @Test
    void theSameKeyTwice_isVerified() {
        try (Shop shop = SHOP.holding(EC, EC)) {
            shop.accepts(shop.token().signedWith(EC).mint());
            shop.refuses(shop.token().signedWith(STRANGER).mint(), Reason.INVALID_SIGNATURE);
        }
    }

    @Test
    void theSameKeyUnderTwoNames_isFoundByEither() {
        SigningKey other = EC.withKeyId("other");
        try (Shop shop = SHOP.holding(EC, other)) {
            shop.accepts(shop.token().signedWith(EC).mint());
            shop.accepts(shop.token().signedWith(other).mint());
        }
    }
}
