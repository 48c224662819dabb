package org.jwks4j.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An {@code nginx} on loopback as docs/shared-store.md configures one: a cache in front of an issuer. */
final class Nginx implements AutoCloseable {
    private static final Path PAGE = Path.of("..", "..", "docs", "shared-store.md");

    private final Path directory;
    private final Process process;
    private final int port;

    private Nginx(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** In a temporary directory that goes with it. */
    static Nginx inFrontOf(URI issuer) throws Exception {
        int port = RedisServer.freePort();
        Path directory = Files.createTempDirectory("jwks4j-nginx");
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, configuration(directory, issuer, port));
        Process process = new ProcessBuilder(
                        List.of("nginx", "-p", directory.toString(), "-e", "stderr", "-c", file.toString()))
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Nginx nginx = new Nginx(directory, process, port);
        Eventually.succeeds(() -> nginx.accepts());
        return nginx;
    }

    /** What the page says, in what a server needs besides, at an address of loopback. */
    private static String configuration(Path directory, URI issuer, int port) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```nginx\n") + "```nginx\n".length();
        String documented = page.substring(start, page.indexOf("```", start))
                .replace("/var/cache/nginx/issuers", directory.resolve("cache").toString())
                .replace("10.0.0.5:8443 ssl", "127.0.0.1:" + port)
                .replaceAll("(?m)^ *(proxy_)?ssl_[^\n]*$", "")
                .replace("https://issuer.example.com", issuer.getScheme() + "://" + issuer.getAuthority());
        StringBuilder paths = new StringBuilder();
        for (String use : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            paths.append(use)
                    .append("_temp_path ")
                    .append(directory.resolve(use))
                    .append(";\n");
        }
        return """
                daemon off;
                master_process off;
                pid %s;
                events {}
                http {
                access_log off;
                %s%s}
                """.formatted(directory.resolve("pid"), paths, documented);
    }

    private boolean accepts() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    /** Where it serves what is at this path of the issuer. */
    String uri(URI ofIssuer) {
        return "http://127.0.0.1:" + port + ofIssuer.getPath();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
