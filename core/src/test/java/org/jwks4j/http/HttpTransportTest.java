package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

final class HttpTransportTest {
    private static final URI SOMEWHERE = URI.create("https://issuer.example.com/");

    @Test
    void request_copiesItsHeaders() {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "a"));
        Request request = new Request(SOMEWHERE, headers, Duration.ofSeconds(1), 10);

        headers.put("Accept", "b");

        assertThat(request.headers()).containsExactly(Map.entry("Accept", "a")).isUnmodifiable();
    }

    @Test
    void request_withoutUriHeadersOrTimeout_isAProgrammersError() {
        Duration second = Duration.ofSeconds(1);

        assertThatNullPointerException().isThrownBy(() -> new Request(null, Map.of(), second, 1));
        assertThatNullPointerException().isThrownBy(() -> new Request(SOMEWHERE, null, second, 1));
        assertThatNullPointerException().isThrownBy(() -> new Request(SOMEWHERE, Map.of(), null, 1));
    }

    @Test
    void response_findsHeadersInAnyCaseAndJoinsTheirValues() {
        Response response = new Response(200, Map.of("X-A", List.of("1", "2"), "x-empty", List.of()), new byte[0]);

        assertThat(response.header("x-a")).hasValue("1, 2");
        assertThat(response.header("X-a")).hasValue("1, 2");
        assertThat(response.header("X-Empty")).isEmpty();
        assertThat(response.header("X-Absent")).isEmpty();
        assertThat(response.headers().get("x-A")).containsExactly("1", "2");
    }

    @Test
    void response_joinsNamesThatDifferInCaseOnly() {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("Cache-Control", List.of("no-store"));
        headers.put("cache-control", List.of("max-age=600"));

        assertThat(new Response(200, headers, new byte[0]).header("Cache-Control"))
                .hasValue("no-store, max-age=600");
    }

    @Test
    void response_copiesItsHeaders() {
        List<String> values = new ArrayList<>(List.of("1"));
        Map<String, List<String>> headers = new HashMap<>(Map.of("a", values));
        Response response = new Response(200, headers, new byte[0]);

        values.add("2");
        headers.clear();

        assertThat(response.header("a")).hasValue("1");
        assertThat(response.headers()).isUnmodifiable();
    }

    @Test
    void close_isOptional() {
        HttpTransport transport = request -> CompletableFuture.failedFuture(new IOException());

        transport.close();

        assertThat(transport.get(new Request(SOMEWHERE, Map.of(), Duration.ofSeconds(1), 1)))
                .isCompletedExceptionally();
    }
}
