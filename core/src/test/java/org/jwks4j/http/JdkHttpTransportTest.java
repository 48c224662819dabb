package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.jwks4j.http.Exchanges.AMPLE;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

final class JdkHttpTransportTest extends HttpTransportContract {
    @Override
    protected HttpTransport create() {
        return JdkHttpTransport.create();
    }

    @ParameterizedTest
    @EnumSource(value = HttpClient.Redirect.class, mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void clientThatFollowsRedirects_isRefused(HttpClient.Redirect redirect) {
        HttpClient client = HttpClient.newBuilder().followRedirects(redirect).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdkHttpTransport.of(client))
                .withMessageContaining("redirects");
    }

    @Test
    void nullClient_isAProgrammersError() {
        assertThatNullPointerException().isThrownBy(() -> JdkHttpTransport.of(null));
    }

    /** JDK 17 and 18 write Content-Length: 0 into every GET, which some firewalls refuse (RFC 9110 §8.6). */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serverThatRefusesALengthWithoutABody_isAskedWithoutOne(boolean isOwnClient) throws IOException {
        Queue<String> heads = new ConcurrentLinkedQueue<>();
        try (RawServer server = RawServer.answering(head -> {
                    heads.add(head);
                    return head.toLowerCase(Locale.ROOT).contains("content-length")
                            ? "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"a\"\r\nContent-Length: 2\r\n\r\n{}";
                });
                HttpTransport transport =
                        isOwnClient ? JdkHttpTransport.create() : JdkHttpTransport.of(HttpClient.newHttpClient())) {
            Request request = new Request(server.uri(), Map.of("If-None-Match", "\"b\"", "User-Agent", "us"), AMPLE, 2);

            Response response = await(transport.get(request));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("etag")).hasValue("\"a\"");
            assertThat(response.body()).hasSize(2);
            assertThat(heads)
                    .last()
                    .asString()
                    .contains("If-None-Match: \"b\"", "User-Agent: us", "Accept-Encoding: identity");
            int requests = heads.size();
            assertThat(failureOf(transport.get(to(server.uri(), 1)))).isInstanceOf(BodyTooLargeException.class);
            assertThat(heads).hasSize(requests + 1);
        }
    }

    @Test
    void badRequestThatStaysBad_isThatStatus() throws IOException {
        try (RawServer server = RawServer.sending(
                        "HTTP/1.1 400 Bad Request\r\nRetry-After: 5\r\nContent-Length: 3\r\n\r\nbad");
                HttpTransport transport = JdkHttpTransport.create()) {
            Response response = await(transport.get(to(server.uri())));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.header("retry-after")).hasValue("5");
            assertThat(response.body()).hasSize(3);
        }
    }

    /** Such as Entra's host, which answers 400 for tenants that it does not know. */
    @Test
    void hostWhoseBadRequestsStayBad_isNotAskedTwiceEachTime() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = RawServer.answering(head -> {
                    requests.incrementAndGet();
                    return "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
                });
                HttpTransport transport = JdkHttpTransport.create()) {
            for (int i = 0; i < 5; i++) {
                URI tenant = URI.create(server.uri() + "?tenant=" + i);
                assertThat(await(transport.get(to(tenant))).status()).isEqualTo(400);
            }

            assertThat(requests).hasValue(Runtime.version().feature() < 19 ? 6 : 5);
        }
    }

    @Test
    void secondRequest_endsWithTheFirst() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        String refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.answering(head -> requests.incrementAndGet() == 1 ? refusal : "HTTP/1.1 ");
                HttpTransport transport = JdkHttpTransport.create()) {
            boolean isAskedTwice = Runtime.version().feature() < 19;

            CompletableFuture<Response> answer = transport.get(to(server.uri(), Duration.ofMillis(500)));

            if (isAskedTwice) {
                assertThat(failureOf(answer)).isInstanceOf(IOException.class);
            } else {
                assertThat(await(answer).status()).isEqualTo(400);
            }
            await(server.ended());
        }
    }

    /** As a proxy that {@code -Dhttp.proxyHost} names, which the client asks when it has none of its own. */
    @Test
    void secondRequest_goesThroughTheProxyOfTheJvm() throws IOException {
        Queue<String> heads = new ConcurrentLinkedQueue<>();
        ProxySelector before = ProxySelector.getDefault();
        try (RawServer proxy = RawServer.answering(head -> {
            heads.add(head);
            return "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        })) {
            ProxySelector.setDefault(selector(proxy));
            try (HttpTransport transport = JdkHttpTransport.create()) {
                URI issuer = URI.create("http://issuer.example.com/jwks");

                assertThat(await(transport.get(to(issuer))).status()).isEqualTo(400);
            }
        } finally {
            ProxySelector.setDefault(before);
        }
        assertThat(heads)
                .hasSize(Runtime.version().feature() < 19 ? 2 : 1)
                .allSatisfy(head -> assertThat(head).startsWith("GET http://issuer.example.com/jwks"));
    }

    private static ProxySelector selector(RawServer proxy) {
        return ProxySelector.of(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), proxy.uri().getPort()));
    }

    private static CompletableFuture<Response> through(RawServer proxy) {
        HttpClient client = HttpClient.newBuilder().proxy(selector(proxy)).build();
        return JdkHttpTransport.of(client).get(to(URI.create("https://issuer.example.com/jwks")));
    }

    /** The client has no body at all for such an answer, not even an empty one. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0\r\n\r\n", "Content-Length: 5\r\n\r\nplease", "\r\n"})
    void proxyThatWantsToKnowWhoAsks_isThatStatus(String rest) throws IOException {
        String answer = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n" + rest;
        try (RawServer proxy = RawServer.sendingAndClosing(answer)) {
            Response response = await(through(proxy));

            assertThat(response.status()).isEqualTo(407);
            assertThat(response.body()).isEmpty();
            assertThat(await(proxy.requestHead())).startsWith("CONNECT issuer.example.com:443");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403 Forbidden", "502 Bad Gateway"})
    void proxyThatRefusesToConnect_failsWithItsStatus(String refusal) throws IOException {
        try (RawServer proxy = RawServer.sendingAndClosing("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(failureOf(through(proxy)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(refusal.substring(0, 3));
        }
    }

    @Test
    void close_leavesTheUsersClientAlone() throws IOException {
        HttpTransport ofUser = JdkHttpTransport.of(HttpClient.newHttpClient());

        ofUser.close();

        try (RawServer server = RawServer.sendingAndClosing("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(await(ofUser.get(to(server.uri()))).status()).isEqualTo(200);
        }
    }
}
