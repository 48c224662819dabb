package org.jwks4j.jose4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.adapters.ResolveFirstContract;
import org.jwks4j.testkit.SigningKey;

final class ProcessToClaimsTest extends ResolveFirstContract<JwtClaims> {
    @Override
    protected CompletableFuture<JwtClaims> verified(KeyFetcher fetcher, String token) {
        return Jose4jKeys.of(fetcher).processToClaims(token, consumer -> consumer.setExpectedAudience(AUDIENCE));
    }

    @Override
    protected String subject(JwtClaims verified) {
        return verified.getClaimValueAsString("sub");
    }

    @Test
    void edDsa_isVerified_underItsOlderNameOnly() throws Exception {
        SigningKey key = SigningKey.generate("Ed25519").withKeyId("edwards").withJwkMember("alg", null);
        issuer.addKey(key);

        assertThat(subjectOf(token().signedWith(key.withAlgorithm("EdDSA")).mint(), "EdDSA"))
                .isEqualTo("alice");
        refused(token().signedWith(key).mint());
        refused(token().signedWith(key.withAlgorithm("EdDSA"))
                .tamperedSignature()
                .mint());
    }

    @Test
    void unsecuredToken_isRefused_thoughTheSettingsAllowIt() {
        warm(issuer);

        assertThat(Jose4jKeys.of(fetcher)
                        .processToClaims(
                                token().unsigned().mint(),
                                consumer -> consumer.setDisableRequireSignature()
                                        .setSkipVerificationKeyResolutionOnNone()
                                        .setJwsAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS)))
                .isCompletedExceptionally();
    }

    @Test
    void settingsThatThrow_failTheFuture() {
        warm(issuer);

        assertThat(Jose4jKeys.of(fetcher).processToClaims(token().mint(), consumer -> {
                    throw new IllegalStateException("no settings today");
                }))
                .isCompletedExceptionally();
    }
}
