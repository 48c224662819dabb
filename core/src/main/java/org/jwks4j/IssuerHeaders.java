package org.jwks4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.net.Origin;

/** Adds what one issuer is sent to each request to its own origins: each step of a redirect is such a request. */
final class IssuerHeaders implements HttpTransport {
    private final HttpTransport transport;
    private final IssuerAccess access;
    private final Set<Origin> configuredOrigins;

    IssuerHeaders(HttpTransport transport, IssuerAccess access, Set<Origin> configuredOrigins) {
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
            return CompletableFuture.failedFuture(Errors.noBearerToken(e));
        }
        return transport.get(new Request(request.uri(), headers, request.timeout(), request.maxBodyBytes()));
    }
}
