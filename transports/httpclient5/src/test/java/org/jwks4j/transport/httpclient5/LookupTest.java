package org.jwks4j.transport.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;
import static org.jwks4j.transport.httpclient5.Loopback.INNER;
import static org.jwks4j.transport.httpclient5.Loopback.PUBLIC;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.RawServer;
import org.jwks4j.transport.httpclient5.Loopback.Listener;

/** Name servers that are slow, silent or of little use. */
final class LookupTest {
    private static final URI SOMEWHERE = URI.create("http://localhost:1/");

    /** Blocks until the test lets go, as a look-up does: whatever becomes of the request. */
    private static Lookup waitingFor(CompletableFuture<Void> begun, CompletableFuture<InetAddress> address) {
        return host -> {
            begun.complete(null);
            return new InetAddress[] {address.join()};
        };
    }

    @Test
    void slowLookUp_blocksNotTheCallerButEndsAtTheTimeout() {
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        try (HttpTransport transport =
                Loopback.transport(waitingFor(new CompletableFuture<>(), address), Loopback.ANY)) {
            assertThat(failureOf(transport.get(to(SOMEWHERE, Duration.ofMillis(50)))))
                    .isInstanceOf(TimeoutException.class);
            address.complete(INNER);
        }
    }

    @Test
    void lookUpThatOutlivesItsRequest_leadsToNoConnection() throws IOException {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        try (Listener listener = Loopback.listener(0)) {
            URI uri = URI.create("http://localhost:" + listener.port() + "/");
            CompletableFuture<Void> lookedUp = new CompletableFuture<>();
            AddressRule rule = (host, found) -> lookedUp.complete(null);
            HttpTransport transport = Loopback.transport(waitingFor(begun, address), rule);
            CompletableFuture<Response> answer = transport.get(to(uri));
            await(begun);

            answer.cancel(true);
            address.complete(INNER);
            joinLookups();
            transport.close();

            assertThat(lookedUp).isNotDone();
            assertThat(listener.wasReached()).isFalse();
        }
    }

    /** Until none of them runs anything: they wait for the next task, or are gone. */
    private static void joinLookups() {
        while (Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("jwks4j-lookup"))
                .anyMatch(thread -> List.of(thread.getValue()).toString().contains(Connecting.class.getName()))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void manySilentNameServers_holdSixteenThreads() {
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        AtomicInteger atOnce = new AtomicInteger();
        Lookup lookup = host -> {
            atOnce.incrementAndGet();
            return new InetAddress[] {address.join()};
        };
        try (HttpTransport transport = Loopback.transport(lookup, Loopback.ANY)) {
            List<CompletableFuture<Response>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(transport.get(to(URI.create("https://stranger-" + i + ".com/"))));
            }

            assertThat(atOnce).hasValueLessThanOrEqualTo(Lookups.OTHER_THREADS);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            address.complete(INNER);
        }
    }

    @Test
    void oneSilentNameServer_turnsAwayThoseOfItsDomainOnly() {
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        Lookup lookup = host -> {
            if (host.endsWith("silent.com")) {
                return new InetAddress[] {address.join()};
            }
            throw new UnknownHostException(host);
        };
        try (HttpTransport transport = Loopback.transport(lookup, Loopback.ANY)) {
            for (int i = 0; i <= Places.WAITING_OF_ONE_DOMAIN; i++) {
                transport.get(to(URI.create("https://tenant-" + i + ".silent.com/")));
            }

            assertThat(failureOf(transport.get(to(URI.create("https://one-more.silent.com/")))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too many look-ups");
            assertThat(failureOf(transport.get(to(URI.create("https://another.com/")))))
                    .isInstanceOf(UnknownHostException.class);
            address.complete(INNER);
        }
    }

    /** Before, sixteen of them held up every issuer that was not named at start. */
    @Test
    void aHostThatHasAnsweredBefore_isNotHeldUpByStrangersWhoseNameServersAreSilent() throws IOException {
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        Lookup lookup = host -> new InetAddress[] {host.equals("localhost") ? INNER : address.join()};
        try (HttpTransport transport = Loopback.transport(lookup, Loopback.ANY);
                RawServer server = RawServer.sendingAndClosing("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            URI known = URI.create("http://localhost:" + server.uri().getPort() + "/");
            assertThat(await(transport.get(to(known))).status()).isEqualTo(200);
            for (int i = 0; i < 2 * Lookups.OTHER_THREADS; i++) {
                transport.get(to(URI.create("https://stranger-" + i + ".com/")));
            }

            assertThat(await(transport.get(to(known))).status()).isEqualTo(200);
            address.complete(INNER);
        }
    }

    @Test
    void unknownHost_failsAsSuch() {
        Lookup unknown = host -> {
            throw new UnknownHostException(host);
        };
        try (HttpTransport transport = Loopback.transport(unknown, Loopback.ANY)) {
            assertThat(failureOf(transport.get(to(SOMEWHERE)))).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void hostWithoutAddresses_isUnknown() {
        try (HttpTransport transport = Loopback.transport(host -> new InetAddress[0], Loopback.ANY)) {
            assertThat(failureOf(transport.get(to(SOMEWHERE)))).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void lookUpThatThrowsAnything_failsWithAnIoException() {
        Lookup broken = host -> {
            throw new IllegalStateException("broken");
        };
        try (HttpTransport transport = Loopback.transport(broken, Loopback.ANY)) {
            assertThat(failureOf(transport.get(to(SOMEWHERE)))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void addressThatRefuses_isFollowedByTheNext() throws IOException {
        try (HttpTransport transport = Loopback.transport(host -> new InetAddress[] {PUBLIC, INNER}, Loopback.ANY);
                RawServer server = RawServer.sendingAndClosing("HTTP/1.1 204 No Content\r\n\r\n")) {
            URI uri = URI.create("http://localhost:" + server.uri().getPort() + "/");

            assertThat(await(transport.get(to(uri))).status()).isEqualTo(204);
        }
    }
}
