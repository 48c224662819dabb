package org.jwks4j.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * {@link HttpTransport} on the JDK's {@link HttpClient}: asynchronous, without redirects, one deadline for the whole
 * exchange, the body counted while it arrives and never decoded.
 *
 * <p>Thread-safe. Close it only after the fetchers that use it.
 */
public final class JdkHttpTransport implements HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final @Nullable ExecutorService ownWorkers;
    private final BareGet bareGet;
    private final Set<CompletableFuture<Response>> underWay = ConcurrentHashMap.newKeySet();

    private JdkHttpTransport(HttpClient client, @Nullable ExecutorService ownWorkers) {
        this.client = client;
        this.ownWorkers = ownWorkers;
        this.bareGet =
                new BareGet(client, ownWorkers == null ? task -> worker(task).start() : ownWorkers);
    }

    /**
     * A transport with a client of its own: HTTP/1.1 (a key set is one small document every few minutes), 2 s to connect,
     * the JDK's default TLS and no proxy but the one that the system properties name.
     *
     * @return a new transport; {@link #close()} ends its client
     */
    public static JdkHttpTransport create() {
        return create(defaultTls());
    }

    /**
     * As {@link #create()}, with TLS of your own, such as that of {@link PemTls}.
     *
     * @param tls which certificates are trusted, and which one is shown
     * @return a new transport; {@link #close()} ends its client
     */
    public static JdkHttpTransport create(SSLContext tls) {
        requireNonNull(tls, "tls");
        ExecutorService workers = Executors.newCachedThreadPool(JdkHttpTransport::worker);
        HttpClient client = HttpClient.newBuilder()
                .executor(workers)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(tls)
                .build();
        return new JdkHttpTransport(client, workers);
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM's default TLS cannot be set up", e);
        }
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
        return new JdkHttpTransport(client, null);
    }

    @Override
    @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself alone, as it should here
    public CompletableFuture<Response> get(Request request) {
        LimitedBody body = new LimitedBody(request.maxBodyBytes());
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Response> answer =
                bareGet.isNeeded(request.uri()) ? bareGet.get(request, over) : send(request, body, over);
        CompletableFuture<Void> timer = new CompletableFuture<Void>()
                .completeOnTimeout(null, request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        timer.thenRun(() -> answer.completeExceptionally(body.late()));
        underWay.add(answer);
        answer.whenComplete((response, failure) -> {
            underWay.remove(answer);
            timer.cancel(false);
            over.complete(null);
        });
        return answer;
    }

    /** @param over done when no one waits for the answer any more: late, cancelled or too long */
    private CompletableFuture<Response> send(Request request, LimitedBody body, CompletableFuture<Void> over) {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(toJdk(request), info -> {
            body.expect(info.headers().firstValueAsLong("content-length").orElse(-1));
            return body;
        });
        over.thenRun(() -> {
            exchange.cancel(true); // the connection ends; a finished exchange stays as it is
            body.abandon();
        });
        return exchange.handle((response, failure) -> outcome(response, failure, request, over))
                .thenCompose(Function.identity());
    }

    /** Without a timeout of the client's own: it would leave out the body, and race with ours. */
    private static HttpRequest toJdk(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).GET();
        request.headers().forEach(builder::setHeader);
        return builder.setHeader("Accept-Encoding", "identity").build();
    }

    private CompletableFuture<Response> outcome(
            @Nullable HttpResponse<byte[]> response,
            @Nullable Throwable failure,
            Request request,
            CompletableFuture<Void> over) {
        if (response == null) {
            return CompletableFuture.failedFuture(ioFailure(failure));
        }
        return bareGet.mayHelp(request.uri(), response.version(), response.statusCode())
                ? bareGet.get(request, over)
                : CompletableFuture.completedFuture(response(response));
    }

    /** Of some broken answers, the client throws what its parsing threw, with the answer's text in the message. */
    private static Throwable ioFailure(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean quotesTheAnswer = cause instanceof ProtocolException || !(cause instanceof IOException);
        if (cause == null || (quotesTheAnswer && !(cause instanceof CancellationException))) {
            return new IOException("the HTTP client cannot read the answer: "
                    + (cause == null ? "no cause" : cause.getClass().getName()));
        }
        return cause;
    }

    /** Some answers have no body at all, such as a proxy's refusal to connect through. */
    private static Response response(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        return new Response(response.statusCode(), response.headers().map(), body == null ? new byte[0] : body);
    }

    /**
     * Gives up the requests under way, and ends the client and its threads if this transport made them. Before JDK 21 a
     * client cannot be closed: its one selector thread, a daemon, ends when the client is collected.
     */
    @Override
    public void close() {
        underWay.forEach(answer -> answer.cancel(true)); // or the JDK's client would wait for them
        if (ownWorkers == null) {
            return;
        }
        if (client instanceof AutoCloseable closeable) {
            closeQuietly(closeable);
        }
        ownWorkers.shutdown();
    }

    private static Thread worker(Runnable task) {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("jwks4j-http");
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HttpClient could not be closed", e);
        }
    }
}
