package org.jwks4j.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One port on loopback that can be served, left unserved (connections are refused) and served again. */
final class FakeIssuerServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final @Nullable SSLContext tls;
    private final int port;
    private final ExecutorService executor;
    private @Nullable IssuerSite site;
    private @Nullable Run run;
    private @Nullable Socket reservation;

    static {
        sendWithoutDelay();
    }

    /** Reserves the port, or a free one for 0, and serves nothing yet. */
    FakeIssuerServer(@Nullable SSLContext tls, int wanted) {
        this.tls = tls;
        try {
            Socket socket = reserve(wanted);
            this.reservation = socket;
            this.port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    wanted == 0 ? "no free port on loopback" : "port " + wanted + " is in use", e);
        }
        AtomicInteger threads = new AtomicInteger();
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-issuer-" + port + "-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    int port() {
        return port;
    }

    synchronized void serve(IssuerSite newSite) {
        site = newSite;
        resume();
    }

    /** No effect while it is served. */
    synchronized void resume() {
        if (executor.isShutdown()) {
            throw new IllegalStateException("this issuer is closed");
        }
        if (run != null || site == null) {
            return;
        }
        try {
            releasePort();
            run = Run.start(bind(), site, executor);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** Ends all exchanges and connections at once; no effect while it is not served. */
    synchronized void stop() {
        if (run == null) {
            return;
        }
        run.end();
        run = null;
        try {
            reservation = reserve(port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep port " + port, e);
        }
    }

    @Override
    public synchronized void close() {
        if (run != null) {
            run.end();
            run = null;
        }
        executor.shutdownNow();
        try {
            releasePort();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release port " + port, e);
        }
    }

    private HttpServer bind() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (tls == null) {
            return HttpServer.create(address, BACKLOG);
        }
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** Bound but not listening: connections are refused, and the port is given to no one else. */
    private static Socket reserve(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void releasePort() throws IOException {
        if (reservation != null) {
            reservation.close();
            reservation = null;
        }
    }

    /**
     * Without this a JDK before 25 or so delays each answer on a kept connection by 40 ms (Nagle's algorithm against
     * delayed acknowledgements). The property is read once, when the first server is made.
     */
    private static void sendWithoutDelay() {
        if (System.getProperty(NO_DELAY) != null) {
            return;
        }
        System.setProperty(NO_DELAY, "true");
        try {
            HttpServer.create().stop(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.clearProperty(NO_DELAY);
        }
    }

    /** The time between listening and not. */
    private record Run(HttpServer server, ServerStop stop) {
        static Run start(HttpServer server, IssuerSite site, ExecutorService executor) {
            ServerStop stop = new ServerStop();
            server.createContext("/", exchange -> handle(exchange, site, stop));
            server.setExecutor(executor);
            startAsDaemon(server);
            return new Run(server, stop);
        }

        void end() {
            stop.stop();
            server.stop(0);
        }

        private static void handle(HttpExchange exchange, IssuerSite site, ServerStop stop) throws IOException {
            try (exchange) {
                Answer answer = site.answer(
                        exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders());
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                answer.hold().await(stop);
                answer.delivery().send(exchange, answer.status(), answer.body(), stop);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt(); // the connection is closed without an answer
            }
        }

        /** The dispatcher thread takes over whether the thread that starts it is a daemon. */
        private static void startAsDaemon(HttpServer server) {
            Thread starter = new Thread(server::start, "fake-issuer-starter");
            starter.setDaemon(true);
            starter.start();
            boolean interrupted = false;
            while (starter.isAlive()) {
                try {
                    starter.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
