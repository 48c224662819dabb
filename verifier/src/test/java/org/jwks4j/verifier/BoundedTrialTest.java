package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** Where {@code kid} does not decide, at most four keys are tried (RFC 7515 §4.1.4). */
final class BoundedTrialTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final SigningKey[] KEYS =
            Stream.generate(() -> SigningKey.generate("ES256")).limit(5).toArray(SigningKey[]::new);
    private static final SigningKey P384 = SigningKey.generate("ES384");

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2, 1", "3, 0", "3, 2", "4, 0", "4, 1", "4, 2", "4, 3"})
    void noKid_amongAFewKeys_findsTheRightOne(int keys, int signer) {
        try (Shop shop = SHOP.holding(Arrays.copyOf(KEYS, keys))) {
            String token = shop.token().signedWith(KEYS[signer]).keyId(null).mint();

            assertThat(shop.accepts(token).key().keyId()).isEqualTo(KEYS[signer].keyId());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void noKid_andAStrangersKey_isRefused(int keys) {
        try (Shop shop = SHOP.holding(Arrays.copyOf(KEYS, keys))) {
            String token = shop.token().signedWith(KEYS[4]).keyId(null).mint();

            assertThat(shop.refuses(token, Reason.INVALID_SIGNATURE))
                    .hasMessageContaining(keys == 1 ? "this key" : "none of the " + keys + " keys");
        }
    }

    @Test
    void noKid_amongFiveKeys_isAmbiguous() {
        try (Shop shop = SHOP.holding(KEYS)) {
            String token = shop.token().signedWith(KEYS[0]).keyId(null).mint();

            assertThat(shop.refuses(token, Reason.AMBIGUOUS_KEY))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasMessageContaining("5 keys");
        }
    }

    @Test
    void noKid_amongFiveKeysOfWhichFourFit_isVerified() {
        try (Shop shop = SHOP.holding(KEYS[0], KEYS[1], P384, KEYS[2], KEYS[3])) {
            shop.accepts(shop.token().signedWith(KEYS[3]).keyId(null).mint());
            shop.accepts(shop.token().signedWith(P384).keyId(null).mint());
        }
    }

    @Test
    void kid_amongFiveKeys_needsNoTrial() {
        try (Shop shop = SHOP.holding(KEYS)) {
            shop.accepts(shop.token().signedWith(KEYS[4]).mint());
            shop.refuses(shop.token().signedWith(KEYS[4]).keyId(KEYS[3].keyId()).mint(), Reason.INVALID_SIGNATURE);
        }
    }

    @Test
    void oneKidOfTwoKeys_findsTheRightOne() {
        SigningKey one = KEYS[0].withKeyId("shared");
        SigningKey other = KEYS[1].withKeyId("shared");
        try (Shop shop = SHOP.holding(one, KEYS[2], other)) {
            assertThat(shop.accepts(shop.token().signedWith(one).mint()).key().publicKey())
                    .isEqualTo(one.publicKey());
            assertThat(shop.accepts(shop.token().signedWith(other).mint()).key().publicKey())
                    .isEqualTo(other.publicKey());
            shop.refuses(shop.token().signedWith(KEYS[2]).keyId("shared").mint(), Reason.INVALID_SIGNATURE);
        }
    }

    @Test
    void oneKidOfTwoKeyTypes_isDecidedByAlg() {
        SigningKey p256 = KEYS[0].withKeyId("shared");
        SigningKey p384 = P384.withKeyId("shared");
        try (Shop shop = SHOP.holding(p256, p384)) {
            assertThat(shop.accepts(shop.token().signedWith(p384).mint()).algorithm())
                    .hasToString("ES384");
            assertThat(shop.accepts(shop.token().signedWith(p256).mint()).algorithm())
                    .hasToString("ES256");
            shop.refuses(shop.token().signedWith(p256).header("alg", "RS256").mint(), Reason.ALGORITHM_MISMATCH);
        }
    }

    @Test
    void oneKidOfFiveKeys_isAmbiguous() {
        SigningKey[] shared =
                Arrays.stream(KEYS).map(key -> key.withKeyId("shared")).toArray(SigningKey[]::new);
        try (Shop shop = SHOP.holding(shared)) {
            shop.refuses(shop.token().signedWith(shared[0]).mint(), Reason.AMBIGUOUS_KEY);
        }
    }

    @Test
    void keyWithoutKid_isFoundByATokenWithout() {
        SigningKey nameless = KEYS[0].withKeyId(null);
        try (Shop shop = SHOP.holding(nameless)) {
            assertThat(shop.accepts(shop.token().signedWith(nameless).mint())
                            .key()
                            .keyId())
                    .isNull();
        }
    }

    @Test
    void keyWithoutKid_isNotTriedForATokenThatHasOne() {
        try (Shop shop = SHOP.holding(KEYS[0].withKeyId(null))) {
            shop.refuses(shop.token().signedWith(KEYS[0]).mint(), Reason.UNKNOWN_KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEY", "key ", "ke", "key\u0000", "\u212aey", ""})
    void kidThatIsAlmostTheOne_isUnknown(String kid) {
        SigningKey key = KEYS[0].withKeyId("key");
        try (Shop shop = SHOP.holding(key)) {
            shop.refuses(shop.token().signedWith(key).keyId(kid).mint(), Reason.UNKNOWN_KEY);
        }
    }

    @Test
    void kidThatIsNoString_isRefused() {
        SHOP.refuses(SHOP.token().header("kid", 1).mint(), Reason.MALFORMED_TOKEN);
        SHOP.refuses(SHOP.token().rawHeader("{\"alg\":\"ES256\",\"kid\":[]}").mint(), Reason.MALFORMED_TOKEN);
    }

    @Test
    void kidThatIsNull_isAbsent() {
        SHOP.accepts(SHOP.token().rawHeader("{\"alg\":\"ES256\",\"kid\":null}").mint());
    }

    @Test
    void noKidAndNoKeyForItsAlg_isUnknown() {
        try (Shop shop = SHOP.holding(KEYS[0])) {
            shop.refuses(shop.token().signedWith(P384).keyId(null).mint(), Reason.UNKNOWN_KEY);
        }
    }
}
