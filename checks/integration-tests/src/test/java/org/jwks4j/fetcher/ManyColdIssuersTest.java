package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/** Many issuers of one host, such as realms and user pools, all asked for at once: each waits for its turn, and none is refused. */
class ManyColdIssuersTest {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final String HOST = "https://idp.example.com/realms/";

    private final ManualTime time = ManualTime.start();
    private final FakeIssuer issuer =
            FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start();
    private final String keys = issuer.jwkSet();
    private final SlowNetwork network = new SlowNetwork(time, LATENCY, LATENCY, uri -> {
        String text = uri.toString();
        int end = text.indexOf("/.well-known/");
        return SlowNetwork.ok(
                end < 0
                        ? keys
                        : "{\"issuer\":\"" + text.substring(0, end) + "\",\"jwks_uri\":\"" + text.substring(0, end)
                                + "/certs\"}");
    });

    @AfterEach
    void close() {
        issuer.close();
    }

    private KeyFetcher trusting(int count, Duration deadline) {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .deadline(deadline)
                .transport(network)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run);
        for (int i = 0; i < count; i++) {
            builder.trust(HOST + i);
        }
        return builder.build();
    }

    /** Two round trips each, 64 at once. */
    private static Duration atBest(int count) {
        return LATENCY.multipliedBy((2L * count + 63) / 64);
    }

    private void allAreServed(int count, Duration deadline) {
        try (KeyFetcher fetcher = trusting(count, deadline)) {
            List<CompletableFuture<JwkSet>> callers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                callers.add(fetcher.getJwkSet(HOST + i));
            }
            time.advance(atBest(count).multipliedBy(13).dividedBy(10));
            assertThat(callers).allMatch(caller -> caller.isDone() && !caller.isCompletedExceptionally());
            assertThat(fetcher.status()).extracting(IssuerStatus::failures).containsOnly(0);
            assertThat(network.requests()).isEqualTo(2 * count);
        }
    }

    /** 60 were served, and 240 refused after 10 s at most. */
    @Test
    void threeHundred_areAllServed() {
        allAreServed(300, Duration.ofSeconds(10));
    }

    @Test
    void threeThousand_areAllServedWithinADeadlineOfThirtySeconds() {
        allAreServed(3_000, Duration.ofSeconds(30));
    }

    /** A caller's deadline ends its own waiting; the request keeps its place, and the issuer has not failed. */
    @Test
    void whoIsTooImpatientForItsTurn_isServedTheNextTime() {
        try (KeyFetcher fetcher = trusting(300, Duration.ofMillis(150))) {
            for (int i = 0; i < 300; i++) {
                fetcher.getJwkSet(HOST + i);
            }
            time.advance(atBest(300).plus(LATENCY));
            assertThat(fetcher.status()).extracting(IssuerStatus::failures).containsOnly(0);
            assertThat(fetcher.getJwkSet(HOST + 299)).isCompleted();
        }
    }
}
