package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/**
 * {@link DisagreeingNodesTest} once more, with a real issuer on loopback, the JDK's HTTP client and real threads; only time is manual.
 * Without a grace, 130 of the 150 tokens and 170 of the 600 were refused.
 */
class DisagreeingSocketsTest {
    private static final Duration BETWEEN_TOKENS = Duration.ofMillis(100);

    private final ManualTime time = ManualTime.start();
    private final FakeIssuer issuer =
            FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start();
    private final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(issuer.issuer())
            .allowHttpOnLoopback()
            .ticker(time.ticker())
            .instantSource(time.instants())
            .scheduler(time.scheduler())
            .build();
    private final String token = issuer.mint(Map.of("sub", "someone"));
    private final String whole = issuer.jwkSet();
    private final String lacking;

    DisagreeingSocketsTest() {
        fetcher.getKey(token).join();
        time.advance(Duration.ofMinutes(1));
        String keyId = issuer.signingKeyId();
        issuer.rotate();
        issuer.retire(keyId);
        lacking = issuer.jwkSet();
    }

    @AfterEach
    void close() {
        fetcher.close();
        issuer.close();
    }

    /** Tokens of the key, at ten a second, and one of an invented key each second, which has the set fetched. */
    private int refusedOf(int tokens, IntPredicate isWhole) {
        int refused = 0;
        for (int i = 0; i < tokens; i++) {
            issuer.serveJwkSet(isWhole.test(i) ? whole : lacking);
            if (i % 10 == 0) {
                fetcher.getKey(invented(i)).handle((key, failure) -> failure).join();
            }
            refused += fetcher.getKey(token)
                    .handle((key, failure) -> failure == null ? 0 : 1)
                    .join();
            time.advance(BETWEEN_TOKENS);
        }
        return refused;
    }

    private String invented(int number) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"invented-" + number + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.indexOf('.'));
    }

    @Test
    void aSetWithoutTheKeyForTenSeconds_refusesNoToken() {
        assertThat(refusedOf(150, i -> i >= 100)).isZero();
        assertThat(issuer.requests(Endpoint.JWKS))
                .as("it was fetched meanwhile")
                .isGreaterThan(2);
    }

    @Test
    void aCoinForEachAnswer_refusesNoToken() {
        Random coin = new Random(14);
        assertThat(refusedOf(600, i -> coin.nextBoolean())).isZero();
        assertThat(issuer.requests(Endpoint.JWKS))
                .as("it was fetched meanwhile")
                .isGreaterThan(2);
    }
}
