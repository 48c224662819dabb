package org.jwks4j.transport.httpclient5;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.BasicFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;

/**
 * From a host to an open connection: looks up, tries the addresses that the rule lets pass one after the other, and puts
 * TLS on the first that answers.
 *
 * <p>An address is checked where it is handed over to be connected to, as the very object, which is immutable. The other
 * end of the open socket is checked once more before anything is sent. Of a mixed answer the forbidden addresses are left
 * out: the others are public, and reaching those is no harm.
 */
final class Connecting {
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(2);
    private static final HttpVersionPolicy HTTP_1 = HttpVersionPolicy.FORCE_HTTP_1;

    /** Without a timeout for the handshake: the exchange's own deadline ends it. */
    private static final TlsConfig TLS = TlsConfig.custom()
            .setVersionPolicy(HTTP_1)
            .setHandshakeTimeout(Timeout.DISABLED)
            .build();

    private final Endpoint endpoint;
    private final HttpHost target;
    private final Connection connection;
    private final AddressRule rule;
    private final TlsStrategy tls;
    private final ConnectionInitiator initiator;
    private final BasicFuture<AsyncConnectionEndpoint> connected;

    Connecting(
            Endpoint endpoint,
            Connection connection,
            AddressRule rule,
            TlsStrategy tls,
            ConnectionInitiator initiator,
            BasicFuture<AsyncConnectionEndpoint> connected) {
        this.endpoint = endpoint;
        this.target = endpoint.target();
        this.connection = connection;
        this.rule = rule;
        this.tls = tls;
        this.initiator = initiator;
        this.connected = connected;
    }

    /** Blocks while the host is looked up. */
    void start(Lookup lookup) {
        if (connection.hasEnded()) {
            connected.cancel(true);
            return;
        }
        try {
            Iterator<InetAddress> addresses =
                    List.of(lookup.addressesOf(target.getHostName())).iterator();
            tryNext(addresses, null);
        } catch (IOException | RuntimeException e) {
            connected.failed(e);
        }
    }

    private void tryNext(Iterator<InetAddress> addresses, @Nullable Exception problem) {
        if (connection.hasEnded()) {
            connected.cancel(true);
        } else if (addresses.hasNext()) {
            connect(addresses.next(), addresses, problem);
        } else {
            connected.failed(problem == null ? new UnknownHostException(target.getHostName()) : problem);
        }
    }

    private void connect(InetAddress address, Iterator<InetAddress> others, @Nullable Exception problem) {
        try {
            rule.require(target.getHostName(), address);
        } catch (ForbiddenAddressException e) {
            tryNext(others, problem == null ? e : problem); // that a public address failed says more
            return;
        }
        try {
            InetSocketAddress checked = new InetSocketAddress(address, target.getPort());
            initiator.connect(target, checked, null, CONNECT_TIMEOUT, HTTP_1, new FutureCallback<>() {
                @Override
                public void completed(IOSession session) {
                    opened(session);
                }

                @Override
                public void failed(Exception e) {
                    tryNext(others, e);
                }

                @Override
                public void cancelled() {
                    connected.failed(new CancellationException());
                }
            });
        } catch (RuntimeException e) { // the client is closed
            connected.failed(e);
        }
    }

    private void opened(IOSession session) {
        connection.opened(session);
        try {
            requireAllowedPeer(session);
            secure(session);
        } catch (IOException | RuntimeException e) {
            connection.end();
            connected.failed(e);
        }
    }

    /** Whatever was asked for, this is where the operating system says that the socket leads. */
    private void requireAllowedPeer(IOSession session) throws ForbiddenAddressException {
        if (!(session.getRemoteAddress() instanceof InetSocketAddress peer) || peer.isUnresolved()) {
            throw new ForbiddenAddressException(target.getHostName(), "no IP address", "the socket is not connected");
        }
        rule.require(target.getHostName(), peer.getAddress());
    }

    private void secure(IOSession session) {
        if (!URIScheme.HTTPS.same(target.getSchemeName())) { // in tests; GuardedHttpTransport asks for https only
            finish(session);
            return;
        }
        tls.upgrade((ProtocolIOSession) session, target, TLS, TLS.getHandshakeTimeout(), new FutureCallback<>() {
            @Override
            public void completed(TransportSecurityLayer secured) {
                finish(session);
            }

            @Override
            public void failed(Exception e) {
                connected.failed(e);
            }

            @Override
            public void cancelled() {
                connected.failed(new CancellationException());
            }
        });
    }

    private void finish(IOSession session) {
        endpoint.connected(session);
        connected.completed(endpoint);
    }
}
