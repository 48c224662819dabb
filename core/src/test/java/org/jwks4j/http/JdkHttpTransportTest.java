package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    void close_leavesTheUsersClientAlone() throws IOException {
        HttpTransport ofUser = JdkHttpTransport.of(HttpClient.newHttpClient());

        ofUser.close();

        try (RawServer server = RawServer.sendingAndClosing("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(await(ofUser.get(to(server.uri()))).status()).isEqualTo(200);
        }
    }
}
