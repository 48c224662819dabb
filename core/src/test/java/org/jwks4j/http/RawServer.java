package org.jwks4j.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** Answers each request on loopback with the very bytes of a script, then holds the connection until the client ends it. */
public final class RawServer implements AutoCloseable {
    /** What follows the request. */
    public interface Script {
        void write(OutputStream out, Socket connection) throws IOException;
    }

    /** The same, knowing the request line and headers. */
    private interface Exchange {
        void write(OutputStream out, Socket connection, String head) throws IOException;
    }

    private final ServerSocket socket;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> requestHead = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private RawServer(ServerSocket socket) {
        this.socket = socket;
    }

    public static RawServer running(Script script) {
        return exchanging((out, connection, head) -> script.write(out, connection));
    }

    private static RawServer exchanging(Exchange script) {
        try {
            RawServer server = new RawServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
            server.start(() -> server.acceptAll(script));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers each request by its line and headers, and stays silent. */
    public static RawServer answering(UnaryOperator<String> answers) {
        return exchanging((out, connection, head) -> {
            out.write(answers.apply(head).getBytes(ISO_8859_1));
            out.flush();
        });
    }

    /** Sends these characters and stays silent. */
    public static RawServer sending(String text) {
        return running((out, connection) -> {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        });
    }

    /** Sends these characters and closes the connection. */
    public static RawServer sendingAndClosing(String text) {
        return running((out, connection) -> {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
            connection.close();
        });
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/jwks");
    }

    /** The request line and headers, once they are there. */
    public CompletableFuture<String> requestHead() {
        return requestHead;
    }

    /** Done when the client has ended the connection. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll(Exchange script) {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                start(() -> serve(connection, script));
            }
        } catch (IOException e) {
            // the server was closed
        }
    }

    private void serve(Socket connection, Exchange script) {
        try (connection) {
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            requestHead.complete(head.toString());
            script.write(connection.getOutputStream(), connection, head.toString());
            while (in.read() >= 0) {
                // whatever else the client says
            }
            ended.complete(null);
        } catch (IOException e) {
            ended.complete(null); // a reset is an end too
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
