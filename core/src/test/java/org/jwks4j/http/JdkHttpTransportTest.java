package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    private static CompletableFuture<Response> through(RawServer proxy) {
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), proxy.uri().getPort())))
                .build();
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
