package org.jwks4j.idp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** tinyproxy, which connects to one port only. */
final class ForwardProxy {
    private static final String CONFIGURATION = """
            Listen 127.0.0.1
            Port %d
            Allow 127.0.0.1
            ConnectPort %d
            Timeout 60
            MaxClients 100
            LogLevel Connect
            """;

    private static final int TRIES = 100;
    private static final long BETWEEN_TRIES_MILLIS = 100;

    private final Debian debian;
    private final Path folder;
    private final int port = Workplace.freePort();
    private final int target;
    private @Nullable ServerProcess process;

    ForwardProxy(Workplace workplace, int target) throws IOException {
        this.debian = new Debian(workplace);
        this.folder = workplace.emptyRun("tinyproxy");
        this.target = target;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    ProxySelector selector() {
        return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    void start() throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("tinyproxy.conf"), CONFIGURATION.formatted(port, target));
        process = ServerProcess.start(
                folder.resolve("log"),
                folder,
                debian.environment(),
                List.of(debian.path("usr/bin/tinyproxy").toString(), "-d", "-c", configuration.toString()));
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
        throw new IOException("tinyproxy does not listen: " + folder.resolve("log"));
    }

    void stop() throws IOException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** How many tunnels it was asked for. */
    long connections() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("log"))) {
            return lines.filter(line -> line.contains("CONNECT ")).count();
        }
    }
}
