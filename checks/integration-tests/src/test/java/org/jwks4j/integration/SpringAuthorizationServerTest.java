package org.jwks4j.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableTypeAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.idp.spring.SpringAuthorizationServer;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.VerifiedJwt;

/** Fetcher and verifier against the real server: each test has a cold fetcher, and tokens of its own. */
final class SpringAuthorizationServerTest {
    private static SpringAuthorizationServer server;

    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private KeyFetcher fetcher = trusting().build();

    @BeforeAll
    static void startServer() throws Exception {
        server = SpringAuthorizationServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @AfterEach
    void closeFetcher() {
        fetcher.close();
    }

    @ParameterizedTest
    @CsvSource({"RS256, " + SpringAuthorizationServer.RS256_CLIENT, "ES256, " + SpringAuthorizationServer.ES256_CLIENT})
    void tokenOfEachAlgorithm_verifiesWithADiscoveredKey(String algorithm, String client) throws Exception {
        VerifiedJwt jwt = verify(server.clientCredentialsToken(client));

        assertThat(jwt.algorithm()).hasToString(algorithm);
        assertThat(jwt.key().keyId()).isEqualTo(server.signingKeyId(algorithm));
        assertThat(jwt.issuer()).isEqualTo(server.issuer());
        assertThat(jwt.claims().subject()).contains(client);
        assertThat(jwt.claims().strings("scope")).contains(List.of("read"));
        assertThat(fetched).containsExactly("/.well-known/openid-configuration", "/oauth2/jwks");
    }

    @Test
    void secondToken_isVerifiedWithoutAFetch() throws Exception {
        verify(rs256Token());
        fetched.clear();

        verify(server.clientCredentialsToken(SpringAuthorizationServer.ES256_CLIENT));

        assertThat(fetched).isEmpty();
    }

    @Test
    void oauthMetadata_leadToTheKeysToo() throws Exception {
        fetcher.close();
        fetcher = trusting()
                .metadataAt(MetadataLocation.oauthAuthorizationServer())
                .build();

        verify(rs256Token());

        assertThat(fetched).containsExactly("/.well-known/oauth-authorization-server", "/oauth2/jwks");
    }

    @Test
    void metadata_areReadAsAWhole() {
        assertThat(fetcher.blocking().getMetadata(server.issuer()).document().string("token_endpoint"))
                .contains(server.issuer() + "/oauth2/token");
    }

    @Test
    void jwkSet_hasEveryPublishedKey() {
        assertThat(fetcher.blocking().getJwkSet(server.issuer()).keys())
                .map(key -> key.keyId().orElse(null))
                .isEqualTo(server.publishedKeyIds());
    }

    @Test
    void rotation_isFollowedWithTheFirstNewToken() throws Exception {
        String before = rs256Token();
        verify(before);
        fetched.clear();

        server.rotateKeys();
        String after = rs256Token();

        assertThat(verify(after).key().keyId())
                .isEqualTo(server.signingKeyId("RS256"))
                .isNotEqualTo(verify(before).key().keyId());
        assertThat(fetched).containsExactly("/oauth2/jwks");
    }

    @Test
    void retiredKey_isUnknownAfterARefresh_withoutAGrace() throws Exception {
        fetcher.close();
        fetcher = trusting()
                .refreshPolicy(RefreshPolicy.defaults().withMissingKeyGrace(Duration.ZERO))
                .build();
        String old = rs256Token();
        verify(old);

        server.rotateKeys();
        server.retireOldKeys();
        fetcher.blocking().refresh(server.issuer());

        assertThatExceptionOfType(KeyNotFoundException.class)
                .isThrownBy(() -> verify(old))
                .returns(Reason.UNKNOWN_KEY, TokenException::reason)
                .returns(401, TokenException::httpStatus);
        verify(rs256Token());
    }

    @Test
    void tamperedToken_isRefused() throws Exception {
        String tampered = Tampering.withOtherSubject(rs256Token());

        refusal().isThrownBy(() -> verify(tampered)).returns(Reason.INVALID_SIGNATURE, TokenException::reason);
    }

    @Test
    void tokenForAnotherAudience_isRefused() throws Exception {
        JwtVerifier invoices =
                JwtVerifier.builder(fetcher).audience("invoices-api").build();
        String token = rs256Token();

        refusal()
                .isThrownBy(() -> invoices.blocking().verify(token))
                .returns(Reason.WRONG_AUDIENCE, TokenException::reason);
    }

    private static ThrowableTypeAssert<InvalidJwtException> refusal() {
        return assertThatExceptionOfType(InvalidJwtException.class);
    }

    private static String rs256Token() throws Exception {
        return server.clientCredentialsToken(SpringAuthorizationServer.RS256_CLIENT);
    }

    private VerifiedJwt verify(String token) {
        return JwtVerifier.builder(fetcher)
                .audience(SpringAuthorizationServer.AUDIENCE)
                .build()
                .blocking()
                .verify(token);
    }

    private KeyFetcherBuilder trusting() {
        return KeyFetcher.builder()
                .trust(server.issuer())
                .allowHttpOnLoopback()
                .listenerExecutor(Runnable::run)
                .listener(event -> {
                    if (event instanceof KeyFetcherEvent.FetchStarted started) {
                        fetched.add(started.uri().getPath());
                    }
                });
    }
}
