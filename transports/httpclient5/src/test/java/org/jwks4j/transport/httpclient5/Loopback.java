package org.jwks4j.transport.httpclient5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jwks4j.http.AddressGuard;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;
import org.jwks4j.http.UriPolicy;

/** Loopback in two roles: 127.0.0.2 stands for a public address, 127.0.0.1 is what must not be reached. */
final class Loopback {
    static final InetAddress PUBLIC = address("127.0.0.2");
    static final InetAddress INNER = address("127.0.0.1");

    /** Lets all addresses pass. */
    static final AddressRule ANY = (host, address) -> {};

    private Loopback() {}

    /** The guard's rule except for the address that stands for a public one. */
    static void guard(String host, InetAddress address) throws ForbiddenAddressException {
        if (!address.equals(PUBLIC)) {
            AddressGuard.requirePublic(host, address);
        }
    }

    /** A transport that may also ask plain http on loopback. */
    static HttpTransport transport(Lookup lookup, AddressRule rule) {
        return new GuardedHttpTransport(UriPolicy.HTTP_ON_LOOPBACK, lookup, rule, SSLContexts.createDefault());
    }

    static HttpTransport reachingAll() {
        return transport(InetAddress::getAllByName, ANY);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes connections and says nothing. */
    static Listener listener(int port) {
        try {
            return new Listener(ServerSocketChannel.open().bind(new InetSocketAddress(INNER, port), 50));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Listener(ServerSocketChannel channel) implements AutoCloseable {
        int port() {
            return channel.socket().getLocalPort();
        }

        /** Without waiting: a connection that was made is in the queue already. */
        boolean wasReached() {
            try {
                channel.configureBlocking(false);
                return channel.accept() != null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for a connection. */
        boolean accepts() {
            try (SocketChannel connection = channel.accept()) {
                return connection != null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns when the other side has ended the connection. */
        void readToTheEnd(SocketChannel connection) {
            ByteBuffer bytes = ByteBuffer.allocate(1000);
            try {
                while (connection.read(bytes) >= 0) {
                    bytes.clear();
                }
            } catch (IOException e) {
                // a reset is an end too
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
