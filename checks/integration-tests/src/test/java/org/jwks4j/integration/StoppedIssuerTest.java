package org.jwks4j.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.idp.spring.SpringAuthorizationServer;
import org.jwks4j.verifier.JwtVerifier;

/** An issuer that issued tokens, was asked for its keys by one fetcher, and is gone. */
final class StoppedIssuerTest {
    private static String issuer;
    private static String token;
    private static KeyFetcher warm;

    @BeforeAll
    static void warmAFetcherAndStopTheServer() throws Exception {
        try (SpringAuthorizationServer server = SpringAuthorizationServer.start()) {
            issuer = server.issuer();
            token = server.clientCredentialsToken(SpringAuthorizationServer.RS256_CLIENT);
            warm = fetcher();
            warm.blocking().getKey(server.clientCredentialsToken(SpringAuthorizationServer.ES256_CLIENT));
        }
    }

    @AfterAll
    static void closeTheFetcher() {
        warm.close();
    }

    @Test
    void warmFetcher_goesOnVerifying() {
        assertThat(verifier(warm).blocking().verify(token).issuer()).isEqualTo(issuer);
    }

    @Test
    void coldFetcher_doesNotBlameTheToken() {
        try (KeyFetcher cold = fetcher()) {
            assertThatExceptionOfType(KeysUnavailableException.class)
                    .isThrownBy(() -> verifier(cold).blocking().verify(token))
                    .returns(Reason.ISSUER_UNREACHABLE, TokenException::reason)
                    .returns(503, TokenException::httpStatus)
                    .satisfies(e -> assertThat(e.retryAfter()).isPresent());
        }
    }

    private static KeyFetcher fetcher() {
        return KeyFetcher.builder().trust(issuer).allowHttpOnLoopback().build();
    }

    private static JwtVerifier verifier(KeyFetcher fetcher) {
        return JwtVerifier.builder(fetcher)
                .audience(SpringAuthorizationServer.AUDIENCE)
                .build();
    }
}
