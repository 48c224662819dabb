package org.jwks4j.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.HttpTransport;

/** Adds what {@link RequestSettings} says to each request to its origins: each step of a redirect is such a request. */
public final class AddedHeaders implements HttpTransport {
    private final HttpTransport transport;
    private final RequestSettings access;
    private final Set<Origin> configuredOrigins;

    public AddedHeaders(HttpTransport transport, RequestSettings access, Set<Origin> configuredOrigins) {
        this.transport = transport;
        this.access = access;
        this.configuredOrigins = Set.copyOf(configuredOrigins);
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        try {
            headers.putAll(access.headersTo(request.uri(), configuredOrigins));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new NoBearerTokenException(e));
        }
        return transport.get(new Request(request.uri(), headers, request.timeout(), request.maxBodyBytes()));
    }
}
