package org.jwks4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jwks4j.http.HttpTransport;

/**
 * Holds a transport to its request's timeout, whatever it does, blocking and throwing included. Requests begin and answers
 * are read on the executor, never on the thread that asks.
 */
final class TimedTransport implements HttpTransport {
    private final HttpTransport transport;
    private final Environment environment;
    private final BooleanSupplier closed;

    /**
     * Makes a transport.
     *
     * @param closed whether no more requests go out; the transport itself stays open
     */
    TimedTransport(HttpTransport transport, Environment environment, BooleanSupplier closed) {
        this.transport = transport;
        this.environment = environment;
        this.closed = closed;
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        CompletableFuture<Response> bounded = new CompletableFuture<>();
        Future<?> timer = environment.schedule(
                request.timeout().toNanos(),
                () -> environment.handOver(() -> bounded.completeExceptionally(new TimeoutException())));
        bounded.whenComplete((response, failure) -> timer.cancel(false));
        environment.handOver(() -> ask(request, bounded));
        return bounded;
    }

    private void ask(Request request, CompletableFuture<Response> bounded) {
        if (closed.getAsBoolean()) {
            bounded.completeExceptionally(Unavailable.closed());
            return;
        }
        try {
            CompletableFuture<Response> answer = transport.get(request);
            bounded.whenComplete((response, failure) -> answer.cancel(true));
            answer.whenComplete((response, failure) -> environment.handOver(() -> {
                if (failure == null) {
                    bounded.complete(response);
                } else {
                    bounded.completeExceptionally(failure);
                }
            }));
        } catch (Throwable e) { // also an Error: the fetch must end
            bounded.completeExceptionally(e);
        }
    }
}
