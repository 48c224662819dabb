package org.jwks4j.simulation.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.TokenException;
import org.jwks4j.simulation.scenario.Answer.Kind;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.WorldListener;

/** Notes every answer and every request of a world. */
final class Watch implements WorldListener {
    static final String INVENTED = "invented";

    private final List<Answer> answers = new ArrayList<>();
    private final List<Exchange> requests = new ArrayList<>();
    private int callers;

    @Nullable
    private Node staleAt;

    @Override
    public void sent(Exchange exchange) {
        requests.add(exchange);
    }

    @Override
    public void arrived(Call call) {
        callers++;
    }

    @Override
    public void staleServed(Node node) {
        staleAt = node; // told just before the caller is
    }

    @Override
    public void answered(Call call) {
        answers.add(new Answer(
                kind(call),
                call.node().number(),
                call.keyId(),
                call.arrivedAt(),
                call.answeredAt() - call.arrivedAt(),
                status(call),
                staleAt == call.node() && !call.served().isEmpty()));
        staleAt = null;
    }

    private static Kind kind(Call call) {
        if (call.api() == Call.Api.CACHED) {
            return Kind.PROBE;
        }
        boolean made = call.keyId().startsWith(INVENTED) || call.api() == Call.Api.FORGED;
        return made ? Kind.BOGUS : Kind.LEGITIMATE;
    }

    private static int status(Call call) {
        if (call.failure() instanceof TokenException refusal) {
            return refusal.httpStatus();
        } else if (call.failure() instanceof Call.WrongSignatureException) {
            return 401;
        } else if (call.failure() != null) {
            throw new IllegalStateException(call + " ended with what no caller expects", call.failure());
        }
        return call.served().isEmpty() ? 204 : 200;
    }

    /** How many callers have no answer yet. */
    int waiting() {
        return callers - answers.size();
    }

    Stream<Answer> answers(Predicate<Answer> which) {
        return answers.stream().filter(which);
    }

    Tally tally(Predicate<Answer> which) {
        return Tally.of(answers(which).toList());
    }

    /** The legitimate callers who came in a stretch of time. */
    Tally legitimate(long from, long to) {
        return tally(answer -> answer.isLegitimate() && answer.arrivedIn(from, to));
    }

    Requests requests(Predicate<Exchange> which) {
        return new Requests(requests.stream().filter(which).toList());
    }

    /** All that were sent in a stretch of time. */
    Requests requests(long from, long to) {
        return requests(exchange -> exchange.sentAt() >= from && exchange.sentAt() < to);
    }
}
