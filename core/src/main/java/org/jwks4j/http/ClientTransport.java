package org.jwks4j.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link HttpTransport} on one {@link HttpClient}. */
final class ClientTransport implements HttpTransport {
    /** The client's words, which are all that it says, for RFC 9113 §5.1.2 (streams), §8.7 (REFUSED_STREAM) and §6.8 (GOAWAY). */
    private static final List<String> LEFT_UNDONE =
            List.of("too many concurrent streams", "Stream not processed", "GOAWAY received");

    private final HttpClient client;
    private final @Nullable ExecutorService ownWorkers;
    private final BareGet bareGet;
    private final Set<CompletableFuture<Response>> underWay = ConcurrentHashMap.newKeySet();

    /** @param ownWorkers the client's, which end with it; null if the client is the user's */
    ClientTransport(HttpClient client, @Nullable ExecutorService ownWorkers) {
        this.client = client;
        this.ownWorkers = ownWorkers;
        this.bareGet =
                new BareGet(client, ownWorkers == null ? task -> worker(task).start() : ownWorkers);
    }

    @Override
    @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself alone, as it should here
    public CompletableFuture<Response> get(Request request) {
        LimitedBody body = new LimitedBody(request.maxBodyBytes());
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Response> answer = bareGet.isNeeded(request.uri())
                ? bareGet.get(request, over)
                : send(toJdk(request).build(), request, body, over);
        underWay.add(answer);
        TimeLimits.after(request.timeout(), answer, () -> answer.completeExceptionally(body.late()));
        answer.whenComplete((response, failure) -> {
            underWay.remove(answer);
            over.complete(null);
        });
        return answer;
    }

    /** @param over done when no one waits for the answer any more: late, cancelled or too long */
    private CompletableFuture<Response> send(
            HttpRequest sent, Request request, LimitedBody body, CompletableFuture<Void> over) {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(sent, info -> {
            body.expect(info.headers().firstValueAsLong("content-length").orElse(-1));
            return body;
        });
        over.thenRun(() -> {
            exchange.cancel(true); // the connection ends; a finished exchange stays as it is
            body.abandon();
        });
        return exchange.handle((response, failure) -> {
                    boolean isFirst = sent.version().isEmpty();
                    return isFirst && !body.hasBegun() && isLeftUndone(failure)
                            ? send(overOwnConnection(request), request, body, over)
                            : outcome(response, failure, request, over);
                })
                .thenCompose(Function.identity());
    }

    /** Whether a connection of HTTP/2 had no room for the request, or the server ended it meanwhile. */
    private static boolean isLeftUndone(@Nullable Throwable failure) {
        Throwable cause = causeOf(failure);
        String words = cause == null ? null : cause.getMessage();
        return words != null && LEFT_UNDONE.stream().anyMatch(words::contains);
    }

    private static HttpRequest overOwnConnection(Request request) {
        return toJdk(request).version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Without a timeout of the client's own: it would leave out the body, and race with ours. */
    private static HttpRequest.Builder toJdk(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).GET();
        request.headers().forEach(builder::setHeader);
        return builder.setHeader("Accept-Encoding", "identity");
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

    private static @Nullable Throwable causeOf(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /** Of some broken answers, the client throws what its parsing threw, with the answer's text in the message. */
    private static Throwable ioFailure(@Nullable Throwable failure) {
        Throwable cause = causeOf(failure);
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

    static Thread worker(Runnable task) {
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
