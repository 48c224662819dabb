package org.jwks4j.monitoring;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jwks4j.KeyFetcher;
import org.jwks4j.micrometer.Jwks4jMetrics;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.verifier.JwtVerifier;

/**
 * One service with our meters through the outage, in manual time, scraped twice a minute. A good token comes each second, one that is
 * expired every 20 s, and one with an invented {@code kid} every minute; after the outage the issuer has a new key.
 */
final class Recording implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final ManualTime time = ManualTime.start();
    private final FakeIssuer issuer =
            FakeIssuer.builder().clock(time.instants()).algorithms("RS256").start();
    private final Outage outage = new Outage(issuer, time);
    private final SigningKey stranger = SigningKey.generate("RS256");
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), new MeterClock());
    private final KeyFetcher fetcher;
    private final JwtVerifier verifier;
    private final List<String> samples = new ArrayList<>();
    private String good = "";

    Recording() {
        Jwks4jMetrics metrics = new Jwks4jMetrics(registry);
        fetcher = KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .transport(outage)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .random(new SplittableRandom(1))
                .listener(metrics)
                .build();
        metrics.bind(fetcher);
        verifier = JwtVerifier.builder(fetcher)
                .audience("orders")
                .instantSource(time.instants())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .listener(metrics)
                .build();
    }

    /** Seconds since 1970. */
    long now() {
        return time.instant().getEpochSecond();
    }

    /** Samples of all scrapes as OpenMetrics has them, without what a family is of. */
    List<String> samples() {
        for (long second = 0; second < Outage.OVER.toSeconds(); second++) {
            if (second == Outage.END.toSeconds()) {
                issuer.rotate();
            }
            callers(second);
            time.advance(Duration.ofSeconds(1));
            if (second % INTERVAL.toSeconds() == 0) {
                scrape();
            }
        }
        samples.add("# EOF");
        return List.copyOf(samples);
    }

    private void callers(long second) {
        if (second % 60 == 0) {
            good = issuer.token().claim("aud", "orders").expiresIn(LIFE).mint();
        }
        verifier.verify(good);
        if (second % 20 == 0) {
            verifier.verify(issuer.token()
                    .claim("aud", "orders")
                    .expiresIn(LIFE.negated())
                    .mint());
        }
        if (second % 60 == 30) {
            verifier.verify(issuer.token()
                    .claim("aud", "orders")
                    .signedWith(stranger.withKeyId("invented-" + second))
                    .mint());
        }
    }

    private void scrape() {
        String issuerName = issuer.issuer(); // a port that is another in each run
        registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace(issuerName, "https://issuer.example.com") + " " + now())
                .forEach(samples::add);
    }

    @Override
    public void close() {
        fetcher.close();
        issuer.close();
    }

    private final class MeterClock implements Clock {
        @Override
        public long wallTime() {
            return time.instant().toEpochMilli();
        }

        @Override
        public long monotonicTime() {
            return time.ticker().getAsLong();
        }
    }
}
