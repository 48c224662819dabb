package org.jwks4j.net;

import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.HttpTransport;

/**
 * The requests of a fetcher that are under way. The last step before each of its transports: once closed, nothing goes out any
 * more, not even the next step of a redirect, and what is under way is cancelled.
 */
public final class ClosableRequests {
    private final OpenFutures underWay = new OpenFutures();
    private volatile boolean closed;

    /** The same transport, until this is closed; the transport itself stays open. */
    public HttpTransport to(HttpTransport transport) {
        return request -> get(request, transport);
    }

    private CompletableFuture<HttpTransport.Response> get(HttpTransport.Request request, HttpTransport transport) {
        if (closed) {
            return CompletableFuture.failedFuture(new ClosedException());
        }
        CompletableFuture<HttpTransport.Response> answer = transport.get(request);
        underWay.add(answer);
        if (closed) { // looked at once more, or cancelAll() could miss this one
            answer.cancel(true);
            return CompletableFuture.failedFuture(new ClosedException()); // the issuer has not failed
        }
        return answer;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Lets nothing more out. What is under way goes on until {@link #cancelAll}, so that callers who wait can be told the reason first. */
    public void close() {
        closed = true;
    }

    public void cancelAll() {
        underWay.forEach(answer -> answer.cancel(true));
    }
}
