package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;
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
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> IdTokenChecks.requireNonce(verified(SHOP.token().claim("nonce", "")), ""));
    }

    @Test
    void authTimeToCome_isRefused() {
        Instant now = SHOP.time().instant();
        VerifiedJwt ahead = verified(SHOP.token().claim("auth_time", now.plusSeconds(60)));

        assertThatCode(() -> IdTokenChecks.requireAuthTime(ahead, Duration.ofDays(1), now))
                .doesNotThrowAnyException();
        refuses(
                () -> IdTokenChecks.requireAuthTime(ahead, Duration.ofDays(1), now.minusSeconds(1)),
                Reason.ISSUED_IN_THE_FUTURE);
    }

    @Test
    void greatestAgeOfWhateverSize_isCompared() {
        Instant now = SHOP.time().instant();
        VerifiedJwt jwt = verified(SHOP.token().claim("auth_time", now));

        assertThatCode(() -> IdTokenChecks.requireAuthTime(jwt, Duration.ofSeconds(Long.MAX_VALUE), now))
                .doesNotThrowAnyException();
    }

    @Test
    void authTime_isAtMostTheGreatestAgeAgo() {
        VerifiedJwt jwt =
                verified(SHOP.token().claim("auth_time", SHOP.time().instant().minusSeconds(60)));

        assertThatCode(() -> IdTokenChecks.requireAuthTime(
                        jwt, Duration.ofMinutes(1), SHOP.time().instant()))
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

    /** RFC 8032 §5.2: the left half of 114 bytes of SHAKE256, where a security provider has it (Java from 25 on). */
    @Test
    void hashOfEd448_isComparedOrSaidToBeMissing() {
        String hash = "W6Ie3EoycJT-JESJ2WSAWX7LRP3FuHvmvNycBMeL-NngYGhJXChp7YRUBdOXcrKGZD4qnhCAstjO";
        String accessToken = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        for (SigningKey key : List.of(SHOP.key("Ed448"), SHOP.key("Ed448").withAlgorithm("EdDSA"))) {
            VerifiedJwt jwt = verified(SHOP.token().signedWith(key).claim("at_hash", hash));

            if (Security.getAlgorithms("MessageDigest").contains("SHAKE256-512")) {
                assertThatCode(() -> IdTokenChecks.requireAccessToken(jwt, accessToken))
                        .doesNotThrowAnyException();
                refuses(() -> IdTokenChecks.requireAccessToken(jwt, "another"), Reason.WRONG_CLAIM);
            } else {
                assertThatExceptionOfType(InvalidJwtException.class)
                        .isThrownBy(() -> IdTokenChecks.requireAccessToken(jwt, accessToken))
                        .withMessageContaining("SHAKE256-512, which no security provider here has")
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_ALGORITHM));
            }
        }
    }

    @Test
    void nonce_isNotPrinted() {
        VerifiedJwt jwt = verified(SHOP.token().claim("nonce", "secret-of-another-login"));

        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(() -> IdTokenChecks.requireNonce(jwt, "secret-of-this-login"))
                .withMessageContaining("its nonce is not that of this login")
                .satisfies(e -> assertThat(e).message().doesNotContain("secret"));
    }
}
