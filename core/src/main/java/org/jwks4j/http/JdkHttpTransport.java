package org.jwks4j.http;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * {@link HttpTransport} on the JDK's {@link HttpClient}: asynchronous, without redirects, one deadline for the whole
 * exchange, the body counted while it arrives and never decoded.
 *
 * <p>Thread-safe. Close it only after the fetchers that use it.
 */
public final class JdkHttpTransport implements HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final CompletableFuture<ClientTransport> made;
    private final Set<CompletableFuture<Response>> waiting = ConcurrentHashMap.newKeySet();

    private JdkHttpTransport(CompletableFuture<ClientTransport> made) {
        this.made = made;
    }

    /**
     * A transport with a client of its own: HTTP/1.1 (a key set is one small document every few minutes, and a connection that
     * dies in silence takes one request with it, where over HTTP/2 it takes all), 2 s to connect, the JDK's default TLS and no
     * proxy but the one that the system properties name. For HTTP/2, see {@link #of(HttpClient)}. The client is made on a thread
     * of its own, which takes a quarter of a second in a new JVM; requests wait for it, and fail if the JVM's default TLS cannot
     * be set up.
     *
     * @return a new transport; {@link #close()} ends its client
     */
    public static JdkHttpTransport create() {
        return create(JdkHttpTransport::defaultTls);
    }

    /**
     * As {@link #create()}, with TLS of your own, such as that of {@link PemTls}.
     *
     * @param tls which certificates are trusted, and which one is shown
     * @return a new transport; {@link #close()} ends its client
     */
    public static JdkHttpTransport create(SSLContext tls) {
        requireNonNull(tls, "tls");
        return create(() -> tls);
    }

    private static JdkHttpTransport create(Tls tls) {
        ExecutorService workers = Executors.newCachedThreadPool(ClientTransport::worker);
        CompletableFuture<ClientTransport> made = new CompletableFuture<>();
        workers.execute(() -> make(tls, workers, made));
        return new JdkHttpTransport(made);
    }

    private static void make(Tls tls, ExecutorService workers, CompletableFuture<ClientTransport> made) {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .executor(workers)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(tls.context())
                    .build();
            made.complete(new ClientTransport(client, workers));
        } catch (Throwable e) { // also an Error: requests wait for this
            workers.shutdown();
            made.completeExceptionally(e);
        }
    }

    private static SSLContext defaultTls() throws SSLException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new SSLException("the JVM's default TLS cannot be set up", e);
        }
    }

    /**
     * A transport on the user's client, with its proxy, TLS, executor, connect timeout and version: one that prefers HTTP/2, as
     * the JDK's own default does, shares one connection for all requests to a host that has it. If that connection has no room
     * for a request, or its server ends it before the answer begins, the request is sent once more, over HTTP/1.1.
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
        return new JdkHttpTransport(CompletableFuture.completedFuture(new ClientTransport(client, null)));
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        return made.isDone() && !made.isCompletedExceptionally() ? made.join().get(request) : onceMade(request);
    }

    /** If the client takes longer than the request may, the answer is late; else the request's time begins once it is there. */
    @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself alone, as it should here
    private CompletableFuture<Response> onceMade(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        waiting.add(answer);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        TimeLimits.after(
                request.timeout(), begun, () -> answer.completeExceptionally(new LateAnswerException(false, 0)));
        answer.whenComplete((response, failure) -> waiting.remove(answer));
        made.whenComplete((transport, failure) -> {
            begun.complete(null);
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!answer.isDone()) {
                relay(transport.get(request), answer);
            }
        });
        return answer;
    }

    private static void relay(CompletableFuture<Response> from, CompletableFuture<Response> to) {
        to.whenComplete((response, failure) -> from.cancel(true)); // without effect if that is where it is from
        from.whenComplete((response, failure) -> {
            if (failure == null) {
                to.complete(response);
            } else {
                to.completeExceptionally(failure);
            }
        });
    }

    /**
     * Gives up the requests under way, and ends the client and its threads if this transport made them. Before JDK 21 a
     * client cannot be closed: its one selector thread, a daemon, ends when the client is collected.
     */
    @Override
    public void close() {
        waiting.forEach(answer -> answer.cancel(true));
        made.thenAccept(ClientTransport::close);
    }

    private interface Tls {
        SSLContext context() throws SSLException;
    }
}
