package org.jwks4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

/**
 * A GET without {@code Content-Length: 0}, which the {@link HttpClient} of JDK 17 and 18 writes into every HTTP/1.1 request, however
 * it is built, and which some firewalls answer with 400 (RFC 9110 §8.6: a request without a body should have none). It is the older
 * client of the JDK, which blocks a thread, so it is asked only after such an answer.
 */
final class BareGet {
    private static final int JDK_WITHOUT_THE_HEADER = 19;

    private static final Authenticator NO_ONE = new Authenticator() {};

    private final HttpClient client;
    private final Executor executor;

    BareGet(HttpClient client, Executor executor) {
        this.client = client;
        this.executor = executor;
    }

    /** Whether the request had the header, and the answer may be for that alone. */
    static boolean mayHelp(HttpClient.Version version, int status) {
        return status == HttpURLConnection.HTTP_BAD_REQUEST
                && version == HttpClient.Version.HTTP_1_1
                && Runtime.version().feature() < JDK_WITHOUT_THE_HEADER;
    }

    /** @param over ends the connection when it is done */
    CompletableFuture<Response> get(Request request, CompletableFuture<Void> over) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        try {
            HttpURLConnection connection = connection(request);
            over.thenRun(connection::disconnect);
            executor.execute(() -> exchange(connection, request.maxBodyBytes(), answer));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private HttpURLConnection connection(Request request) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(proxy(request.uri()));
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(client.sslContext().getSocketFactory());
            https.setHostnameVerifier((host, session) -> false); // asked only where the JDK's own check has failed
        }
        int millis = Math.toIntExact(request.timeout().toMillis());
        connection.setConnectTimeout(Math.max(1, millis));
        connection.setReadTimeout(Math.max(1, millis));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAuthenticator(NO_ONE);
        request.headers().forEach(connection::setRequestProperty);
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    private Proxy proxy(URI uri) {
        List<Proxy> proxies =
                client.proxy().map(selector -> selector.select(uri)).orElseGet(List::of);
        return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    }

    private static void exchange(HttpURLConnection connection, int maxBytes, CompletableFuture<Response> answer) {
        try {
            int status = connection.getResponseCode();
            answer.complete(new Response(status, headers(connection), body(connection, maxBytes)));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /** Without the status line, which stands among them under no name. */
    private static Map<String, List<String>> headers(HttpURLConnection connection) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name, values.stream().filter(Objects::nonNull).toList());
            }
        });
        return headers;
    }

    private static byte[] body(HttpURLConnection connection, int maxBytes) throws IOException {
        try (InputStream in = stream(connection)) {
            if (in == null) {
                return new byte[0];
            }
            byte[] body = in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw new BodyTooLargeException(maxBytes);
            }
            return body;
        }
    }

    private static @Nullable InputStream stream(HttpURLConnection connection) throws IOException {
        return connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream();
    }
}
