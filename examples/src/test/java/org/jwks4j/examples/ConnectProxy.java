package org.jwks4j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy on loopback for HTTPS: it tunnels bytes (RFC 9110 §9.3.6), and remembers to where. */
final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();

    ConnectProxy() throws IOException {
        start(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Host and port of each tunnel, oldest first. */
    List<String> targets() {
        return List.copyOf(targets);
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            start(() -> tunnel(client));
        }
    }

    private void tunnel(Socket client) throws IOException {
        String target = requestLine(client.getInputStream()).split(" ", -1)[1];
        targets.add(target);
        int colon = target.lastIndexOf(':');
        Socket server = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
        sockets.add(server);
        OutputStream answer = client.getOutputStream();
        answer.write("HTTP/1.1 200 Connection Established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        answer.flush();
        start(() -> server.getInputStream().transferTo(answer));
        client.getInputStream().transferTo(server.getOutputStream());
    }

    /** Reads the whole head of the request, byte by byte, so that nothing of what follows is lost. */
    private static String requestLine(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client hung up");
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void start(Traffic traffic) {
        Thread thread = new Thread(() -> {
            try {
                traffic.flow();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Traffic {
        void flow() throws IOException;
    }
}
