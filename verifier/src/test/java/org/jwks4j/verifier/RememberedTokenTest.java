package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.Reason;
import org.jwks4j.testkit.SigningKey;

/** A token that was verified before costs no signature, and is refused all the same once there is reason to. */
final class RememberedTokenTest {
    @AutoClose
    private final Shop shop = Shop.open("RS256");

    @AutoClose
    private final KeyFetcher fetcher = Shop.trusting(shop.issuer());

    private final JwtVerifier verifier = remembering().build();

    private JwtVerifierBuilder remembering() {
        return JwtVerifier.builder(fetcher)
                .instantSource(shop.time().instants())
                .audience(Shop.AUDIENCE)
                .rememberVerifiedTokens(100, 2000);
    }

    private VerifiedJwt verify(String token) {
        VerifiedJwt later = verifier.verify(token).join();
        assertThat(verifier.blocking().verify(token)).isNotNull();
        return later;
    }

    @Test
    void sameToken_isTheSameVerifiedToken() {
        String token = shop.token().mint();

        VerifiedJwt first = verify(token);
        assertThat(verify(token)).isSameAs(first);
        assertThat(verifier.blocking().verify(token.substring(0, 9) + token.substring(9)))
                .isSameAs(first);
        assertThat(shop.issuer().requests()).isEqualTo(2);
    }

    @Test
    void unlessAskedFor_nothingIsRemembered() {
        JwtVerifier plain = JwtVerifier.builder(fetcher)
                .instantSource(shop.time().instants())
                .acceptAnyAudience()
                .build();
        String token = shop.token().mint();

        assertThat(plain.verify(token).join()).isNotSameAs(plain.verify(token).join());
    }

    @Test
    void expiredToken_isRefusedFromItsLastMomentOn() {
        String token = shop.token().expiresIn(Duration.ofMinutes(5)).mint();
        VerifiedJwt first = verify(token);

        shop.time().advance(Duration.ofSeconds(359)); // 60 s of clock skew
        assertThat(verifier.verify(token).join().claims().json())
                .isEqualTo(first.claims().json());
        shop.time().advance(Duration.ofSeconds(1));
        Shop.refuses(verifier, token, Reason.EXPIRED);
        Shop.refuses(verifier, token, Reason.EXPIRED);
    }

    @Test
    void clockThatGoesBack_makesATokenNotYetValidAgain() {
        String token = shop.token()
                .claim("nbf", shop.time().instant().getEpochSecond())
                .mint();
        verify(token);

        shop.time().jumpWallClock(Duration.ofSeconds(-61));
        Shop.refuses(verifier, token, Reason.NOT_YET_VALID);
    }

    @Test
    void keyThatWasRotatedOut_takesItsTokensAlong() {
        SigningKey old = shop.issuer().signingKey();
        String token = shop.token().mint();
        verify(token);

        shop.issuer().rotate();
        shop.issuer().retire(old.keyId());
        fetcher.refresh(shop.issuer().issuer()).join();
        Shop.refuses(verifier, token, Reason.UNKNOWN_KEY);
    }

    @Test
    void otherKeyOfTheSameId_isNotTheKeyOfTheToken() {
        SigningKey old = shop.issuer().signingKey();
        String token = shop.token().mint();
        verify(token);

        shop.issuer().retire(old.keyId());
        shop.issuer().addKey(SigningKey.generate("RS256").withKeyId(old.keyId()));
        fetcher.refresh(shop.issuer().issuer()).join();
        Shop.refuses(verifier, token, Reason.INVALID_SIGNATURE);
    }

    @Test
    void keyThatStays_isVerifiedOnceMoreAfterARotation() {
        String token = shop.token().mint();
        VerifiedJwt first = verify(token);

        shop.issuer().addKey("RS256");
        fetcher.refresh(shop.issuer().issuer()).join();
        VerifiedJwt second = verify(token);
        assertThat(second).isNotSameAs(first);
        assertThat(verify(token)).isSameAs(second);
    }

    @Test
    void revokedKey_isRefusedAtOnce() {
        String token = shop.token().mint();
        verify(token);

        fetcher.revokeNow(shop.issuer().issuer(), shop.issuer().signingKeyId());
        Shop.refuses(verifier, token, Reason.REVOKED_KEY);
    }

    @Test
    void closedFetcher_isClosedForRememberedTokensToo() {
        String token = shop.token().mint();
        verify(token);

        fetcher.close();
        Shop.refuses(verifier, token, Reason.CLOSED);
    }

    @Test
    void anyOtherByte_isAnotherToken() {
        String token = shop.token().mint();
        verify(token);

        Shop.refuses(verifier, shop.token().tamperedSignature().mint(), Reason.INVALID_SIGNATURE);
        for (int at : new int[] {5, token.indexOf('.') + 5, token.lastIndexOf('.') + 5}) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(verifier.verify(changed)).failsWithin(Duration.ofSeconds(20));
        }
        assertThat(verifier.verify(token + "\u00e9")).failsWithin(Duration.ofSeconds(20));
        assertThat(verifier.verify(token + "?")).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void verifierWithOtherRules_hasAMemoryOfItsOwn() {
        String token = shop.token().mint();
        verify(token);

        JwtVerifier other = JwtVerifier.builder(fetcher)
                .instantSource(shop.time().instants())
                .audience("warehouse")
                .rememberVerifiedTokens(100, 2000)
                .build();
        Shop.refuses(other, token, Reason.WRONG_AUDIENCE);
    }

    @Test
    void refusedToken_isNotRemembered() {
        String token = shop.token()
                .claim("nbf", shop.time().instant().getEpochSecond() + 100)
                .mint();
        Shop.refuses(verifier, token, Reason.NOT_YET_VALID);

        shop.time().advance(Duration.ofSeconds(100));
        VerifiedJwt verified = verify(token);
        assertThat(verify(token)).isSameAs(verified);
    }

    @Test
    void longToken_isVerifiedEachTime() {
        String fits = padded(2000);
        String tooLong = padded(2001);

        assertThat(verify(fits)).isSameAs(verify(fits));
        assertThat(verify(tooLong)).isNotSameAs(verify(tooLong));
    }

    /** A token of a length: base64url has no length of 4n + 1, so the header has padding too. */
    private String padded(int length) {
        for (int header = 0; header < 4; header++) {
            for (int claim = 0; claim < length; claim++) {
                String token = shop.token()
                        .header("pad", "p".repeat(header))
                        .claim("pad", "p".repeat(claim))
                        .mint();
                if (token.length() == length) {
                    return token;
                } else if (token.length() < length - 8) {
                    claim += (length - token.length() - 8) * 3 / 4;
                } else if (token.length() > length) {
                    break;
                }
            }
        }
        throw new AssertionError("no token has " + length + " characters");
    }

    @Test
    void tokensAreForgotten_whereThereAreTooMany() {
        VerifiedTokens tokens = new VerifiedTokens(
                fetcher, new ClaimRules(null, true, Duration.ZERO, shop.time().instants()), 3, 2000);
        for (int i = 0; i < 20; i++) {
            String token = shop.token().claim("jti", "id-" + i).mint();
            tokens.add(TokenDigest.of(token), verifier.verify(token).join());
            assertThat(tokens.size()).isLessThanOrEqualTo(3);
        }
        assertThat(tokens.size()).isEqualTo(3);
    }

    @Test
    void boundsOfNothing_areRefused() {
        JwtVerifierBuilder builder = shop.strict();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.rememberVerifiedTokens(0, 2000));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.rememberVerifiedTokens(100, 0));
    }

    @Test
    void oddClaims_areVerifiedEachTime() {
        long soon = shop.time().instant().getEpochSecond() + 100;
        String token = shop.token().claims(Map.of("exp", soon + 0.5)).mint();

        assertThat(verify(token)).isNotSameAs(verify(token));
    }
}
