package org.jwks4j.net;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

/**
 * Shares one request among all callers that want the same document. Each caller says how new the answer must be, by the earliest
 * time at which its request may have begun. If the request under way began too early, the caller waits for the next one, and
 * shares that with others. So one request for a document runs at a time, and requests begin at least {@value #APART_MILLIS} ms apart.
 */
public final class SharedRequests {
    static final int APART_MILLIS = 100;

    private static final long APART = Duration.ofMillis(APART_MILLIS).toNanos();
    private static final int ANSWERS = 32;
    private static final int LARGEST_KEPT = 128 * 1024;

    private final Environment environment;
    private final Map<Document, Lane> lanes = new HashMap<>();
    private final Map<Document, Answer> answers = new LinkedHashMap<>();

    public SharedRequests(Environment environment) {
        this.environment = environment;
    }

    /**
     * The document.
     *
     * @param since an answer will do that was asked for no earlier
     * @param route the way of a request, if this one begins it
     */
    public CompletableFuture<Answer> get(Request request, long since, HttpTransport route) {
        Document document = new Document(request.uri(), request.headers());
        Lane lane;
        synchronized (this) {
            Answer last = answers.get(document);
            if (last != null && last.requestedAt() >= since) {
                return CompletableFuture.completedFuture(last);
            }
            lane = lanes.computeIfAbsent(document, absent -> new Lane());
            if (lane.underWay != null) {
                return lane.startedAt >= since ? lane.underWay : lane.next(request, route);
            }
            lane.begin(new CompletableFuture<>(), environment.now());
        }
        CompletableFuture<Answer> begun = lane.begun();
        send(document, lane, request, route, begun);
        return begun;
    }

    private void send(
            Document document, Lane lane, Request request, HttpTransport route, CompletableFuture<Answer> answer) {
        try {
            route.get(request).whenComplete((response, failure) -> {
                Answer landed = response == null ? null : new Answer(response, lane.startedAt);
                landed(document, lane, landed);
                if (landed == null) {
                    answer.completeExceptionally(
                            failure == null ? new IllegalStateException("no answer") : Futures.unwrapped(failure));
                } else {
                    answer.complete(landed);
                }
            });
        } catch (Throwable e) { // also an Error: callers who wait must be told
            landed(document, lane, null);
            answer.completeExceptionally(e);
        }
    }

    /** Remembers the answer for a moment, and begins the next request if there is one. */
    private synchronized void landed(Document document, Lane lane, @Nullable Answer answer) {
        if (answer != null
                && answer.response().status() == 200
                && answer.response().body().length <= LARGEST_KEPT) {
            answers.remove(document);
            answers.put(document, answer);
            if (answers.size() > ANSWERS) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        Waiting waiting = lane.waiting;
        if (waiting == null) {
            lanes.remove(document);
            return;
        }
        lane.waiting = null;
        long delay = lane.startedAt + APART - environment.now();
        lane.begin(
                waiting.answer,
                Environment.NEVER); // no caller has it before it begins, and all who come before then may
        try {
            environment.schedule(delay, () -> environment.handOver(() -> begin(document, lane, waiting)));
        } catch (RejectedExecutionException e) {
            waiting.answer.completeExceptionally(new ClosedException());
        }
    }

    private void begin(Document document, Lane lane, Waiting waiting) {
        synchronized (this) {
            lane.begin(waiting.answer, environment.now());
        }
        send(document, lane, waiting.request, waiting.route, waiting.answer);
    }

    /**
     * What came.
     *
     * @param requestedAt when it was asked for: what was published before then is in it
     */
    public record Answer(Response response, long requestedAt) {}

    private record Document(URI uri, Map<String, String> headers) {}

    private record Waiting(Request request, HttpTransport route, CompletableFuture<Answer> answer) {}

    /** The requests for one document. */
    private static final class Lane {
        private @Nullable CompletableFuture<Answer> underWay;
        private long startedAt;
        private @Nullable Waiting waiting;

        private void begin(CompletableFuture<Answer> answer, long now) {
            underWay = answer;
            startedAt = now;
        }

        private CompletableFuture<Answer> begun() {
            return requireNonNull(underWay);
        }

        private CompletableFuture<Answer> next(Request request, HttpTransport route) {
            if (waiting == null) {
                waiting = new Waiting(request, route, new CompletableFuture<>());
            }
            return waiting.answer;
        }
    }
}
