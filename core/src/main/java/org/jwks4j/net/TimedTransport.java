package org.jwks4j.net;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.HttpTransport;

/**
 * Holds a transport to its request's timeout, whatever it does, blocking and throwing included. The transport is told a
 * little less: it knows better how far the answer has come, and so what to say of it. Requests begin and answers
 * are read on the executor, never on the thread that asks.
 */
public final class TimedTransport implements HttpTransport {
    private final HttpTransport transport;
    private final Environment environment;

    public TimedTransport(HttpTransport transport, Environment environment) {
        this.transport = transport;
        this.environment = environment;
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        CompletableFuture<Response> bounded = new CompletableFuture<>();
        Futures.failAfter(
                request.timeout(), bounded, environment, () -> new HttpTimeoutException("no whole answer in time"));
        environment.handOver(() -> send(request, bounded));
        return bounded;
    }

    private void send(Request request, CompletableFuture<Response> bounded) {
        try {
            CompletableFuture<Response> answer = transport.get(withTimeout(request, earlier(request.timeout())));
            Futures.cancelWith(bounded, answer);
            answer.whenComplete(
                    (response, failure) -> environment.handOver(() -> Futures.complete(bounded, response, failure)));
        } catch (Throwable e) { // also an Error: the fetch must end
            bounded.completeExceptionally(e);
        }
    }

    private static Request withTimeout(Request request, Duration timeout) {
        return new Request(request.uri(), request.headers(), timeout, request.maxBodyBytes());
    }

    private static Duration earlier(Duration timeout) {
        return timeout.minus(timeout.dividedBy(50));
    }
}
