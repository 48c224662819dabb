package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.json.Quoted;

/**
 * An {@link org.jwks4j.http.HttpTransport} without a network, guarded since it connects to nothing: it answers what a test wrote down, and when the test says so.
 *
 * <p>A request to a URI takes the next of its answers, in the order they were scripted; then the lasting one, if any;
 * else it fails with {@link IllegalStateException} and is remembered in {@link #unscriptedRequests()}. Thread-safe;
 * held answers complete on the thread that completes them, all others before {@link #get} returns.
 */
public final class ScriptedTransport implements GuardedTransport {
    private final Map<URI, Script> scripts = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Request> unscripted = new ArrayList<>();
    private final List<HeldResponse> pending = new ArrayList<>();

    /** Starts with an empty script. */
    public ScriptedTransport() {}

    /**
     * {@return the script of a URI, to add to}
     *
     * @param uri the URI, compared as {@link URI#equals} does
     */
    public Script on(URI uri) {
        synchronized (this) {
            return scripts.computeIfAbsent(requireNonNull(uri, "uri"), absent -> new Script());
        }
    }

    /**
     * {@return the script of a URI, to add to}
     *
     * @param uri the URI
     */
    public Script on(String uri) {
        return on(URI.create(uri));
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        Script script;
        synchronized (this) {
            requests.add(request);
            script = scripts.get(request.uri());
        }
        Reply reply = script == null ? null : script.next();
        return reply == null ? unscripted(request) : reply.answer(request);
    }

    /** {@return all requests, oldest first} */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /**
     * {@return the requests to a URI, oldest first}
     *
     * @param uri the URI
     */
    public synchronized List<Request> requests(URI uri) {
        return requests.stream().filter(request -> request.uri().equals(uri)).toList();
    }

    /** {@return the requests that no script had an answer for; a test may want to end by finding none} */
    public synchronized List<Request> unscriptedRequests() {
        return List.copyOf(unscripted);
    }

    /** {@return the held answers that are asked for and not given, in the order they were asked for} */
    public synchronized List<HeldResponse> pending() {
        pending.removeIf(HeldResponse::isDone);
        return List.copyOf(pending);
    }

    private CompletableFuture<Response> unscripted(Request request) {
        synchronized (this) {
            unscripted.add(request);
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "no answer is scripted for GET " + Quoted.of(request.uri().toString()) + "; there are scripts for "
                            + scripts.keySet().stream()
                                    .map(uri -> Quoted.of(uri.toString()))
                                    .toList()));
        }
    }

    private CompletableFuture<Response> remember(HeldResponse held, Request request) {
        synchronized (this) {
            pending.add(held);
        }
        return held.askedFor(request);
    }

    /** One way to answer a request. */
    @FunctionalInterface
    private interface Reply {
        CompletableFuture<Response> answer(Request request);
    }

    /** The answers of one URI. Each method adds one and returns this, except for {@link #hold()}. */
    public final class Script {
        private final Deque<Reply> once = new ArrayDeque<>();
        private @Nullable Reply always;

        private Script() {}

        /**
         * Answers one request.
         *
         * @param status the HTTP status code
         * @param body the body, as UTF-8
         * @param headers names and values by turns
         * @return this
         */
        public Script respond(int status, String body, String... headers) {
            return respond(HeldResponse.response(status, body, headers));
        }

        /**
         * Answers one request.
         *
         * @param response the answer
         * @return this
         */
        public Script respond(Response response) {
            return add(request -> CompletableFuture.completedFuture(response));
        }

        /**
         * Answers every request that no other answer is left for.
         *
         * @param status the HTTP status code
         * @param body the body, as UTF-8
         * @param headers names and values by turns
         * @return this
         */
        public Script respondAlways(int status, String body, String... headers) {
            Response response = HeldResponse.response(status, body, headers);
            return addLasting(request -> CompletableFuture.completedFuture(response));
        }

        /**
         * Fails one request.
         *
         * @param failure for instance a {@link java.net.http.HttpTimeoutException}
         * @return this
         */
        public Script fail(Throwable failure) {
            requireNonNull(failure, "failure");
            return add(request -> CompletableFuture.failedFuture(failure));
        }

        /**
         * Fails every request that no other answer is left for.
         *
         * @param failure for instance a {@link java.net.ConnectException}
         * @return this
         */
        public Script failAlways(Throwable failure) {
            requireNonNull(failure, "failure");
            return addLasting(request -> CompletableFuture.failedFuture(failure));
        }

        /**
         * Leaves one request open until the test completes it.
         *
         * @return the handle to complete it by, before or after it is asked for
         */
        public HeldResponse hold() {
            HeldResponse held = new HeldResponse();
            add(request -> remember(held, request));
            return held;
        }

        private synchronized Script add(Reply reply) {
            once.add(reply);
            return this;
        }

        private synchronized Script addLasting(Reply reply) {
            always = reply;
            return this;
        }

        private synchronized @Nullable Reply next() {
            Reply next = once.poll();
            return next == null ? always : next;
        }
    }
}
