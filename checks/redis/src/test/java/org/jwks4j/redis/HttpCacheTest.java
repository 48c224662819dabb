package org.jwks4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** Fetchers without a store, behind a real nginx that caches as docs/shared-store.md says. */
class HttpCacheTest {
    private static final int FETCHERS = 20;

    private final FakeIssuer issuer = FakeIssuer.start();
    private final List<KeyFetcher> fetchers = new ArrayList<>();
    private Nginx nginx;

    @BeforeEach
    void start() throws Exception {
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.latency(Duration.ofMillis(300)));
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=3600");
        nginx = Nginx.inFrontOf(issuer.jwksUri());
        for (int i = 0; i < FETCHERS; i++) {
            fetchers.add(fetcher());
        }
    }

    private KeyFetcher fetcher() {
        return KeyFetcher.builder()
                .trust(TrustedIssuer.of(issuer.issuer()).withJwksUri(nginx.uri(issuer.jwksUri())))
                .allowHttpOnLoopback()
                .build();
    }

    @AfterEach
    void end() {
        fetchers.forEach(KeyFetcher::close);
        nginx.close();
        issuer.close();
    }

    private static <T> T of(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private void all(String keyId) throws Exception {
        List<CompletableFuture<VerificationKey>> answers = fetchers.stream()
                .map(fetcher -> fetcher.getKey(issuer.issuer(), keyId))
                .toList();
        for (CompletableFuture<VerificationKey> answer : answers) {
            assertThat(of(answer).keyId()).isEqualTo(keyId);
        }
    }

    @Test
    void whenAllStartAtOnce_theIssuerIsAskedOnce() throws Exception {
        all(issuer.signingKeyId());
        assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(1);
    }

    @Test
    void aNewKey_isHadAtOnce_whateverTheCacheHas() throws Exception {
        all(issuer.signingKeyId());
        issuer.rotate();
        KeyFetcher one = fetchers.get(0);
        assertThat(of(one.getKey(issuer.issuer(), issuer.signingKeyId())).keyId())
                .isEqualTo(issuer.signingKeyId());
        assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(2);
    }

    @Test
    void aNodeThatStartsAfterARotation_findsTheNewKey_thoughTheCacheHasTheOldSet() throws Exception {
        all(issuer.signingKeyId());
        issuer.rotate();
        try (KeyFetcher late = fetcher()) {
            // the first answer is out of the cache, and the issuer says how old it is
            assertThat(of(late.getKey(issuer.issuer(), issuer.signingKeyId())).keyId())
                    .isEqualTo(issuer.signingKeyId());
        }
    }

    @Test
    void whoeverAsksPastTheCache_fillsItForAll() throws Exception {
        all(issuer.signingKeyId());
        issuer.rotate();
        of(fetchers.get(0).getKey(issuer.issuer(), issuer.signingKeyId()));
        int before = issuer.requests(Endpoint.JWKS);
        try (KeyFetcher late = fetcher()) {
            of(late.getKey(issuer.issuer(), issuer.signingKeyId()));
        }
        assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(before);
    }

    @Test
    void anInventedKey_isRefusedByTheIssuerItself() {
        CompletableFuture<VerificationKey> answer = fetchers.get(0).getKey(issuer.issuer(), "invented");
        assertThat(answer)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(KeyNotFoundException.class);
    }
}
