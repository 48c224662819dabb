package org.jwks4j.javajwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.interfaces.DecodedJWT;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.adapters.ResolveFirstContract;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.testkit.SigningKey;

final class VerifyTest extends ResolveFirstContract<DecodedJWT> {
    @Override
    protected CompletableFuture<DecodedJWT> verified(KeyFetcher fetcher, String token) {
        return JavaJwtKeys.of(fetcher).verify(token, verification -> verification.withAudience(AUDIENCE));
    }

    @Override
    protected String subject(DecodedJWT verified) {
        return verified.getSubject();
    }

    @Test
    void edDsa_whichJavaJwtHasNot_isRefused() {
        SigningKey key = issuer.addKey("EdDSA");

        assertThat(refused(token().signedWith(key).mint())).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void settingsThatThrow_failTheFuture() {
        warm(issuer);

        assertThat(JavaJwtKeys.of(fetcher).verify(token().mint(), verification -> {
                    throw new IllegalStateException("no settings today");
                }))
                .isCompletedExceptionally();
    }
}
