package org.jwks4j.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A {@code redis-server} of its own on a free port of loopback, in a temporary directory that goes with it. It keeps nothing on the
 * disk but what a cluster or Sentinel must.
 */
final class RedisServer implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final String READY = "Ready to accept connections";
    private static final String SENTINEL_READY = "monitor master";

    private final Path directory;
    private final List<String> command;
    private final int port;
    private Process process;

    private RedisServer(Path directory, List<String> command, int port, Process process) {
        this.directory = directory;
        this.command = command;
        this.port = port;
        this.process = process;
    }

    /** @param options as on the command line, {@code PORT} for the port */
    static RedisServer start(String... options) {
        List<String> command = new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1", "--daemonize", "no"));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--port", "PORT"));
        command.addAll(List.of(options));
        return start(command, "", READY);
    }

    /** A Sentinel that watches a primary under the name {@code keys}. */
    static RedisServer sentinelOf(RedisServer primary) {
        String configuration = """
                bind 127.0.0.1
                port PORT
                sentinel monitor keys 127.0.0.1 %d 1
                sentinel down-after-milliseconds keys 1000
                sentinel failover-timeout keys 5000
                """.formatted(primary.port);
        return start(List.of("redis-server", "CONFIGURATION", "--sentinel"), configuration, SENTINEL_READY);
    }

    /** Another process may take the free port first. */
    private static RedisServer start(List<String> template, String configuration, String ready) {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return startOnce(template, configuration, ready);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException("redis-server does not start; scripts/store-test installs it", last);
    }

    private static RedisServer startOnce(List<String> template, String configuration, String ready) throws IOException {
        int port = freePort();
        Path directory = Files.createTempDirectory("jwks4j-redis");
        Path file = directory.resolve("server.conf");
        Files.writeString(file, configuration.replace("PORT", Integer.toString(port)));
        List<String> command = template.stream()
                .map(part -> part.equals("PORT") ? Integer.toString(port) : part)
                .map(part -> part.equals("CONFIGURATION") ? file.toString() : part)
                .toList();
        try {
            return new RedisServer(directory, command, port, launch(directory, command, ready));
        } catch (IOException e) {
            delete(directory);
            throw e;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** It ends with this process. */
    private static Process launch(Path directory, List<String> command, String ready) throws IOException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line = out.readLine();
        while (line != null && !line.contains(ready)) {
            said.append(line).append('\n');
            line = out.readLine();
        }
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("it ended: " + said);
        }
        drain(out, log);
        return process;
    }

    private static void drain(BufferedReader out, Path log) {
        Thread reader = new Thread(() -> {
            try (out;
                    var to = Files.newBufferedWriter(log)) {
                out.transferTo(to);
            } catch (IOException e) { // it was killed
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    int port() {
        return port;
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** What {@code redis-cli} says to a command. */
    String says(String... arguments) {
        List<String> client = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
        client.addAll(List.of(arguments));
        return run(client);
    }

    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** It keeps its connections, and answers nothing. */
    void suspend() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        run(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    /** As by a loss of power. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The same server at the same port, empty. */
    void restart() {
        try {
            process = launch(directory, command, READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) { // it is temporary
        }
    }
}
