package org.jwks4j.http;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

/**
 * A GET without {@code Content-Length: 0}, which the {@link HttpClient} of JDK 17 and 18 writes into every HTTP/1.1 request, however
 * it is built, and which some firewalls answer with 400 (RFC 9110 §8.6: a request without a body should have none). It is the older
 * client of the JDK, which blocks a thread, so it is asked only after such an answer.
 *
 * <p>A host that it helped with is asked this way at once for an hour. A host that it did not help with, such as one that answers 400
 * for tenants it does not know, is asked a second time at most once per 10 s.
 */
final class BareGet {
    private static final int JDK_WITHOUT_THE_HEADER = 19;

    private static final Authenticator NO_ONE = new Authenticator() {};

    private static final int MOST_HOSTS = 1_000;

    private final HttpClient client;
    private final Executor executor;
    private final AtomicReference<@Nullable Hosts> hosts = new AtomicReference<>();

    BareGet(HttpClient client, Executor executor) {
        this.client = client;
        this.executor = executor;
    }

    /** Whether this host's firewall is known to refuse the other way. */
    boolean isNeeded(URI uri) {
        Hosts known = hosts.get();
        return known != null && known.helped.getIfPresent(host(uri)) != null;
    }

    /** Whether the request had the header, and the answer may be for that alone. */
    boolean mayHelp(URI uri, HttpClient.Version version, int status) {
        return status == HttpURLConnection.HTTP_BAD_REQUEST
                && version == HttpClient.Version.HTTP_1_1
                && Runtime.version().feature() < JDK_WITHOUT_THE_HEADER
                && hosts().tried.asMap().putIfAbsent(host(uri), true) == null;
    }

    private void learn(URI uri, int status) {
        if (status != HttpURLConnection.HTTP_BAD_REQUEST) {
            hosts().helped.put(host(uri), true);
        }
    }

    /** Made at the first need, which most processes never have. */
    private Hosts hosts() {
        Hosts known = hosts.get();
        if (known != null) {
            return known;
        }
        Hosts made = new Hosts();
        return hosts.compareAndSet(null, made) ? made : requireNonNull(hosts.get());
    }

    private static String host(URI uri) {
        return uri.getRawAuthority();
    }

    /** @param over ends the connection when it is done */
    CompletableFuture<Response> get(Request request, CompletableFuture<Void> over) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        try {
            HttpURLConnection connection = connection(request);
            over.thenRun(connection::disconnect);
            executor.execute(() -> exchange(connection, request, answer));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private HttpURLConnection connection(Request request) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(proxy(request.uri()));
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(client.sslContext().getSocketFactory());
            https.setHostnameVerifier((host, session) -> false); // asked only if the JDK's own check has failed
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

    /** The client's own, or else the JVM's, as the client does. */
    private Proxy proxy(URI uri) {
        ProxySelector selector = client.proxy().orElseGet(ProxySelector::getDefault);
        List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
        return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    }

    private void exchange(HttpURLConnection connection, Request request, CompletableFuture<Response> answer) {
        try {
            int status = connection.getResponseCode();
            learn(request.uri(), status);
            answer.complete(new Response(status, headers(connection), body(connection, request.maxBodyBytes())));
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

    /** What is known of hosts, each by its authority. */
    private static final class Hosts {
        private final Cache<String, Boolean> helped = remembering(Duration.ofHours(1));
        private final Cache<String, Boolean> tried = remembering(Duration.ofSeconds(10));

        private static Cache<String, Boolean> remembering(Duration time) {
            return Caffeine.newBuilder()
                    .maximumSize(MOST_HOSTS)
                    .expireAfterWrite(time)
                    .executor(Runnable::run)
                    .build();
        }
    }
}
