package org.jwks4j.soak;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.HttpTransport;

/** Brings each request to the internet on loopback, over sockets. */
final class ToLoopback implements GuardedTransport {
    private final HttpTransport sockets;
    private final int port;
    private final Requests requests;

    ToLoopback(HttpTransport sockets, int port, Requests requests) {
        this.sockets = sockets;
        this.port = port;
        this.requests = requests;
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        String host = request.uri().getHost();
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/" + host + request.uri().getRawPath());
        requests.sent(host);
        CompletableFuture<Response> answer =
                sockets.get(new Request(uri, request.headers(), request.timeout(), request.maxBodyBytes()));
        answer.whenComplete((response, failure) -> requests.ended());
        return answer;
    }
}
