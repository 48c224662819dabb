package org.jwks4j.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listens to what others say to Redis, and so learns the names of leases. */
final class Spy implements AutoCloseable {
    private static final Pattern LEASE = Pattern.compile("\"SET\" \"(jwks4j:[0-9a-f]+)\" .*\"NX\"");

    private final Set<String> leases = new ConcurrentSkipListSet<>();
    private final Process monitor;

    Spy(RedisServer server) {
        try {
            monitor = new ProcessBuilder("redis-cli", "-p", Integer.toString(server.port()), "monitor").start();
            BufferedReader lines = monitor.inputReader(StandardCharsets.UTF_8);
            lines.readLine(); // OK: it listens from here on
            Thread reader = new Thread(() -> listen(lines));
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher lease = LEASE.matcher(line);
                if (lease.find()) {
                    leases.add(lease.group(1));
                }
            }
        } catch (IOException e) { // it was closed
        }
    }

    List<String> leases() {
        return List.copyOf(leases);
    }

    @Override
    public void close() {
        monitor.destroyForcibly();
    }
}
