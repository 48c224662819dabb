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
 * turns, so that a slow host delays no other while there is room.
 *
 * <p>Requests about newcomers, whose names may be a stranger's inventions, do not wait in order: each costs a token of its
 * host's bucket, the next one is drawn by lot, a full line refuses at once, and no one waits longer than {@value #PATIENCE_SECONDS} s.
 * One bucket and one line are for all hosts of a registrable domain, since names below it cost nothing.
 */
public final class RequestGate {
    static final int PATIENCE_SECONDS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);
    private static final int LONGEST_LINE = 64;
    private static final int BURST = 64;
    private static final long TOKEN_INTERVAL = Duration.ofMillis(100).toNanos();
    private static final int LANES_BETWEEN_SWEEPS = 1_000;

    private final Environment environment;
    private final int atOnce;
    private final int perHost;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> next = new ArrayDeque<>();
    private final ThreadLocal<@Nullable Boolean> granting = new ThreadLocal<>();
    private int underWay;
    private int waiting;
    private long refused;
    private int newLanes;

    public RequestGate(Environment environment, int atOnce, int perHost) {
        this.environment = environment;
        this.atOnce = atOnce;
        this.perHost = perHost;
    }

    /** The way through this gate to a transport: in order, as long as it takes. */
    public HttpTransport to(HttpTransport transport) {
        return request -> get(request, transport, hostOf(request.uri()), false);
    }

    /** For newcomers of which a document was fetched already: in order, within the limits of newcomers. */
    public HttpTransport toOnceMore(HttpTransport transport) {
        return request -> get(request, transport, domainOf(request.uri()), false);
    }

    /** The way for newcomers. */
    public HttpTransport toByLot(HttpTransport transport) {
        return request -> get(request, transport, domainOf(request.uri()), true);
    }

    /** How it stands right now. */
    public synchronized Load load() {
        long now = environment.now();
        long longest = lanes.values().stream()
                .map(lane -> lane.line.first())
                .filter(turn -> turn != null)
                .mapToLong(turn -> now - turn.since)
                .max()
                .orElse(0);
        return new Load(underWay, waiting, Duration.ofNanos(longest), refused);
    }

    private CompletableFuture<Response> get(Request request, HttpTransport transport, String host, boolean byLot) {
        Turn turn = inLine(host, byLot);
        CompletableFuture<Response> answer = new CompletableFuture<>();
        turn.granted.whenComplete((granted, failure) -> {
            if (failure == null) {
                pass(request, transport, turn.lane, answer);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        grant();
        if (byLot && !turn.granted.isDone()) {
            Futures.failAfter(PATIENCE, turn.granted, environment, () -> givesUp(turn));
        }
        return answer;
    }

    private synchronized NoTurnException givesUp(Turn turn) {
        turn.lane.line.remove(turn);
        waiting--;
        refused++;
        return new NoTurnException(PATIENCE, COME_AGAIN);
    }

    /** Whatever comes of it, the place is given back. */
    private void pass(Request request, HttpTransport transport, Lane lane, CompletableFuture<Response> answer) {
        answer.whenComplete((response, failure) -> leave(lane)); // at once if the caller has given up
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

    private static String domainOf(URI uri) {
        return RegistrableDomain.of(Origin.of(uri).host()).orElseGet(() -> hostOf(uri));
    }

    private Turn inLine(String host, boolean byLot) {
        Turn loser = null;
        Turn turn;
        synchronized (this) {
            Lane lane = lane(host);
            turn = new Turn(lane, environment.now(), new CompletableFuture<>());
            if (byLot) {
                lane.line.addByLot(turn);
                loser = lane.line.byLot() > LONGEST_LINE ? lane.line.draw(environment.chance()) : null;
            } else {
                lane.line.add(turn);
            }
            waiting += loser == null ? 1 : 0;
            refused += loser == null ? 0 : 1;
            line(lane);
        }
        if (loser != null) {
            loser.granted.completeExceptionally(new NoTurnException(Duration.ZERO, COME_AGAIN));
        }
        return turn;
    }

    /** A lane without anyone in it is kept until its bucket is full: it would begin anew with a full one. */
    private Lane lane(String host) {
        if (++newLanes > LANES_BETWEEN_SWEEPS) {
            newLanes = 0;
            lanes.values().removeIf(lane -> lane.isIdle() && lane.bucket.isFull(environment.now()));
        }
        return lanes.computeIfAbsent(host, name -> new Lane(name, environment.now()));
    }

    private void leave(Lane lane) {
        left(lane);
        grant();
    }

    private synchronized void left(Lane lane) {
        lane.underWay--;
        underWay--;
        line(lane);
        if (lane.isIdle() && lane.bucket.isFull(environment.now())) {
            lanes.remove(lane.host);
        }
    }

    /** Puts a host in line if it has someone waiting and room for one more, or when it will have a token. */
    private void line(Lane lane) {
        if (lane.inLine || lane.line.size() == 0 || lane.underWay >= perHost) {
            return;
        }
        long now = environment.now();
        if (lane.line.hasInOrder() || lane.bucket.nextAt() <= now) {
            lane.inLine = true;
            next.add(lane);
        } else if (!lane.awaitsToken) {
            lane.awaitsToken = true;
            environment.schedule(lane.bucket.nextAt() - now, () -> environment.handOver(() -> tokenIsThere(lane)));
        }
    }

    private void tokenIsThere(Lane lane) {
        synchronized (this) {
            lane.awaitsToken = false;
            line(lane);
        }
        grant();
    }

    /**
     * Outside the lock, and never one inside another, thousands deep, if an executor runs its tasks at once: the first
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
            Turn turn = turnOf(lane);
            if (turn != null) {
                turns.add(turn);
                lane.underWay++;
                underWay++;
                waiting--;
            }
            line(lane);
        }
        return turns;
    }

    private @Nullable Turn turnOf(Lane lane) {
        if (lane.line.hasInOrder()) {
            return lane.line.takeInOrder();
        } else if (lane.line.size() == 0) {
            return null; // they gave up meanwhile
        }
        lane.bucket.take(environment.now());
        return lane.line.draw(environment.chance());
    }

    /**
     * How a gate stands.
     *
     * @param underWay requests that are under way
     * @param waiting requests that wait for their turn
     * @param longestWait of those that wait in order
     * @param refused requests that had no turn so far
     */
    public record Load(int underWay, int waiting, Duration longestWait, long refused) {}

    private record Turn(Lane lane, long since, CompletableFuture<Void> granted) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** The requests to one host, or to all hosts of a domain. */
    private static final class Lane {
        private final String host;
        private final WaitingLine<Turn> line = new WaitingLine<>();
        private final TokenBucket bucket;
        private int underWay;
        private boolean inLine;
        private boolean awaitsToken;

        private Lane(String host, long now) {
            this.host = host;
            this.bucket = new TokenBucket(BURST, TOKEN_INTERVAL, now);
        }

        private boolean isIdle() {
            return underWay == 0 && line.size() == 0 && !awaitsToken;
        }
    }
}
