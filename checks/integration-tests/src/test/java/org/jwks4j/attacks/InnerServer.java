package org.jwks4j.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What must not be reached: takes connections on 127.0.0.1 and, where there is one, on ::1, counts them and hangs up. */
final class InnerServer implements AutoCloseable {
    private final List<ServerSocket> sockets = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    InnerServer() {
        listen("127.0.0.1", 0);
        try {
            listen("::1", port());
        } catch (UncheckedIOException e) {
            // no IPv6 here, or someone else has the port there
        }
    }

    private void listen(String address, int port) {
        try {
            ServerSocket socket = new ServerSocket(port, 50, InetAddress.getByName(address));
            sockets.add(socket);
            Thread thread = new Thread(() -> countOn(socket), "inner-server");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void countOn(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.incrementAndGet(); // first: once hung up on, the client fails, and the test looks
                connection.close();
            }
        } catch (IOException e) {
            // closed
        }
    }

    int port() {
        return sockets.get(0).getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }
}
