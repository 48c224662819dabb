package org.jwks4j.transport.httpclient5;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.jwks4j.http.AddressGuard;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.UriPolicy;

/**
 * {@link GuardedTransport} on Apache HttpClient 5: connects to public addresses only, straight, checking the very address
 * that it connects to. {@code https} only, with the JVM's trusted certificates and host names verified. No proxy whatever
 * the system properties say, no redirects, no retries, no cookies, no authentication, no decompression, no connection that
 * is used twice. 2 s to connect to an address; one deadline for the whole exchange, look-up included; the body counted
 * while it arrives.
 *
 * <p>A request to any other address fails with a {@link org.jwks4j.http.HttpTransport.ForbiddenAddressException}. Of a host with several
 * addresses the public ones are tried.
 *
 * <p>Thread-safe, and never blocks its caller: host names are looked up on daemon threads of its own, at most 32 for hosts that
 * have answered before, two for each registrable domain, and at most 16 for all others, one for each. A look-up cannot be
 * interrupted; while it hangs, others of its domain wait, within their deadlines. Close the transport only after the fetchers
 * that use it.
 */
public final class GuardedHttpTransport implements GuardedTransport {
    private static final Http1Config HEADER_LIMITS =
            Http1Config.custom().setMaxLineLength(8192).setMaxHeaderCount(100).build();

    /** How often timeouts are looked at. */
    private static final TimeValue TICK = TimeValue.ofMilliseconds(500);

    private final UriPolicy uris;
    private final Lookups lookups = new Lookups();
    private final MinimalHttpAsyncClient client;
    private final Set<CompletableFuture<Response>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Package-private for tests, which have to reach loopback. */
    GuardedHttpTransport(UriPolicy uris, Lookup lookup, AddressRule rule, SSLContext trust) {
        this.uris = uris;
        this.client = bareClient(new GuardedConnections(lookup, rule, verifying(trust), lookups));
        client.start();
    }

    /**
     * A new transport with threads of its own.
     *
     * @return a transport; {@link #close()} ends its threads
     */
    public static GuardedHttpTransport create() {
        return new GuardedHttpTransport(
                UriPolicy.HTTPS_ONLY,
                InetAddress::getAllByName,
                AddressGuard::requirePublic,
                SSLContexts.createDefault()); // no client certificate, whatever the system properties say
    }

    /** The one without redirects, retries, cookies, authentication, decompression and proxies: it has no code for them. */
    private static MinimalHttpAsyncClient bareClient(GuardedConnections connections) {
        IOReactorConfig reactor = IOReactorConfig.custom()
                .setIoThreadCount(1)
                .setSelectInterval(TICK)
                .build();
        return HttpAsyncClients.createMinimal(H2Config.DEFAULT, HEADER_LIMITS, reactor, connections);
    }

    private static DefaultClientTlsStrategy verifying(SSLContext trust) {
        return new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, null);
    }

    @Override
    @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself alone, as it should here
    public CompletableFuture<Response> get(Request request) {
        try {
            uris.check(request.uri());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new IOException(e.getMessage()));
        }
        Connection connection = new Connection();
        CompletableFuture<Response> answer = new CompletableFuture<>();
        underWay.add(answer);
        answer.whenComplete((response, failure) -> {
            underWay.remove(answer);
            connection.end();
            if (response != null && (response.status() == 200 || response.status() == 304)) {
                lookups.remember(request.uri().getHost());
            }
        });
        TimeLimits.after(request.timeout(), answer, () -> answer.completeExceptionally(new TimeoutException()));
        if (closed) { // looked at only now, or close() could miss this answer
            answer.completeExceptionally(new IOException("the transport is closed"));
        } else {
            send(request, connection, answer);
        }
        return answer;
    }

    private void send(Request request, Connection connection, CompletableFuture<Response> answer) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(GuardedConnections.CONNECTION, connection);
        LimitedAnswer limited = new LimitedAnswer(request.maxBodyBytes());
        client.execute(toApache(request), limited, null, context, new FutureCallback<>() {
            @Override
            public void completed(Response response) {
                answer.complete(response);
            }

            @Override
            public void failed(Exception e) {
                answer.completeExceptionally(Failures.of(e));
            }

            @Override
            public void cancelled() {
                answer.cancel(true);
            }
        });
    }

    private static AsyncRequestProducer toApache(Request request) {
        AsyncRequestBuilder get = AsyncRequestBuilder.get(request.uri());
        get.setHeader("User-Agent", "jwks4j"); // unless the request has one; the client's own has the JVM's version
        request.headers().forEach(get::setHeader);
        return get.setHeader("Accept-Encoding", "identity")
                .setHeader("Connection", "close")
                .build();
    }

    /** Gives up the requests under way, and ends the client and all threads. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(answer -> answer.cancel(true));
        client.close(CloseMode.GRACEFUL); // the other way takes the selector from under its thread, which logs an error
        lookups.close();
    }
}
