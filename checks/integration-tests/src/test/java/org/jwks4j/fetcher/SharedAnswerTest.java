package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.ManualTime;

/** An answer that others may have for a moment. */
class SharedAnswerTest {
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Duration LONGEST_FIRST_BACKOFF = Duration.ofMillis(250);
    private static final String REALMS = "https://idp.example.com/realms/";

    private final ManualTime time = ManualTime.start();
    private String keys = "{\"keys\":";
    private final SlowNetwork network = new SlowNetwork(time, LATENCY, LATENCY, uri -> {
        String text = uri.toString();
        int end = text.indexOf("/.well-known/");
        return SlowNetwork.ok(
                end < 0 ? keys : "{\"issuer\":\"" + text.substring(0, end) + "\",\"jwks_uri\":\"" + REALMS + "keys\"}");
    });

    private KeyFetcher fetcher() {
        return KeyFetcher.builder()
                .trust(IssuerTemplate.of(REALMS + "{realm}"))
                .transport(network)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .build();
    }

    /** Twice the time of a request passes until the metadata and the keys are there. */
    private CompletableFuture<JwkSet> asked(KeyFetcher fetcher, String realm) {
        CompletableFuture<JwkSet> caller = fetcher.getJwkSet(REALMS + realm);
        time.advance(LATENCY.multipliedBy(2));
        return caller;
    }

    @Test
    void whoFailsWithIt_asksForAnother() {
        try (KeyFetcher fetcher = fetcher()) {
            assertThat(asked(fetcher, "one")).isCompletedExceptionally();
            keys = "{\"keys\":[]}";
            time.advance(LONGEST_FIRST_BACKOFF);
            int before = network.requests();
            asked(fetcher, "one");
            assertThat(network.requests()).isEqualTo(before + 2);
        }
    }

    @Test
    void whoComesForTheFirstTime_hasIt() {
        keys = "{\"keys\":[]}";
        try (KeyFetcher fetcher = fetcher()) {
            asked(fetcher, "one");
            int before = network.requests();
            asked(fetcher, "another");
            assertThat(network.requests()).isEqualTo(before + 1);
        }
    }
}
