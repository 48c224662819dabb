package org.jwks4j.transport.httpclient5;

import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** What the client holds of a connection: where it leads, and, once connected, the way to send one request over it. */
final class Endpoint extends AsyncConnectionEndpoint {
    private final HttpHost target;
    private volatile @Nullable IOSession session;

    Endpoint(HttpHost target) {
        this.target = target;
    }

    HttpHost target() {
        return target;
    }

    void connected(IOSession connected) {
        session = connected;
    }

    @Override
    public void execute(
            String id,
            AsyncClientExchangeHandler exchange,
            @Nullable HandlerFactory<AsyncPushConsumer> pushes,
            HttpContext context) {
        context.setProtocolVersion(HttpVersion.HTTP_1_1);
        open().enqueue(new RequestExecutionCommand(exchange, pushes, context), Command.Priority.NORMAL);
    }

    private IOSession open() {
        IOSession current = session;
        if (current == null) {
            throw new IllegalStateException("not connected");
        }
        return current;
    }

    @Override
    public boolean isConnected() {
        IOSession current = session;
        return current != null && current.isOpen();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        open().setSocketTimeout(timeout);
    }

    @Override
    public void close(CloseMode mode) {
        IOSession current = session;
        if (current != null) {
            current.close(mode);
        }
    }
}
