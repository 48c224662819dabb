package org.jwks4j.transport.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;
import static org.jwks4j.transport.httpclient5.Loopback.INNER;
import static org.jwks4j.transport.httpclient5.Loopback.PUBLIC;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.AddressGuard;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.transport.httpclient5.Loopback.Listener;

/** Names and literals that lead inside: nothing may reach the listener there. */
final class AddressAttackTest {
    private HttpServer outside;
    private Listener inside;

    @BeforeEach
    void start() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(PUBLIC, 0), 0);
        outside.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        outside.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", uri("127.0.0.1").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        outside.start();
        inside = Loopback.listener(outside.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        outside.stop(0);
        inside.close();
    }

    private URI uri(String host) {
        return URI.create("http://" + host + ":" + inside.port() + "/");
    }

    /** Answers each look-up with the next of these. */
    private static Lookup answering(Deque<InetAddress[]> answers) {
        return host -> answers.removeFirst();
    }

    @Test
    void rebindingBetweenRequests_isRefusedAlthoughTheFirstWasAnswered() {
        Deque<InetAddress[]> answers = new ArrayDeque<>(List.of(new InetAddress[] {PUBLIC}, new InetAddress[] {INNER}));
        try (HttpTransport transport = Loopback.transport(answering(answers), Loopback::guard)) {
            assertThat(await(transport.get(to(uri("localhost")))).status()).isEqualTo(204);
            assertThat(failureOf(transport.get(to(uri("localhost")))))
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessageContainingAll("localhost", "127.0.0.1", "Loopback");
        }
        assertThat(inside.wasReached()).isFalse();
    }

    @Test
    void rebindingBetweenCheckAndConnect_findsNoSecondLookUp() {
        Deque<InetAddress[]> answers = new ArrayDeque<>(List.of(new InetAddress[] {PUBLIC}, new InetAddress[] {INNER}));
        try (HttpTransport transport = Loopback.transport(answering(answers), Loopback::guard)) {
            assertThat(await(transport.get(to(uri("localhost")))).status()).isEqualTo(204);
        }
        assertThat(answers).hasSize(1); // the address that was checked is the one that was connected to
        assertThat(inside.wasReached()).isFalse();
    }

    @Test
    void arrayThatChangesAfterTheLookUp_changesNothing() {
        InetAddress[] addresses = {PUBLIC};
        AddressRule rule = (host, address) -> {
            Loopback.guard(host, address);
            addresses[0] = INNER;
        };
        try (HttpTransport transport = Loopback.transport(host -> addresses, rule)) {
            assertThat(await(transport.get(to(uri("localhost")))).status()).isEqualTo(204);
        }
        assertThat(inside.wasReached()).isFalse();
    }

    @Test
    void mixedAnswer_reachesItsPublicAddressOnly() {
        InetAddress[] mixed = {INNER, Loopback.address("10.0.0.1"), PUBLIC, INNER};
        try (HttpTransport transport = Loopback.transport(host -> mixed, Loopback::guard)) {
            assertThat(await(transport.get(to(uri("localhost")))).status()).isEqualTo(204);
        }
        assertThat(inside.wasReached()).isFalse();
    }

    @Test
    void mixedAnswerWhosePublicAddressFails_doesNotFallBackToAnInnerOne() {
        outside.stop(0);
        InetAddress[] mixed = {PUBLIC, INNER};
        try (HttpTransport transport = Loopback.transport(host -> mixed, Loopback::guard)) {
            assertThat(failureOf(transport.get(to(uri("localhost"))))).isInstanceOf(IOException.class);
        }
        assertThat(inside.wasReached()).isFalse();
    }

    @Test
    void redirectToAnInnerHost_isNotFollowed() {
        try (HttpTransport transport = Loopback.transport(InetAddress::getAllByName, Loopback::guard)) {
            URI moved = uri("127.0.0.2").resolve("/moved");

            assertThat(await(transport.get(to(moved))).status()).isEqualTo(302);
        }
        assertThat(inside.wasReached()).isFalse();
    }

    /** The transport as users have it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "0.0.0.0",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1.",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::FFFF:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::1]",
                "[2001:0:7f00:1::1]",
                "[fe80::1]",
                "[fe80::1%lo]",
                "[fe80::1%25lo]",
                "[::1%1]",
                "[::1%lo]",
                "[fd00:ec2::254]",
                "169.254.169.254",
                "168.63.129.16",
                "10.0.0.1",
                "0",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "0x7f.1"
            })
    void innerHostInAnyForm_isNotReached(String host) {
        try (HttpTransport transport = GuardedHttpTransport.create()) {
            URI uri = URI.create("https://" + host + ":" + inside.port() + "/");

            assertThat(failureOf(transport.get(to(uri)))).isInstanceOf(IOException.class);
        }
        assertThat(inside.wasReached()).isFalse();
    }

    /** The same test without the guard: the listener would have noticed. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::FFFF:7f00:1]"})
    void withoutTheGuard_theSameFormsAreReached(String host) {
        try (HttpTransport transport = new GuardedHttpTransport(
                UriPolicy.HTTPS_ONLY, InetAddress::getAllByName, Loopback.ANY, SSLContexts.createDefault())) {
            var answer = transport.get(to(URI.create("https://" + host + ":" + inside.port() + "/")));

            assertThat(inside.accepts()).isTrue();
            answer.cancel(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "169.254.169.254",
                "fd00:ec2::254",
                "100.100.100.200",
                "192.168.0.1",
                "0.0.0.0"
            })
    void nameThatLeadsInside_isRefused(String address) {
        Lookup lookup = host -> new InetAddress[] {Loopback.address(address)};
        try (HttpTransport transport = new GuardedHttpTransport(
                UriPolicy.HTTPS_ONLY, lookup, AddressGuard::requirePublic, SSLContexts.createDefault())) {
            URI uri = URI.create("https://issuer.example:" + inside.port() + "/");

            assertThat(failureOf(transport.get(to(uri))))
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessageContaining("issuer.example");
        }
        assertThat(inside.wasReached()).isFalse();
    }
}
