package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/** What a message may hold: nothing of the token that would let someone in, and nothing that a log reader trips over. */
final class MessageTest {
    private static final String EVIL =
            "x\r\n2026-01-01 00:00:00 INFO login of admin\u001b[2J\u0085\u2028\u202e\u0000\"";

    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final JwtVerifier VERIFIER = SHOP.ruled(rules -> rules.withType("JWT"));

    static Stream<Arguments> refusedTokens() {
        return Stream.of(
                refused(Reason.INVALID_SIGNATURE, token().tamperedSignature()),
                refused(Reason.INVALID_SIGNATURE, token().tamperedClaim("sub", "secret-of-mallory")),
                refused(Reason.EXPIRED, token().expiresIn(Duration.ofHours(-1))),
                refused(Reason.WRONG_AUDIENCE, token().claim("aud", "bank")),
                refused(Reason.MALFORMED_CLAIM, token().claim("exp", "secret-date")),
                refused(Reason.MISSING_CLAIM, token().claim("exp", null)),
                refused(Reason.UNTRUSTED_ISSUER, token().claim("iss", "https://x.example")),
                refused(Reason.UNSUPPORTED_ALGORITHM, token().hs256(new byte[32])),
                refused(Reason.UNSUPPORTED_CRITICAL_HEADER, token().header("crit", List.of("secret-ext"))),
                refused(Reason.MALFORMED_TOKEN, token().rawPayload("{\"iss\":1,\"password\":\"secret-word\"}")),
                refused(Reason.MALFORMED_TOKEN, token().rawHeader("{\"alg\":\"ES256\",\"x\":secret-junk}")),
                refused(Reason.MALFORMED_TOKEN, token().rawPayload("secret-junk")));
    }

    /** Tokens with text that breaks lines, clears terminals or turns the direction of writing. */
    static Stream<Arguments> poisonedTokens() {
        return Stream.of(
                refused(
                        Reason.UNTRUSTED_ISSUER,
                        token().claim("iss", SHOP.issuer().issuer() + EVIL)),
                refused(Reason.UNKNOWN_KEY, token().keyId(EVIL)),
                refused(Reason.UNSUPPORTED_ALGORITHM, token().header("alg", EVIL)),
                refused(Reason.WRONG_TYPE, token().header("typ", EVIL)),
                refused(Reason.WRONG_AUDIENCE, token().claim("aud", EVIL)),
                refused(Reason.WRONG_AUDIENCE, token().claim("aud", List.of(EVIL, EVIL))));
    }

    @AfterEach
    void behave() {
        SHOP.issuer().behave();
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void message_quotesNothingOfTheToken(Reason reason, String token) {
        TokenException refusal = Shop.refuses(VERIFIER, token, reason);

        Segments segments = Segments.of(token);
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString())
                    .doesNotContain(segments.header())
                    .doesNotContain(segments.payload())
                    .doesNotContain(segments.signature())
                    .doesNotContain(segments.signature().substring(0, 20))
                    .doesNotContain("secret-", "alice");
        }
    }

    @ParameterizedTest
    @MethodSource("poisonedTokens")
    void message_staysOnOneLineOfPlainText(Reason reason, String token) {
        assertPlain(Shop.refuses(VERIFIER, token, reason));
    }

    @Test
    void message_ofARefusedKey_escapesItsKeyId() {
        SigningKey evil = SHOP.key("ES256").withKeyId(EVIL);
        SigningKey encrypting = evil.withJwkMember("use", EVIL);
        try (Shop shop = SHOP.holding(evil);
                Shop skipping = SHOP.holding(encrypting, SHOP.key("ES256"))) {
            String token = shop.token().signedWith(evil).mint();

            assertPlain(skipping.refuses(token, Reason.SKIPPED_KEY));
            assertPlain(shop.refuses(
                    shop.token().signedWith(evil).header("alg", "RS256").mint(), Reason.ALGORITHM_MISMATCH));
            assertPlain(shop.refuses(
                    shop.token().signedWith(evil).tamperedSignature().mint(), Reason.INVALID_SIGNATURE));
        }
    }

    @Test
    void message_shortensLongText() {
        String longText = "k".repeat(256);

        assertThat(Shop.refuses(VERIFIER, token().header("typ", longText).mint(), Reason.WRONG_TYPE)
                        .getMessage())
                .contains("kkk...")
                .hasSizeLessThan(400);
        assertThat(Shop.refuses(
                                VERIFIER,
                                token().claim("iss", "https://" + "i".repeat(2000))
                                        .mint(),
                                Reason.UNTRUSTED_ISSUER)
                        .getMessage())
                .hasSizeLessThan(400);
    }

    @Test
    void message_ofAnUnreadableAnswer_quotesNothingOfIt() {
        String body = "secret-page of an inner host" + EVIL;
        for (Endpoint endpoint : List.of(Endpoint.METADATA, Endpoint.JWKS)) {
            SHOP.issuer().behave();
            SHOP.issuer().misbehave(endpoint, Misbehaviour.body("text/html; secret=page", body));
            try (KeyFetcher fetcher = Shop.trusting(SHOP.issuer())) {
                JwtVerifier verifier =
                        JwtVerifier.builder(fetcher).acceptAnyAudience().build();
                Reason reason = endpoint == Endpoint.JWKS ? Reason.INVALID_JWK_SET : Reason.INVALID_METADATA;

                TokenException refusal = Shop.refuses(verifier, token().mint(), reason);

                assertPlain(refusal);
                for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                    assertThat(cause.toString()).doesNotContain("secret-page", "inner host");
                }
            }
        }
    }

    @Test
    void message_ofALyingIssuer_escapesTheNameItGives() {
        SHOP.issuer().misbehave(Endpoint.METADATA, Misbehaviour.wrongIssuer(EVIL));
        try (KeyFetcher fetcher = Shop.trusting(SHOP.issuer())) {
            JwtVerifier verifier =
                    JwtVerifier.builder(fetcher).acceptAnyAudience().build();

            assertPlain(Shop.refuses(verifier, token().mint(), Reason.INVALID_METADATA));
        }
    }

    private static void assertPlain(TokenException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).matches("[ -~]+").doesNotContain("\r", "\n");
        }
    }

    private static TokenBuilder token() {
        return SHOP.token();
    }

    private static Arguments refused(Reason reason, TokenBuilder token) {
        return Arguments.of(reason, token.mint());
    }
}
