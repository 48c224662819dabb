package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;

/** A token that this service has taken back is refused, however genuine, and though it was verified a moment ago. */
class RevokedTokenTest {
    private final Shop shop = Shop.open("RS256");
    private final KeyFetcher fetcher = Shop.trusting(shop.issuer());
    private final String issuer = shop.issuer().issuer();
    private final Instant later = Instant.now().plus(Duration.ofHours(1));
    private final String token =
            shop.token().claim("jti", "t").claim("sid", "s").claim("sub", "u").mint();

    @AfterEach
    void close() {
        fetcher.close();
        shop.close();
    }

    private JwtVerifierBuilder verifier() {
        return JwtVerifier.builder(fetcher)
                .audience(Shop.AUDIENCE)
                .instantSource(shop.time().instants());
    }

    private void isRefusedOnce(Runnable revocation) {
        JwtVerifier plain = verifier().build();
        JwtVerifier remembering = verifier().rememberVerifiedTokens(100_000).build();
        assertThat(plain.blocking().verify(token)).isNotNull();
        assertThat(remembering.blocking().verify(token)).isNotNull();
        revocation.run();
        assertThat(Shop.refuses(plain, token, Reason.REVOKED_TOKEN).httpStatus())
                .isEqualTo(401);
        Shop.refuses(remembering, token, Reason.REVOKED_TOKEN);
        Shop.refuses(remembering, token, Reason.REVOKED_TOKEN);
    }

    @Test
    void aRevokedToken_isRefused() {
        isRefusedOnce(() -> fetcher.revokeTokens(issuer, "jti", "t", later));
    }

    @Test
    void aTokenOfARevokedSession_isRefused() {
        isRefusedOnce(() -> fetcher.revokeTokens(issuer, "sid", "s", later));
    }

    @Test
    void aTokenOfARevokedSubject_isRefused_andSoIsOneThatIsIssuedLater() {
        isRefusedOnce(() -> fetcher.revokeTokens(issuer, "sub", "u", later));
        Shop.refuses(verifier().build(), shop.token().claim("sub", "u").mint(), Reason.REVOKED_TOKEN);
    }

    @Test
    void othersAreAccepted() {
        fetcher.revokeTokens(issuer, "jti", "s", later);
        fetcher.revokeTokens(issuer, "sid", "u", later);
        fetcher.revokeTokens(issuer, "sub", "t", later);
        assertThat(verifier().build().blocking().verify(token)).isNotNull();
        assertThat(verifier().build().blocking().verify(shop.token().mint())).isNotNull();
    }

    /** What a token says of itself counts only once its signature does: no stranger learns what was revoked. */
    @Test
    void aForgedTokenOfARevokedSubject_isRefusedForItsSignature() {
        fetcher.revokeTokens(issuer, "sub", "u", later);
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(342);
        Shop.refuses(verifier().build(), forged, Reason.INVALID_SIGNATURE);
    }
}
