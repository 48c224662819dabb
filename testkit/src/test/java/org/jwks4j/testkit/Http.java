package org.jwks4j.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The JDK's client, as services use it. */
final class Http {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Http() {}

    /** Headers: names and values by turns. */
    static HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        return CLIENT.send(request(uri, headers), BodyHandlers.ofString());
    }

    static HttpResponse<byte[]> getBytes(URI uri) throws IOException, InterruptedException {
        return CLIENT.send(request(uri), BodyHandlers.ofByteArray());
    }

    static CompletableFuture<HttpResponse<String>> getAsync(URI uri) {
        return CLIENT.sendAsync(request(uri), BodyHandlers.ofString());
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    static HttpRequest request(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
