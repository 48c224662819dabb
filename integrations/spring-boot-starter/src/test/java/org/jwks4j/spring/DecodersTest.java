package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.JwtVerifier;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** The decoders without an application around them. */
final class DecodersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final OAuth2TokenValidator<Jwt> ONLY_ALICE = jwt -> "alice".equals(jwt.getSubject())
            ? OAuth2TokenValidatorResult.success()
            : OAuth2TokenValidatorResult.failure(new OAuth2Error("no", jwt.getSubject() + " is not alice", null));

    @AutoClose
    final FakeIssuer issuer = FakeIssuer.start();

    @AutoClose
    final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(TrustedIssuer.of(issuer.issuer()))
            .allowHttpOnLoopback()
            .deadline(LONG)
            .requestTimeout(LONG)
            .build();

    private final JwtVerifier verifier =
            JwtVerifier.builder(fetcher).audience("orders").build();
    private final SpringJwts jwts = new SpringJwts(List.of(ONLY_ALICE));
    private final VerifierJwtDecoder decoder = new VerifierJwtDecoder(verifier, jwts);
    private final VerifierReactiveJwtDecoder reactive = new VerifierReactiveJwtDecoder(verifier, jwts);

    private TokenBuilder token() {
        return issuer.token().claim("aud", "orders").claim("sub", "alice");
    }

    @Test
    void claims_areThoseThatBootsDecoderMakes() {
        Jwt jwt = decoder.decode(token().claim("nested", Map.of("roles", List.of(Map.of("a", 1))))
                .claim("nothing", null)
                .mint());

        assertThat(jwt.getAudience()).containsExactly("orders");
        assertThat(jwt.getIssuer()).hasToString(issuer.issuer());
        assertThat(jwt.getExpiresAt()).isAfter(Instant.now());
        assertThat(jwt.getClaimAsMap("nested")).isEqualTo(Map.of("roles", List.of(Map.of("a", 1L))));
        assertThat(jwt.getHeaders()).containsKeys("alg", "kid");
    }

    /** The issuer holds its answer until this thread goes on: a decoder that blocks it would never come back. */
    @Test
    void theReactiveDecoder_neverBlocksItsCaller() throws Exception {
        CompletableFuture<?> gate = new CompletableFuture<>();
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.heldUntil(gate));

        CompletableFuture<Jwt> answer = reactive.decode(token().mint()).toFuture();
        assertThat(answer).isNotDone();
        gate.complete(null);
        assertThat(answer.get(60, TimeUnit.SECONDS).getSubject()).isEqualTo("alice");
    }

    @Test
    void anOutage_isNoFaultOfTheToken() {
        issuer.stopListening();

        assertThat(List.of(
                        catchThrowable(() -> decoder.decode(token().mint())),
                        catchThrowable(() -> reactive.decode(token().mint()).block(LONG))))
                .allSatisfy(failure -> {
                    assertThat(failure).isInstanceOf(JwtException.class).isNotInstanceOf(BadJwtException.class);
                    assertThat(TokenException.in(failure)).isPresent();
                });
    }

    @Test
    void aValidatorOfTheApplication_isAsked_andItsWordsStayInside() {
        String token = token().claim("sub", "mallory").mint();

        assertThat(catchThrowable(() -> decoder.decode(token)))
                .isInstanceOfSatisfying(JwtValidationException.class, failure -> {
                    assertThat(failure).hasMessage("CHECK_FAILED");
                    assertThat(failure.getErrors()).hasSize(1);
                });
        assertThat(catchThrowable(() -> reactive.decode(token).block(LONG)))
                .isInstanceOf(JwtValidationException.class)
                .hasMessage("CHECK_FAILED");
    }

    /** The message of this exception is what Spring writes into the challenge. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "<script>", "eyJhbGciOiJub25lIn0.e30."})
    void noTextOfTheToken_isInTheMessage(String token) {
        assertThat(catchThrowable(() -> decoder.decode(token)))
                .isInstanceOf(BadJwtException.class)
                .message()
                .matches("[A-Z_]+");
    }

    @Test
    void hostileNames_areNotInTheMessage() {
        String kid = token().keyId("\" onload=\"x").mint();
        String audience = token().claim("aud", "\", realm=\"x").mint();
        assertThat(List.of(kid, audience))
                .allSatisfy(token -> assertThat(catchThrowable(() -> decoder.decode(token)))
                        .isInstanceOf(BadJwtException.class)
                        .message()
                        .matches("[A-Z_]+"));
    }
}
