package org.jwks4j.jjwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.UnsupportedJwtException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.adapters.ResolveFirstContract;
import org.jwks4j.testkit.SigningKey;

final class ParseTest extends ResolveFirstContract<Jws<Claims>> {
    @Override
    protected CompletableFuture<Jws<Claims>> verified(KeyFetcher fetcher, String token) {
        return JjwtKeys.of(fetcher).parse(token, parser -> parser.requireAudience(AUDIENCE));
    }

    @Override
    protected String subject(Jws<Claims> verified) {
        return verified.getPayload().getSubject();
    }

    @Test
    void edDsa_isVerified_underItsOlderNameOnly() throws Exception {
        SigningKey key = SigningKey.generate("Ed25519").withKeyId("edwards").withJwkMember("alg", null);
        issuer.addKey(key);

        assertThat(subjectOf(token().signedWith(key.withAlgorithm("EdDSA")).mint(), "EdDSA"))
                .isEqualTo("alice");
        assertThat(refused(token().signedWith(key).mint())).hasCauseInstanceOf(UnsupportedJwtException.class);
    }

    @Test
    void unsecuredToken_isRefused_thoughTheSettingsAllowIt() throws Exception {
        CompletableFuture<Jws<Claims>> parsed =
                JjwtKeys.of(fetcher).parse(token().unsigned().mint(), parser -> parser.unsecured());

        assertThat(parsed).failsWithin(Duration.ofSeconds(20)).withThrowableOfType(ExecutionException.class);
    }

    @Test
    void settingsThatThrow_failTheFuture() {
        warm(issuer);

        assertThat(JjwtKeys.of(fetcher).parse(token().mint(), parser -> {
                    throw new IllegalStateException("no settings today");
                }))
                .isCompletedExceptionally();
    }
}
