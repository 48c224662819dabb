package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.form.Subject;

/** Each way in which a token is at fault: its reason, its type, and the 401 that goes with it. */
final class RefusalTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final SigningKey ENC = SHOP.key("ES256").withKeyId("enc").withJwkMember("use", "enc");

    @AutoClose
    static final Shop KNOWING = SHOP.holding(
            SHOP.key("ES256"), shared(), shared(), shared(), shared(), shared(), ENC, SigningKey.generate("ES384"));

    private static final JwtVerifier VERIFIER = KNOWING.ruled(rules -> rules.withType("JWT"));

    /** These need a configuration, a history or a fetcher that errs, and have tests of their own. */
    private static final Set<Reason> ELSEWHERE = EnumSet.of(
            Reason.ALGORITHM_NOT_ALLOWED,
            Reason.UNKNOWN_KEY_THROTTLED,
            Reason.REVOKED_KEY,
            Reason.REVOKED_ISSUER,
            Reason.REVOKED_TOKEN,
            Reason.WRONG_ISSUER,
            Reason.CHECK_FAILED,
            Reason.INVALID_PROOF,
            Reason.USE_DPOP_NONCE,
            Reason.REPLAYED,
            Reason.WRONG_CLAIM);

    /** One of several keys that share a key ID: more than a bounded trial takes. */
    private static SigningKey shared() {
        return SigningKey.generate("ES256").withKeyId("shared");
    }

    static Stream<Arguments> refusals() {
        Map<Reason, Function<TokenBuilder, TokenBuilder>> forgeries = new LinkedHashMap<>();
        forgeries.put(Reason.MALFORMED_TOKEN, token -> token.rawPayload("[]"));
        forgeries.put(Reason.MISSING_ISSUER, token -> token.claim("iss", null));
        forgeries.put(Reason.UNTRUSTED_ISSUER, token -> token.claim("iss", "https://nobody.example"));
        forgeries.put(Reason.UNSUPPORTED_ALGORITHM, TokenBuilder::unsigned);
        forgeries.put(Reason.UNKNOWN_KEY, token -> token.keyId("unknown"));
        forgeries.put(Reason.SKIPPED_KEY, token -> token.keyId("enc"));
        forgeries.put(Reason.ALGORITHM_MISMATCH, token -> token.header("alg", "RS256"));
        forgeries.put(Reason.AMBIGUOUS_KEY, token -> token.keyId("shared"));
        forgeries.put(Reason.INVALID_SIGNATURE, TokenBuilder::tamperedSignature);
        forgeries.put(Reason.UNSUPPORTED_CRITICAL_HEADER, token -> token.header("crit", List.of("exp")));
        forgeries.put(Reason.WRONG_TYPE, token -> token.header("typ", "at+jwt"));
        forgeries.put(Reason.MISSING_CLAIM, token -> token.claim("aud", null));
        forgeries.put(Reason.FORBIDDEN_CLAIM, token -> token.claim("events", Map.of()));
        forgeries.put(Reason.MISSING_PROOF, token -> token.claim("cnf", Map.of("jkt", "thumbprint")));
        forgeries.put(Reason.MALFORMED_CLAIM, token -> token.claim("exp", "tomorrow"));
        forgeries.put(Reason.WRONG_AUDIENCE, token -> token.claim("aud", "bank"));
        forgeries.put(Reason.EXPIRED, token -> token.expiresIn(Duration.ofHours(-1)));
        forgeries.put(Reason.NOT_YET_VALID, token -> token.claim("nbf", 1798761600));
        forgeries.put(Reason.ISSUED_IN_THE_FUTURE, token -> token.claim("iat", 1798761600));
        return forgeries.entrySet().stream()
                .map(forgery -> Arguments.of(
                        forgery.getKey(), forgery.getValue().apply(SHOP.token()).mint()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void tokenAtFault_isAnswered401(Reason reason, String token) {
        TokenException refusal = Shop.refuses(VERIFIER, token, reason);

        assertThat(refusal).isExactlyInstanceOf(typeOf(reason));
        assertThat(refusal.httpStatus()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void blockingVerify_throwsWhatTheFutureFailsWith(Reason reason, String token) {
        TokenException later = Shop.refuses(VERIFIER, token, reason);

        TokenException thrown = catchThrowableOfType(
                TokenException.class, () -> VERIFIER.blocking().verify(token));

        assertThat(thrown).isExactlyInstanceOf(later.getClass());
        assertThat(withoutDelay(thrown)).isEqualTo(withoutDelay(later));
        assertThat(thrown.reason()).isEqualTo(reason);
        assertThat(thrown.issuer()).isEqualTo(later.issuer());
        assertThat(thrown.keyId()).isEqualTo(later.keyId());
    }

    @Test
    void everyReasonOfTheTokensFault_isTested() {
        Set<Reason> tested = refusals()
                .map(refusal -> (Reason) refusal.get()[0])
                .collect(Collectors.toCollection(() -> EnumSet.copyOf(ELSEWHERE)));
        Set<Reason> all = Arrays.stream(Reason.values())
                .filter(reason -> reason.httpStatus() == 401)
                .collect(Collectors.toSet());

        assertThat(tested).isEqualTo(all);
    }

    @Test
    void refusal_namesIssuerAndKey() {
        TokenException refusal =
                KNOWING.refuses(SHOP.token().tamperedSignature().mint(), Reason.INVALID_SIGNATURE);

        assertThat(refusal.issuer()).hasValue(SHOP.issuer().issuer());
        assertThat(refusal.keyId()).hasValue(SHOP.issuer().signingKeyId());
        assertThat(refusal)
                .hasMessageContaining("\"" + SHOP.issuer().issuer() + "\"")
                .hasMessageContaining("\"" + SHOP.issuer().signingKeyId() + "\"");
    }

    /** No fetcher does this; the claims are compared with the key's issuer anyway. */
    @Test
    void issThatIsNotTheIssuerOfTheKey_isRefused() {
        UnverifiedToken token = UnverifiedToken.parse(SHOP.token().mint());

        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(() -> ClaimRules.check(
                        new Claims(token.payload()),
                        token.header(),
                        TokenRules.acceptingAnyAudience(),
                        new Subject("https://other.example", null),
                        SHOP.time().instant()))
                .withMessageContaining(SHOP.issuer().issuer())
                .extracting(TokenException::reason)
                .isEqualTo(Reason.WRONG_ISSUER);
    }

    private static String withoutDelay(TokenException refusal) {
        return refusal.getMessage().replaceAll(" in \\d+ ms", "");
    }

    private static Class<?> typeOf(Reason reason) {
        return switch (reason) {
            case MALFORMED_TOKEN, MISSING_ISSUER -> MalformedTokenException.class;
            case UNTRUSTED_ISSUER -> UntrustedIssuerException.class;
            case UNKNOWN_KEY -> KeyNotFoundException.class;
            case UNSUPPORTED_ALGORITHM, SKIPPED_KEY, ALGORITHM_MISMATCH, AMBIGUOUS_KEY -> UnusableKeyException.class;
            default -> InvalidJwtException.class;
        };
    }
}
