package org.jwks4j.net;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

/**
 * Lets a bounded number of requests through at a time, and fewer to one host; the others wait for their turn, hosts taking
 * turns, so that a slow host delays nobody else while there is room. Who has had no turn in time fails.
 */
public final class RequestGate {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Environment environment;
    private final int atOnce;
    private final int perHost;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> next = new ArrayDeque<>();
    private final ThreadLocal<@Nullable Boolean> granting = new ThreadLocal<>();
    private int underWay;

    public RequestGate(Environment environment, int atOnce, int perHost) {
        this.environment = environment;
        this.atOnce = atOnce;
        this.perHost = perHost;
    }

    /** The way through this gate to a transport. */
    public HttpTransport to(HttpTransport transport) {
        return request -> get(request, transport);
    }

    private CompletableFuture<Response> get(Request request, HttpTransport transport) {
        Turn turn = inLine(hostOf(request.uri()));
        Futures.failAfter(LONGEST_WAIT, turn.granted, environment, () -> new NoTurnException(LONGEST_WAIT));
        CompletableFuture<Response> answer = new CompletableFuture<>();
        turn.granted.whenComplete((granted, failure) -> {
            if (failure == null) {
                pass(request, transport, turn.lane, answer);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        grant();
        return answer;
    }

    /** Whatever comes of it, the place is given back. */
    private void pass(Request request, HttpTransport transport, Lane lane, CompletableFuture<Response> answer) {
        answer.whenComplete((response, failure) -> leave(lane)); // at once, where the caller has given up
        if (answer.isDone()) {
            return;
        }
        try {
            CompletableFuture<Response> passed = transport.get(request);
            Futures.cancelWith(answer, passed); // if the caller gives up
            passed.whenComplete((response, failure) -> Futures.complete(answer, response, failure));
        } catch (Throwable e) { // also an Error: a place that is not given back is missing for ever
            answer.completeExceptionally(e);
        }
    }

    private static String hostOf(URI uri) {
        Origin origin = Origin.of(uri);
        return origin.host() + ':' + origin.port();
    }

    private synchronized Turn inLine(String host) {
        Lane lane = lanes.computeIfAbsent(host, Lane::new);
        Turn turn = new Turn(lane, new CompletableFuture<>());
        lane.waiting.add(turn);
        line(lane);
        return turn;
    }

    private void leave(Lane lane) {
        left(lane);
        grant();
    }

    private synchronized void left(Lane lane) {
        lane.underWay--;
        underWay--;
        line(lane);
        if (lane.underWay == 0 && lane.waiting.isEmpty()) {
            lanes.remove(lane.host);
        }
    }

    /** Puts a host in line if it has somebody waiting and room for one more. */
    private void line(Lane lane) {
        if (!lane.inLine && !lane.waiting.isEmpty() && lane.underWay < perHost) {
            lane.inLine = true;
            next.add(lane);
        }
    }

    /**
     * Outside the lock, and never one inside another, thousands deep, where an executor runs its tasks at once: the first
     * goes on for those that it brings about.
     */
    private void grant() {
        if (granting.get() != null) {
            return;
        }
        granting.set(true);
        try {
            for (List<Turn> turns = turns(); !turns.isEmpty(); turns = turns()) {
                turns.forEach(this::grant);
            }
        } finally {
            granting.remove();
        }
    }

    /** A turn that comes too late goes to the next. */
    private void grant(Turn turn) {
        try {
            environment.handOver(() -> {
                if (!turn.granted.complete(null)) {
                    leave(turn.lane);
                }
            });
        } catch (Throwable e) { // also an Error: an executor may be out of threads
            turn.granted.completeExceptionally(e);
            leave(turn.lane);
        }
    }

    private synchronized List<Turn> turns() {
        List<Turn> turns = new ArrayList<>(1);
        while (underWay < atOnce && !next.isEmpty()) {
            Lane lane = next.remove();
            lane.inLine = false;
            turns.add(lane.waiting.remove());
            lane.underWay++;
            underWay++;
            line(lane);
        }
        return turns;
    }

    private record Turn(Lane lane, CompletableFuture<Void> granted) {}

    /** The requests to one host. */
    private static final class Lane {
        private final String host;
        private final Deque<Turn> waiting = new ArrayDeque<>();
        private int underWay;
        private boolean inLine;

        private Lane(String host) {
            this.host = host;
        }
    }
}
