package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.spring.Jwks4jProperties.DownIf;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/** Which states of issuers are down, and how many of them it takes. */
final class IssuersHealthTest {
    private static final Duration STALE_AT = Duration.ofMinutes(10);
    private static final Duration EXPIRED_AT = STALE_AT.plus(Duration.ofHours(6));

    private final ManualTime time = ManualTime.start();

    @AutoClose
    private final FakeIssuer issuer = FakeIssuer.start();

    @AutoClose
    private final FakeIssuer other = FakeIssuer.start();

    @AutoClose
    private final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(TrustedIssuer.of(issuer.issuer()))
            .trust(TrustedIssuer.of(other.issuer()))
            .allowHttpOnLoopback()
            .ticker(time.ticker())
            .instantSource(time.instants())
            .build();

    private boolean isUp(DownIf downIf) {
        return new IssuersHealth(fetcher, downIf).verdict().up();
    }

    private String state() {
        return fetcher.status(issuer.issuer()).orElseThrow().state().name();
    }

    private void isAsked(FakeIssuer asked) {
        fetcher.getJwkSet(asked.issuer()).handle((keys, failure) -> keys).join();
    }

    @Test
    void untilItIsAsked_anIssuerIsUp() {
        assertThat(isUp(DownIf.ANY)).isTrue();
    }

    @Test
    void staleKeys_areUp_untilTheyExpire() {
        isAsked(issuer);
        issuer.stopListening();
        assertThat(state()).isEqualTo("FRESH");
        time.advance(STALE_AT);
        assertThat(state()).isEqualTo("STALE");
        assertThat(isUp(DownIf.ANY)).isTrue();
        time.advance(EXPIRED_AT.minus(STALE_AT).minusNanos(1));
        assertThat(isUp(DownIf.ANY)).isTrue();
        time.advance(Duration.ofNanos(1));
        assertThat(state()).isEqualTo("EXPIRED");
        assertThat(isUp(DownIf.ANY)).isFalse();
    }

    @Test
    void oneOfTwo_isEnoughForAny_andNotForAll() {
        issuer.stopListening();
        isAsked(issuer);
        assertThat(isUp(DownIf.ANY)).isFalse();
        assertThat(isUp(DownIf.ALL)).isTrue();

        other.stopListening();
        isAsked(other);
        assertThat(isUp(DownIf.ALL)).isFalse();
        assertThat(isUp(DownIf.NEVER)).isTrue();
    }

    @Test
    void revokedIssuer_isTheOperatorsWill() {
        fetcher.revokeIssuer(issuer.issuer());
        assertThat(isUp(DownIf.ANY)).isTrue();
    }
}
