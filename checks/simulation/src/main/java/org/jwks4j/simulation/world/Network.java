package org.jwks4j.simulation.world;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.simulation.world.Weather.Trouble;

/** The way from nodes to issuers: it delays, loses, damages and reorders. An answer is as the issuer was when asked. */
final class Network {
    private static final byte[] PAGE = "<!doctype html><title>Welcome</title>".getBytes(StandardCharsets.UTF_8);

    private final World world;
    private final RandomGenerator random;
    private final Map<SimulatedIssuer, Weather> weather = new HashMap<>();
    private final Map<Node, Weather> weatherAt = new HashMap<>();
    private int requests;

    Network(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
    }

    void weather(SimulatedIssuer issuer, Weather now) {
        weather.put(issuer, now);
    }

    void weather(Node node, @Nullable Weather now) {
        if (now == null) {
            weatherAt.remove(node);
        } else {
            weatherAt.put(node, now);
        }
    }

    int requests() {
        return requests;
    }

    CompletableFuture<Response> get(Node node, Request request) {
        String uri = request.uri().toString();
        SimulatedIssuer issuer = world.issuerOf(uri);
        if (issuer == null) {
            world.tell(listener -> listener.strayRequest(node, uri));
            return CompletableFuture.failedFuture(new ConnectException("no one is there"));
        }
        long now = world.time().now();
        Exchange exchange = new Exchange(++requests, node, issuer, uri, request.headers(), now);
        world.tell(listener -> listener.sent(exchange));
        CompletableFuture<Response> answer = node.ignoresCancelling() ? new Stubborn() : new CompletableFuture<>();
        world.time().at(now + Exchange.TIMEOUT, () -> landed(exchange, null, false));
        Weather here = weatherAt.getOrDefault(node, weather.getOrDefault(issuer, Weather.CALM));
        long roundTrip = here.roundTrip(random);
        Trouble trouble = troubleIn(here);
        if (trouble == null) {
            carry(exchange, uri, answer, roundTrip, null);
        } else {
            befall(trouble, exchange, uri, answer, roundTrip);
        }
        return answer;
    }

    private @Nullable Trouble troubleIn(Weather here) {
        if (random.nextInt(100) >= here.troublePerCent()) {
            return null;
        }
        return here.troubles().get(random.nextInt(here.troubles().size()));
    }

    private void befall(
            Trouble trouble, Exchange exchange, String uri, CompletableFuture<Response> answer, long roundTrip) {
        switch (trouble) {
            case DROPPED -> {}
            case REFUSED ->
                fail(exchange, answer, random.nextBoolean() ? 0 : roundTrip, new ConnectException("refused"));
            case NO_SUCH_HOST -> fail(exchange, answer, roundTrip, new UnknownHostException("no such host"));
            case DELAYED -> carry(exchange, uri, answer, Exchange.TIMEOUT * random.nextInt(50, 98) / 100, null);
            case LATE -> carry(exchange, uri, answer, roundTrip + Exchange.TIMEOUT * 9 / 10, null);
            case THROWN -> {
                landed(exchange, null, false);
                throw new IllegalStateException("the transport is broken");
            }
            default -> carry(exchange, uri, answer, roundTrip, trouble);
        }
    }

    private void fail(Exchange exchange, CompletableFuture<Response> answer, long delay, IOException failure) {
        if (delay == 0) {
            landed(exchange, null, false);
            answer.completeExceptionally(failure);
        } else {
            world.time().in(delay, () -> {
                landed(exchange, null, false);
                answer.completeExceptionally(failure);
            });
        }
    }

    /** There and back: the content is what the issuer has when the request reaches it. */
    private void carry(
            Exchange exchange,
            String uri,
            CompletableFuture<Response> answer,
            long roundTrip,
            @Nullable Trouble trouble) {
        long thereAfter = roundTrip / 8 * random.nextInt(1, 8);
        world.time().in(thereAfter, () -> {
            Reply honest = exchange.issuer().answer(uri, exchange.ifNoneMatch(), random);
            Reply reply = trouble == null ? honest : spoiled(honest, trouble, exchange);
            boolean lie = reply.status() == 304
                    && (reply.publication() == null || reply.publication() != honest.publication());
            if (reply.publication() != exchange.issuer().current()) {
                exchange.comesFromBehind();
            }
            world.time().in(roundTrip - thereAfter, () -> {
                landed(exchange, reply, lie);
                answer.complete(reply.toResponse());
            });
        });
    }

    private void landed(Exchange exchange, @Nullable Reply reply, boolean lie) {
        if (!exchange.hasLanded()) {
            exchange.land(reply, lie);
            world.tell(listener -> listener.landed(exchange));
        }
    }

    private Reply spoiled(Reply honest, Trouble trouble, Exchange exchange) {
        return switch (trouble) {
            case SERVER_ERROR -> Reply.status(500);
            case UNAVAILABLE -> Reply.status(503);
            case BACK_IN_TWO_MINUTES -> Reply.status(503).asking(Weather.seconds(120));
            case MAINTENANCE -> Reply.status(503).asking(Weather.seconds(random.nextInt(1, 900)));
            case TOO_MANY_REQUESTS ->
                Reply.status(429)
                        .asking(random.nextInt(4) == 0 ? Weather.date() : Weather.seconds(random.nextInt(1, 40)));
            case NOT_FOUND -> Reply.status(404);
            case HTML -> Reply.unreadable(PAGE);
            case GARBLED -> honest.status() == 200 ? Reply.unreadable(garbled(honest.body())) : Reply.status(502);
            case TRUNCATED -> honest.status() == 200 ? Reply.unreadable(truncated(honest.body())) : Reply.status(502);
            case WRONG_304 -> wronglyUnchanged(exchange);
            default -> throw new IllegalArgumentException(trouble + " is not about the answer");
        };
    }

    private static Reply wronglyUnchanged(Exchange exchange) {
        Reply unchanged = exchange.issuer().wronglyUnchanged(exchange.ifNoneMatch());
        return unchanged == null ? Reply.status(304) : unchanged;
    }

    /** Not JSON any more, wherever the damage is. */
    private byte[] garbled(byte[] body) {
        byte[] damaged = body.clone();
        damaged[random.nextInt(body.length)] = 0x01;
        return damaged;
    }

    private byte[] truncated(byte[] body) {
        return Arrays.copyOf(body, random.nextInt(body.length));
    }

    /** A transport that does not give a request up when it is told to. */
    private static final class Stubborn extends CompletableFuture<Response> {
        @Override
        public boolean cancel(boolean mayInterrupt) {
            return false;
        }
    }
}
