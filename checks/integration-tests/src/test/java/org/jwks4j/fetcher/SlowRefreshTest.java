package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/** Keys that are fresh for a second, and a host whose answers take a good part of that. */
class SlowRefreshTest {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(5);
    private static final int ISSUERS = 10;
    private static final int CALLS = 12_000;

    private final ManualTime time = ManualTime.start();

    /** How many calls had to wait in a minute, once every issuer had its first keys. */
    private int waited(Duration least, Duration most) {
        try (FakeIssuer issuer =
                FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start()) {
            String keys = issuer.jwkSet();
            SlowNetwork network = new SlowNetwork(time, least, most, uri -> SlowNetwork.ok(keys));
            try (KeyFetcher fetcher = trusting(network)) {
                call(fetcher);
                time.advance(most);
                int waited = 0;
                for (int i = 0; i < CALLS; i++) {
                    waited += call(fetcher);
                    time.advance(BETWEEN_CALLS);
                }
                return waited;
            }
        }
    }

    private KeyFetcher trusting(SlowNetwork network) {
        RandomGenerator random = new SplittableRandom(7);
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .refreshPolicy(RefreshPolicy.defaults().withFreshness(FRESH, FRESH, FRESH))
                .transport(network)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .random(random);
        for (int i = 0; i < ISSUERS; i++) {
            builder.trust(TrustedIssuer.of(name(i)).withJwksUri(name(i) + "/certs"));
        }
        return builder.build();
    }

    private static String name(int issuer) {
        return "https://idp.example.com/realms/" + issuer;
    }

    private static int call(KeyFetcher fetcher) {
        int waiting = 0;
        for (int i = 0; i < ISSUERS; i++) {
            waiting += fetcher.getJwkSet(name(i)).isDone() ? 0 : 1;
        }
        return waiting;
    }

    @Test
    void answersThatTakeAFifthOfTheLifetime_makeNoOneWait() {
        assertThat(waited(Duration.ofMillis(200), Duration.ofMillis(200))).isZero();
    }

    @Test
    void answersThatTakeUpToThreeTimesAsLongAsTheLast_makeNoOneWait() {
        assertThat(waited(Duration.ofMillis(100), Duration.ofMillis(300))).isZero();
    }

    /** More than half of the lifetime is never given up for it. */
    @Test
    void answersThatTakeMoreThanHalfOfTheLifetime_areWaitedFor() {
        assertThat(waited(Duration.ofMillis(600), Duration.ofMillis(600))).isPositive();
    }
}
