package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

/** Whose key a token needs: that of its {@code iss} to the letter, and of no one else (RFC 8725 §3.8). */
final class IssuerTest {
    @AutoClose
    static final FakeIssuer ONE = FakeIssuer.builder().algorithms("ES256").start();

    @AutoClose
    static final FakeIssuer OTHER =
            FakeIssuer.builder().path("/Tenants/a").algorithms("ES256").start();

    @AutoClose
    static final FakeIssuer STRANGER = FakeIssuer.builder().algorithms("ES256").start();

    @AutoClose
    static final KeyFetcher FETCHER = KeyFetcher.builder()
            .trust(ONE.issuer())
            .trust(OTHER.issuer())
            .allowHttpOnLoopback()
            .build();

    private static final JwtVerifier VERIFIER =
            JwtVerifier.builder(FETCHER).acceptAnyAudience().build();

    static List<String> almostTheIssuer() {
        String issuer = OTHER.issuer();
        return List.of(
                issuer + "/",
                issuer + "/.",
                issuer + "?",
                issuer + "#",
                issuer + " ",
                " " + issuer,
                issuer + "\u0000",
                issuer + "\u200b",
                issuer.replace("/a", "/A"),
                issuer.replace("/Tenants", "/tenants"),
                issuer.replace("http:", "HTTP:"),
                issuer.replace("http:", "https:"),
                issuer.replace("127.0.0.1", "localhost"),
                issuer.replace("127.0.0.1", "127.1"),
                issuer.replace("127.0.0.1", "user@127.0.0.1"),
                issuer.replace("/a", "/%61"),
                issuer.replace("/a", "/\u0430"), // Cyrillic
                issuer.replace("/a", "/\uff41"), // full width
                issuer.replace("/a", "/../Tenants/a"),
                issuer.substring(0, issuer.length() - 1),
                issuer + "b",
                issuer.replace("http://", ""),
                "");
    }

    @AfterEach
    void nobodyAskedTheStranger() {
        assertThat(STRANGER.requests()).isZero();
    }

    @Test
    void bothIssuers_haveAKeyOfTheSameId_andTheirTokensAreVerified() {
        assertThat(ONE.signingKeyId()).isEqualTo(OTHER.signingKeyId());

        assertThat(VERIFIER.blocking().verify(ONE.token().mint()).issuer()).isEqualTo(ONE.issuer());
        assertThat(VERIFIER.blocking().verify(OTHER.token().mint()).issuer()).isEqualTo(OTHER.issuer());
    }

    @Test
    void keyOfOneIssuer_forATokenOfTheOther_isRefused() {
        Shop.refuses(VERIFIER, ONE.mint(OTHER.signingKey(), Map.of()), Reason.INVALID_SIGNATURE);
        Shop.refuses(VERIFIER, OTHER.mint(ONE.signingKey(), Map.of()), Reason.INVALID_SIGNATURE);
    }

    @Test
    void keyOfOneIssuer_underAnIdOnlyItHas_isUnknownToTheOther() {
        SigningKey own = SigningKey.generate("ES256");
        ONE.addKey(own);

        VERIFIER.blocking().verify(ONE.token().signedWith(own).mint());
        TokenException refusal =
                Shop.refuses(VERIFIER, OTHER.token().signedWith(own).mint(), Reason.UNKNOWN_KEY);

        assertThat(refusal.issuer()).hasValue(OTHER.issuer());
        assertThat(refusal.keyId()).hasValue(own.keyId());
    }

    @Test
    void tokenOfAStranger_isRefusedWithoutAnyRequest() {
        assertThat(Shop.refuses(VERIFIER, STRANGER.token().mint(), Reason.UNTRUSTED_ISSUER))
                .isInstanceOf(UntrustedIssuerException.class)
                .hasMessageContaining(STRANGER.issuer())
                .hasMessageContaining("nothing was fetched");
    }

    @ParameterizedTest
    @MethodSource("almostTheIssuer")
    void almostTheIssuer_isRefused(String issuer) {
        Shop.refuses(VERIFIER, OTHER.token().claim("iss", issuer).mint(), Reason.UNTRUSTED_ISSUER);
    }

    @Test
    void trailingSlash_isHintedAtWhenItIsAllThatDiffers() {
        TokenException refusal = Shop.refuses(
                VERIFIER, OTHER.token().claim("iss", OTHER.issuer() + "/").mint(), Reason.UNTRUSTED_ISSUER);

        assertThat(refusal).hasMessageContaining("slash");
    }

    @Test
    void issThatIsNoString_isRefused() {
        Shop.refuses(VERIFIER, ONE.token().claim("iss", List.of(ONE.issuer())).mint(), Reason.MALFORMED_TOKEN);
        Shop.refuses(
                VERIFIER,
                ONE.token()
                        .claim("iss", List.of(ONE.issuer(), STRANGER.issuer()))
                        .mint(),
                Reason.MALFORMED_TOKEN);
        Shop.refuses(VERIFIER, ONE.token().claim("iss", 1).mint(), Reason.MALFORMED_TOKEN);
        Shop.refuses(VERIFIER, ONE.token().rawPayload("{\"iss\":null}").mint(), Reason.MALFORMED_TOKEN);
    }

    @Test
    void missingIss_isRefused() {
        Shop.refuses(VERIFIER, ONE.token().claim("iss", null).mint(), Reason.MISSING_ISSUER);
    }

    @Test
    void issInTheHeaderAlone_isRefused() {
        String token =
                ONE.token().claim("iss", null).header("iss", ONE.issuer()).mint();

        Shop.refuses(VERIFIER, token, Reason.MISSING_ISSUER);
    }
}
