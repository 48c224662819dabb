package org.jwks4j.simulation;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jwks4j.error.TokenException;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.WorldListener;

/** Writes down all that happens, a line each: the same lines for the same seed. */
final class TraceListener implements WorldListener {
    private static final long DAY = 86_400_000_000_000L;

    private final LongSupplier time;
    private final Consumer<String> lines;

    TraceListener(LongSupplier time, Consumer<String> lines) {
        this.time = time;
        this.lines = lines;
    }

    @Override
    public void sent(Exchange exchange) {
        line("-> " + exchange);
    }

    @Override
    public void landed(Exchange exchange) {
        line("<- " + exchange + ": " + exchange.outcome());
    }

    @Override
    public void strayRequest(Node node, String uri) {
        line("-> " + node + " " + uri);
    }

    @Override
    public void arrived(Call call) {
        line(call.toString());
    }

    @Override
    public void answered(Call call) {
        Throwable failure = call.failure();
        String answer = failure == null
                ? call.served().size() + " keys"
                : failure instanceof TokenException refusal
                        ? refusal.reason()
                                + refusal.retryAfter().map(after -> " " + after).orElse("")
                        : failure.getClass().getSimpleName();
        line(call + " = " + answer);
    }

    @Override
    public void resolverAsked(Node node, String issuerName) {
        line("-> " + node + " resolver " + issuerName);
    }

    @Override
    public void resolverAnswered(Node node, String issuerName, boolean ok) {
        line("<- " + node + " resolver " + issuerName + (ok ? "" : ": no answer"));
    }

    @Override
    public void closing(Node node) {
        line(node + " closes");
    }

    @Override
    public void note(Supplier<String> what) {
        line(what.get());
    }

    private void line(String what) {
        long now = time.getAsLong();
        long second = now % DAY / 1_000_000_000;
        lines.accept(String.format(
                "%dd %02d:%02d:%02d.%09d %s",
                now / DAY, second / 3600, second / 60 % 60, second % 60, now % 1_000_000_000, what));
    }
}
