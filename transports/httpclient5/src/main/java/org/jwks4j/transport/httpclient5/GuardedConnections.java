package org.jwks4j.transport.httpclient5;

import java.io.IOException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.BasicFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The client's only way to a connection: a new one for each request, looked up and checked each time ({@link Connecting}).
 * There is no pool. A key set is one small document every few minutes, a pool would keep a record of each host that a
 * stranger ever named, and what is not kept open cannot be used past its check.
 */
final class GuardedConnections implements AsyncClientConnectionManager {
    /** Under this name a request's context has its {@link Connection}. */
    static final String CONNECTION = Connection.class.getName();

    private final Lookup lookup;
    private final AddressRule rule;
    private final TlsStrategy tls;
    private final Lookups lookups;

    GuardedConnections(Lookup lookup, AddressRule rule, TlsStrategy tls, Lookups lookups) {
        this.lookup = lookup;
        this.rule = rule;
        this.tls = tls;
        this.lookups = lookups;
    }

    @Override
    public Future<AsyncConnectionEndpoint> lease(
            String id,
            HttpRoute route,
            @Nullable Object state,
            @Nullable Timeout timeout,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        if (route.getProxyHost() != null || route.getUnixDomainSocket() != null) { // no setting of ours leads here
            throw new IllegalStateException("a route other than straight to the target");
        }
        BasicFuture<AsyncConnectionEndpoint> leased = new BasicFuture<>(callback);
        leased.completed(new Endpoint(route.getTargetHost()));
        return leased;
    }

    @Override
    public Future<AsyncConnectionEndpoint> connect(
            AsyncConnectionEndpoint endpoint,
            ConnectionInitiator initiator,
            @Nullable Timeout timeout,
            @Nullable Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        BasicFuture<AsyncConnectionEndpoint> connected = new BasicFuture<>(callback);
        Connection connection = (Connection) context.getAttribute(CONNECTION);
        Connecting connecting = new Connecting((Endpoint) endpoint, connection, rule, tls, initiator, connected);
        String host = ((Endpoint) endpoint).target().getHostName();
        if (!lookups.take(host, () -> connecting.start(lookup), connection::hasEnded)) {
            connected.failed(new IOException("too many look-ups of host names are under way"));
        }
        return connected;
    }

    /** The code that ends the exchange ends its connection. */
    @Override
    public void release(AsyncConnectionEndpoint endpoint, @Nullable Object state, TimeValue keepAlive) {}

    @Override
    public void upgrade(AsyncConnectionEndpoint endpoint, @Nullable Object attachment, HttpContext context) {
        throw new UnsupportedOperationException("an upgrade is for tunnels through proxies");
    }

    @Override
    public void close() {}

    @Override
    public void close(CloseMode mode) {}
}
