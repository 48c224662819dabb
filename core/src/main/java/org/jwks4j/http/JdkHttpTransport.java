package org.jwks4j.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@link HttpTransport} on the JDK's {@link HttpClient}: asynchronous, without redirects, one deadline for the whole
 * exchange, the body counted while it arrives, and no content encoding but identity.
 *
 * <p>Thread-safe. Close it only after the fetchers that use it.
 */
public final class JdkHttpTransport implements HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final boolean ownsClient;
    private final Set<CompletableFuture<Response>> underWay = ConcurrentHashMap.newKeySet();

    private JdkHttpTransport(HttpClient client, boolean ownsClient) {
        this.client = client;
        this.ownsClient = ownsClient;
    }

    /**
     * A transport with a client of its own: HTTP/1.1 (a key set is one small document every few minutes), 2 s to connect,
     * the JDK's default TLS and no proxy but the one that the system properties name.
     *
     * @return a new transport; {@link #close()} ends its client
     */
    public static JdkHttpTransport create() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new JdkHttpTransport(client, true);
    }

    /**
     * A transport on the user's client, with its proxy, TLS, executor and connect timeout.
     *
     * @param client a client that follows no redirects
     * @return a new transport; {@link #close()} leaves the client alone
     * @throws IllegalArgumentException when the client follows redirects: an issuer could then send us anywhere
     */
    public static JdkHttpTransport of(HttpClient client) {
        requireNonNull(client, "client");
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HttpClient follows redirects; build it with Redirect.NEVER");
        }
        return new JdkHttpTransport(client, false);
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        LimitedBody body = new LimitedBody(request.maxBodyBytes());
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(toJdk(request), info -> {
            body.expect(info.headers().firstValueAsLong("content-length").orElse(-1));
            return body;
        });
        CompletableFuture<Response> answer = exchange.thenCompose(JdkHttpTransport::identityEncoded);
        answer.orTimeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        underWay.add(answer);
        answer.whenComplete((response, failure) -> {
            underWay.remove(answer);
            exchange.cancel(
                    true); // late, cancelled or too long: the connection ends; a finished exchange stays as it is
            body.abandon();
        });
        return answer;
    }

    private static HttpRequest toJdk(Request request) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.uri()).timeout(request.timeout()).GET();
        request.headers().forEach(builder::setHeader);
        return builder.setHeader("Accept-Encoding", "identity").build();
    }

    /** The JDK decodes nothing, so an encoded body is bytes that we did not ask for (RFC 9110 §12.5.3). */
    private static CompletableFuture<Response> identityEncoded(HttpResponse<byte[]> response) {
        Optional<String> encoding = response.headers().firstValue("content-encoding");
        if (encoding.isPresent() && !encoding.get().equalsIgnoreCase("identity")) {
            return CompletableFuture.failedFuture(
                    new IOException("the answer has a content encoding although only identity was accepted"));
        }
        return CompletableFuture.completedFuture(
                new Response(response.statusCode(), response.headers().map(), response.body()));
    }

    /**
     * Gives up the requests under way, and ends the client where this transport made it and the JDK can (21 and newer); on
     * 17 it ends when it is collected.
     */
    @Override
    public void close() {
        underWay.forEach(answer -> answer.cancel(true)); // or the JDK's client would wait for them
        if (ownsClient && client instanceof AutoCloseable closeable) {
            closeQuietly(closeable);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HttpClient could not be closed", e);
        }
    }
}
