package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** A key that the operator has withdrawn verifies nothing, however genuine the signature. */
class RevokedKeyTest {
    private final Shop shop = Shop.open("RS256");
    private final SigningKey stolen = shop.key("RS256");
    private final KeyFetcher fetcher = Shop.trusting(shop.issuer());
    private final JwtVerifier verifier = JwtVerifier.builder(fetcher)
            .audience(Shop.AUDIENCE)
            .instantSource(shop.time().instants())
            .build();

    @AfterEach
    void close() {
        fetcher.close();
        shop.close();
    }

    private void revoke() {
        fetcher.revokeNow(shop.issuer().issuer(), stolen.keyId());
    }

    @Test
    void aTokenOfARevokedKey_isRefused() {
        String token = shop.token().mint();
        assertThat(verifier.blocking().verify(token)).isNotNull();
        revoke();
        assertThat(Shop.refuses(verifier, token, Reason.REVOKED_KEY).httpStatus())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfARevokedKey_costsNoRequest() {
        revoke();
        Shop.refuses(verifier, shop.token().mint(), Reason.REVOKED_KEY);
        assertThat(shop.issuer().requests()).isZero();
    }

    @Test
    void aTokenOfARevokedKeyWithoutKid_isRefusedToo() {
        SigningKey good = shop.issuer().addKey("RS256");
        String token = shop.token().keyId(null).mint();
        assertThat(verifier.blocking().verify(token)).isNotNull();
        revoke();
        Shop.refuses(verifier, token, Reason.INVALID_SIGNATURE);
        assertThat(verifier.blocking()
                        .verify(shop.token().signedWith(good).keyId(null).mint()))
                .isNotNull();
    }

    @Test
    void aTokenThatClaimsAnotherKeysKid_isRefusedBySignature() {
        SigningKey good = shop.issuer().addKey("RS256");
        revoke();
        Shop.refuses(verifier, shop.token().keyId(good.keyId()).mint(), Reason.INVALID_SIGNATURE);
    }
}
