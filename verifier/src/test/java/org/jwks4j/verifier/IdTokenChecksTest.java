package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.TokenBuilder;

/** What an ID token says about one login. */
final class IdTokenChecksTest {
    @AutoClose
    static final Shop SHOP = Shop.open("RS256", "Ed448", "ES384");

    private static VerifiedJwt verified(TokenBuilder token) {
        return SHOP.verifier().blocking().verify(token.mint());
    }

    private static void refuses(ThrowingCallable check, Reason reason) {
        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(check)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void nonce_isThatOfTheLogin() {
        VerifiedJwt jwt = verified(SHOP.token().claim("nonce", "n-0S6_WzA2Mj"));

        assertThatCode(() -> IdTokenChecks.requireNonce(jwt, "n-0S6_WzA2Mj")).doesNotThrowAnyException();
        refuses(() -> IdTokenChecks.requireNonce(jwt, "n-0S6_WzA2M"), Reason.WRONG_CLAIM);
        refuses(() -> IdTokenChecks.requireNonce(verified(SHOP.token()), "n"), Reason.MISSING_CLAIM);
        refuses(
                () -> IdTokenChecks.requireNonce(verified(SHOP.token().claim("nonce", 1)), "1"),
                Reason.MALFORMED_CLAIM);
    }

    @Test
    void authTime_isAtMostTheGreatestAgeAgo() {
        VerifiedJwt jwt =
                verified(SHOP.token().claim("auth_time", SHOP.time().instant().minusSeconds(60)));

        assertThatCode(() -> IdTokenChecks.requireAuthTime(
                        jwt, Duration.ofSeconds(60), SHOP.time().instant()))
                .doesNotThrowAnyException();
        refuses(
                () -> IdTokenChecks.requireAuthTime(
                        jwt, Duration.ofSeconds(59), SHOP.time().instant()),
                Reason.EXPIRED);
        refuses(
                () -> IdTokenChecks.requireAuthTime(
                        verified(SHOP.token()),
                        Duration.ofSeconds(59),
                        SHOP.time().instant()),
                Reason.MISSING_CLAIM);
    }

    /** The values of OpenID Connect Core 1.0 appendix A.3 and A.4. */
    @Test
    void hashes_areThoseOfWhatCameWithTheToken() {
        VerifiedJwt jwt = verified(
                SHOP.token().claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ").claim("c_hash", "LDktKdoQak3Pk0cnXxCltA"));

        assertThatCode(() -> IdTokenChecks.requireAccessToken(jwt, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        IdTokenChecks.requireCode(jwt, "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"))
                .doesNotThrowAnyException();
        refuses(() -> IdTokenChecks.requireAccessToken(jwt, "another"), Reason.WRONG_CLAIM);
        refuses(() -> IdTokenChecks.requireCode(jwt, "another"), Reason.WRONG_CLAIM);
    }

    @Test
    void hashOfAnAlgorithmThatHasNone_isRefused() {
        VerifiedJwt jwt = verified(SHOP.token("Ed448").claim("at_hash", "any"));

        refuses(() -> IdTokenChecks.requireAccessToken(jwt, "any"), Reason.UNSUPPORTED_ALGORITHM);
    }
}
