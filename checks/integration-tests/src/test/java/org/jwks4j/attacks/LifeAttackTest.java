package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.testkit.FakeIssuer;

/** CWE-404, CWE-833: what goes on after the end, and who can hold up an issuer. */
class LifeAttackTest {
    /** CWE-404: an issuer that holds a redirect until the service has ended, to be sent the token again and again. */
    @Test
    void aRedirectThatIsHeldUntilTheEnd_leadsToNoRequest() {
        List<HttpTransport.Request> sent = new ArrayList<>();
        CompletableFuture<HttpTransport.Response> held = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false; // as a transport may do that cannot give a request up
            }
        };
        HttpTransport redirecting = request -> {
            sent.add(request);
            return sent.size() == 1 ? held : CompletableFuture.completedFuture(redirect());
        };
        KeyFetcher fetcher = KeyFetcher.builder()
                .trust(TrustedIssuer.of(Service.ISSUER)
                        .withJwksUri(Service.JWKS.toString())
                        .withBearerToken(() -> "secret"))
                .transport(redirecting)
                .followSameOriginRedirects()
                .executor(Runnable::run)
                .build();
        fetcher.getJwkSet(Service.ISSUER);
        assertThat(sent).hasSize(1);

        fetcher.close();
        held.complete(redirect());

        assertThat(sent).hasSize(1);
    }

    private static HttpTransport.Response redirect() {
        URI next = URI.create(Service.ISSUER + "/next");
        return new HttpTransport.Response(302, Map.of("Location", List.of(next.toString())), new byte[0]);
    }

    /** CWE-833: the events of one issuer fill a listener's disk or socket; it blocks for good, and no one else notices. */
    @Test
    void aListenerThatBlocks_stopsNobody() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        KeyFetcherEvent.Listener blocking = event -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        KeyFetcherEvent.Listener other = event -> {
            if (event instanceof KeyFetcherEvent.KeySetChanged) {
                heard.countDown();
            }
        };
        try (FakeIssuer issuer = FakeIssuer.start();
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust(issuer.issuer())
                        .allowHttpOnLoopback()
                        .listener(blocking)
                        .listener(other)
                        .build()) {
            assertThat(fetcher.blocking().getKey(issuer.mint(Map.of()))).isNotNull();
            issuer.rotate();
            assertThat(fetcher.blocking().getKey(issuer.mint(Map.of()))).isNotNull();
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
