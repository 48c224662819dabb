package org.jwks4j.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.token.UnverifiedToken;

/** Of all spellings of a genuine token only one is read (RFC 7515 §2), within its bounds. */
final class TokenTextTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256", "RS256");

    private static final Segments GENUINE = Segments.of(SHOP.token("RS256").mint());

    static Stream<String> otherSpellings() {
        String token = GENUINE.token();
        return Stream.of(
                token + "=",
                token + "==",
                token + " ",
                token + "\n",
                token + ".",
                token + "\u0000",
                " " + token,
                "\ufeff" + token,
                "Bearer " + token,
                token.replace(".", ". "),
                token.replace(".", "\u3002"),
                token.replace("eyJ", "eyJ\r\n"),
                token.replace("eyJ", "eyJ="),
                token.replace("eyJ", "%65yJ"),
                token.replaceFirst("e", "\u0435"),
                GENUINE.withHeader(GENUINE.header() + "=").token(),
                GENUINE.withPayload(GENUINE.payload() + "=").token());
    }

    @Test
    void theOneSpelling_isVerified() {
        SHOP.accepts(GENUINE.token());
    }

    @ParameterizedTest
    @MethodSource("otherSpellings")
    void anotherSpelling_isRefused(String token) {
        assertThat(SHOP.refuses(token, Reason.MALFORMED_TOKEN)).isInstanceOf(MalformedTokenException.class);
    }

    @Test
    void signatureWithNonZeroTrailingBits_isRefused() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String signature = GENUINE.signature();
        int end = signature.length() - 1;
        int last = alphabet.indexOf(signature.charAt(end));
        for (int unused = 1; unused < 16; unused++) { // 256 bytes leave four bits
            String other = signature.substring(0, end) + alphabet.charAt(last + unused);
            SHOP.refuses(GENUINE.withSignature(other).token(), Reason.MALFORMED_TOKEN);
        }
    }

    @Test
    void standardAlphabet_isRefused() {
        String token = SHOP.token().claim("x", "\u00ff\u00fe?>~").mint();
        String standard = token.replace('-', '+').replace('_', '/');
        while (standard.equals(token)) {
            token = SHOP.token().mint(); // another signature
            standard = token.replace('-', '+').replace('_', '/');
        }

        SHOP.accepts(token);
        SHOP.refuses(standard, Reason.MALFORMED_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.b", "....", "eyJhbGciOiJSUzI1NiJ9..", "{}", "null", "Bearer"})
    void noToken_isRefused(String text) {
        SHOP.refuses(text, Reason.MALFORMED_TOKEN);
    }

    @Test
    void otherNumberOfSegments_isRefused() {
        SHOP.refuses(GENUINE.header() + "." + GENUINE.payload(), Reason.MALFORMED_TOKEN);
        SHOP.refuses(GENUINE.token() + "." + GENUINE.signature(), Reason.MALFORMED_TOKEN);
        assertThat(SHOP.refuses(GENUINE.token() + ".a.b", Reason.MALFORMED_TOKEN))
                .hasMessageContaining("JWE");
    }

    @Test
    void jsonSerialization_isRefused() {
        String json = "{\"protected\":\"" + GENUINE.header() + "\",\"payload\":\"" + GENUINE.payload()
                + "\",\"signature\":\"" + GENUINE.signature() + "\"}";

        SHOP.refuses(json, Reason.MALFORMED_TOKEN);
    }

    @Test
    void detachedPayload_isRefused() {
        SHOP.refuses(GENUINE.withPayload("").token(), Reason.MALFORMED_TOKEN);
    }

    @Test
    void tokenOf16KiB_isVerified_andOneCharacterMoreIsRefused() {
        SHOP.accepts(tokenOfLength(UnverifiedToken.MAX_TOKEN_LENGTH));
        SHOP.refuses(tokenOfLength(UnverifiedToken.MAX_TOKEN_LENGTH + 1), Reason.MALFORMED_TOKEN);
    }

    @Test
    void tokenOfAMegabyte_isRefused() {
        SHOP.refuses(SHOP.token().claim("x", "x".repeat(1 << 20)).mint(), Reason.MALFORMED_TOKEN);
    }

    @Test
    void headerOf4KiB_isVerified_andOneByteMoreIsRefused() {
        SHOP.accepts(headerOfLength(UnverifiedToken.MAX_HEADER_BYTES));
        SHOP.refuses(headerOfLength(UnverifiedToken.MAX_HEADER_BYTES + 1), Reason.MALFORMED_TOKEN);
    }

    @Test
    void limits_canBeRaisedForAllTokens() {
        UnverifiedToken.Limits more = new UnverifiedToken.Limits(20_000, 5_000);
        JwtVerifier verifier = SHOP.strict()
                .tokenLimits(more)
                .rememberVerifiedTokens(1_000_000)
                .build();

        verifier.blocking().verify(tokenOfLength(20_000));
        Shop.refuses(verifier, tokenOfLength(20_001), Reason.MALFORMED_TOKEN);
        verifier.blocking().verify(headerOfLength(5_000));
        Shop.refuses(verifier, headerOfLength(5_001), Reason.MALFORMED_TOKEN);
        assertThat(verifier.explainRules())
                .contains("all tokens:\n  at most 20000 characters, and 5000 bytes of header\n");
    }

    @Test
    void limits_canBeLowered_alsoForHeadersThatWereReadBefore() {
        String token = SHOP.token().mint();
        int header = SHOP.accepts(token).headerText().length();

        SHOP.strict()
                .tokenLimits(new UnverifiedToken.Limits(token.length(), header))
                .build()
                .blocking()
                .verify(token);
        for (UnverifiedToken.Limits less : List.of(
                new UnverifiedToken.Limits(token.length() - 1, header),
                new UnverifiedToken.Limits(token.length(), header - 1))) {
            Shop.refuses(SHOP.strict().tokenLimits(less).build(), token, Reason.MALFORMED_TOKEN);
        }
    }

    @Test
    void tokenThatWasReadWithinOtherLimits_isHeldToTheVerifiers() {
        UnverifiedToken large = UnverifiedToken.parse(tokenOfLength(20_000), new UnverifiedToken.Limits(20_000, 4_096));

        assertThat(SHOP.verifier().verify(large)).isCompletedExceptionally();
        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(() -> SHOP.verifier().blocking().verify(large))
                .withMessageContaining("it has 20000 characters, more than 16384");
        SHOP.strict()
                .tokenLimits(new UnverifiedToken.Limits(20_000, 4_096))
                .build()
                .blocking()
                .verify(large);
    }

    /** Nothing is known of the issuer before the token is read: its rules cannot allow more. */
    @Test
    void rulesThatAllowMoreThanTheLimits_areRefusedAtBuild() {
        TokenRules most = TokenRules.forAudience(Shop.AUDIENCE).withMaxSize(16_384, 4_096);
        for (TokenRules more : List.of(most.withMaxSize(16_385, 4_096), most.withMaxSize(16_384, 4_097))) {
            List<JwtVerifierBuilder> builders = List.of(
                    SHOP.anyBuilder().rules(more),
                    SHOP.anyBuilder().issuer("https://a.example", more),
                    SHOP.anyBuilder().issuers(IssuerTemplate.of("https://a.example/{tenant}"), more));
            for (JwtVerifierBuilder builder : builders) {
                assertThatIllegalStateException()
                        .isThrownBy(builder::build)
                        .withMessageContaining("withMaxSize")
                        .withMessageContaining("tokenLimits");
            }
        }
        SHOP.anyBuilder().rules(most).build();
        SHOP.anyBuilder()
                .tokenLimits(new UnverifiedToken.Limits(16_385, 4_096))
                .rules(most.withMaxSize(16_385, 1))
                .build();
    }

    @Test
    void absurdLimits_areRefused() {
        new UnverifiedToken.Limits(65_536, 16_384);
        for (int[] wrong : List.of(new int[] {0, 1}, new int[] {1, 0}, new int[] {65_537, 1}, new int[] {1, 16_385})) {
            assertThatIllegalArgumentException().isThrownBy(() -> new UnverifiedToken.Limits(wrong[0], wrong[1]));
        }
    }

    @Test
    void kidOf256Characters_isVerified_andOneMoreIsRefused() {
        SigningKey key = SHOP.key("ES256").withKeyId("k".repeat(UnverifiedToken.MAX_KEY_ID_LENGTH));
        try (Shop shop = SHOP.holding(key)) {
            shop.accepts(shop.token().signedWith(key).mint());
            shop.refuses(shop.token().signedWith(key).keyId(key.keyId() + "k").mint(), Reason.MALFORMED_TOKEN);
        }
    }

    private static String headerOfLength(int bytes) {
        int rest = Segments.of(SHOP.token().header("x", "").mint()).headerJson().getBytes(UTF_8).length;
        return SHOP.token().header("x", "x".repeat(bytes - rest)).mint();
    }

    /** Base64 jumps over a fourth of all lengths, so both segments are stretched a little. */
    private static String tokenOfLength(int length) {
        int rest = SHOP.token().header("x", "").claim("y", "").mint().length();
        int stretch = (length - rest) * 3 / 4;
        return List.of(0, 1, 2, 3).stream()
                .flatMap(header -> Stream.of(-4, -3, -2, -1, 0, 1)
                        .map(claim -> SHOP.token()
                                .header("x", "x".repeat(header))
                                .claim("y", "y".repeat(stretch + claim))
                                .mint()))
                .filter(token -> token.length() == length)
                .findFirst()
                .orElseThrow();
    }
}
