package org.jwks4j.transport.httpclient5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;
import org.jwks4j.http.RawServer;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.transport.httpclient5.Loopback.Listener;

/** Other ways than straight to the checked address. */
final class DetourAttackTest {
    private final Map<String, String> before = new HashMap<>();

    private void property(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void nameAsEveryProxy(Listener proxy) {
        for (String kind : new String[] {"http.proxy", "https.proxy", "ftp.proxy", "socksProxy"}) {
            property(kind + "Host", "127.0.0.1");
            property(kind + "Port", String.valueOf(proxy.port()));
        }
        property("http.nonProxyHosts", "");
        property("socksNonProxyHosts", "");
        property("java.net.useSystemProxies", "true");
    }

    @Test
    void proxiesOfSystemProperties_areNotAsked() throws IOException {
        try (Listener proxy = Loopback.listener(0);
                FakeIssuer issuer = FakeIssuer.builder().https().start()) {
            nameAsEveryProxy(proxy);
            assertThat(ProxySelector.getDefault().select(issuer.jwksUri()).toString())
                    .contains(String.valueOf(proxy.port()));

            try (HttpTransport transport = new GuardedHttpTransport(
                    UriPolicy.HTTPS_ONLY, InetAddress::getAllByName, Loopback.ANY, issuer.sslContext())) {
                assertThat(await(transport.get(to(issuer.jwksUri()))).status()).isEqualTo(200);
            }
            assertThat(proxy.wasReached()).isFalse();
        }
    }

    @Test
    void proxiesOfSystemProperties_areNotAskedForPlainHttpEither() throws IOException {
        try (Listener proxy = Loopback.listener(0);
                RawServer server = RawServer.sendingAndClosing("HTTP/1.1 204 No Content\r\n\r\n")) {
            nameAsEveryProxy(proxy);

            try (HttpTransport transport = Loopback.reachingAll()) {
                assertThat(await(transport.get(to(server.uri()))).status()).isEqualTo(204);
            }
            assertThat(proxy.wasReached()).isFalse();
        }
    }

    @Test
    void forbiddenHost_isNotHandedToAProxy() throws IOException {
        try (Listener proxy = Loopback.listener(0)) {
            nameAsEveryProxy(proxy);

            try (HttpTransport transport = GuardedHttpTransport.create()) {
                assertThat(failureOf(transport.get(to(URI.create("https://127.0.0.1/")))))
                        .isInstanceOf(ForbiddenAddressException.class);
            }
            assertThat(proxy.wasReached()).isFalse();
        }
    }

    /** As if something below had connected to another address than it was told. */
    @Test
    void socketThatLeadsElsewhereThanWasChecked_isClosedBeforeAByteIsSent() throws IOException {
        AtomicInteger checks = new AtomicInteger();
        AddressRule rule = (host, address) -> {
            if (checks.incrementAndGet() > 1) {
                throw new ForbiddenAddressException(host, address.getHostAddress(), "the socket's other end");
            }
        };
        try (HttpTransport transport = Loopback.transport(InetAddress::getAllByName, rule);
                RawServer server = RawServer.sending("")) {
            assertThat(failureOf(transport.get(to(server.uri()))))
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessageContaining("other end");

            assertThat(checks).hasValue(2);
            assertThat(server.requestHead()).isNotDone();
        }
    }
}
