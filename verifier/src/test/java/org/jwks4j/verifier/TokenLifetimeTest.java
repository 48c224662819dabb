package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.TokenBuilder;

/** {@code exp}, {@code nbf} and {@code iat} on both sides of each boundary (RFC 7519 §4.1.4 to §4.1.6); the skew is 60 s. */
final class TokenLifetimeTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    @Test
    void expiredForExactlyTheSkew_isRefused() {
        SHOP.refuses(token("exp", "-60"), Reason.EXPIRED);
    }

    @Test
    void expiredForLessThanTheSkew_isAccepted() {
        SHOP.accepts(token("exp", "-59"));
        SHOP.accepts(token("exp", "-59.999"));
    }

    @Test
    void expiredForAFractionMoreThanTheSkew_isRefused() {
        SHOP.refuses(token("exp", "-60.001"), Reason.EXPIRED);
    }

    @Test
    void expiringNow_isAccepted() {
        SHOP.accepts(token("exp", "0"));
    }

    @Test
    void expiringNow_withoutSkew_isRefused() {
        Shop.refuses(unskewed(), token("exp", "0"), Reason.EXPIRED);
        Shop.refuses(unskewed(), token("exp", "-0.001"), Reason.EXPIRED);
    }

    @Test
    void expiringSoon_withoutSkew_isAccepted() {
        unskewed().blocking().verify(token("exp", "0.001"));
    }

    @Test
    void genuineToken_expiresAsTimePasses() {
        String token = SHOP.token().expiresIn(Duration.ofMinutes(5)).mint();

        SHOP.time().advance(Duration.ofMinutes(6).minusNanos(1));
        SHOP.accepts(token);
        SHOP.time().advance(Duration.ofNanos(1));
        SHOP.refuses(token, Reason.EXPIRED);
    }

    @Test
    void missingExp_isRefused() {
        TokenException refusal = SHOP.refuses(SHOP.token().claim("exp", null).mint(), Reason.MISSING_CLAIM);

        assertThat(refusal).hasMessageContaining("exp");
    }

    @Test
    void missingExp_whereAccepted_isVerified() {
        JwtVerifier relaxed = SHOP.ruled(rules -> rules.acceptMissingExpiration());
        String token = SHOP.token().claim("exp", null).mint();

        assertThat(relaxed.blocking().verify(token).claims().expiresAt()).isEmpty();
    }

    @Test
    void expired_whereMissingExpIsAccepted_isRefusedAllTheSame() {
        JwtVerifier relaxed = SHOP.ruled(rules -> rules.acceptMissingExpiration());

        Shop.refuses(relaxed, token("exp", "-60"), Reason.EXPIRED);
    }

    @Test
    void validFromExactlyTheSkewAhead_isAccepted() {
        SHOP.accepts(token("nbf", "60"));
    }

    @Test
    void validFromLaterThanTheSkew_isRefused() {
        SHOP.refuses(token("nbf", "60.001"), Reason.NOT_YET_VALID);
        SHOP.refuses(token("nbf", "61"), Reason.NOT_YET_VALID);
    }

    @Test
    void validFromNow_withoutSkew_isAccepted() {
        unskewed().blocking().verify(token("nbf", "0"));
        Shop.refuses(unskewed(), token("nbf", "0.001"), Reason.NOT_YET_VALID);
    }

    @Test
    void notYetValid_becomesValidAsTimePasses() {
        String token = token("nbf", "90");

        SHOP.refuses(token, Reason.NOT_YET_VALID);
        SHOP.time().advance(Duration.ofSeconds(30));
        SHOP.accepts(token);
    }

    @Test
    void issuedExactlyTheSkewAhead_isAccepted() {
        SHOP.accepts(token("iat", "60"));
    }

    @Test
    void issuedLaterThanTheSkew_isRefused() {
        SHOP.refuses(token("iat", "60.001"), Reason.ISSUED_IN_THE_FUTURE);
        SHOP.refuses(token("iat", "61"), Reason.ISSUED_IN_THE_FUTURE);
    }

    @Test
    void issuedNow_withoutSkew_isAccepted() {
        unskewed().blocking().verify(token("iat", "0"));
        Shop.refuses(unskewed(), token("iat", "0.001"), Reason.ISSUED_IN_THE_FUTURE);
    }

    @Test
    void missingNbfAndIat_areAccepted() {
        VerifiedJwt verified = SHOP.accepts(SHOP.token().claim("iat", null).mint());

        assertThat(verified.claims().issuedAt()).isEmpty();
        assertThat(verified.claims().notBefore()).isEmpty();
    }

    @Test
    void refusal_saysWhenItExpiredAndHowLateItIs() {
        Instant now = SHOP.time().instant();

        assertThat(SHOP.refuses(token("exp", "-3600"), Reason.EXPIRED))
                .hasMessageContaining(now.minusSeconds(3600).toString())
                .hasMessageContaining(now.toString())
                .hasMessageContaining("60 s");
    }

    @Test
    void widestSkew_isTenMinutes() {
        JwtVerifier lax = SHOP.ruled(rules -> rules.withClockSkew(Duration.ofMinutes(10)));

        lax.blocking().verify(token("exp", "-599"));
        Shop.refuses(lax, token("exp", "-600"), Reason.EXPIRED);
    }

    private static JwtVerifier unskewed() {
        return SHOP.ruled(rules -> rules.withClockSkew(Duration.ZERO));
    }

    /** A token with a date so many seconds from now. */
    private static String token(String claim, String fromNow) {
        TokenBuilder token = SHOP.token();
        Instant now = SHOP.time().instant();
        BigDecimal seconds = BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
        return token.claim(claim, seconds.add(new BigDecimal(fromNow))).mint();
    }
}
