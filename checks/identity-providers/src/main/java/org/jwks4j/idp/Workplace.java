package org.jwks4j.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where things are: {@code scripts/identity-providers} puts the providers' software into folders below {@code software}.
 *
 * @param root the checkout
 */
record Workplace(Path root) {
    Path servers() {
        return root.resolve("checks/identity-providers/servers");
    }

    Path software(String folder) {
        return root.resolve("checks/identity-providers/target/software").resolve(folder);
    }

    /** Why the software is not there, if it is not. */
    Optional<String> missing(String folder) throws IOException {
        Path reason = software(folder + ".missing");
        if (Files.exists(reason)) {
            return Optional.of(Files.readString(reason).strip());
        }
        return Files.isDirectory(software(folder)) ? Optional.empty() : Optional.of("it was not fetched");
    }

    /** A folder of this run, for what a provider writes. */
    Path run(String name) {
        return root.resolve("checks/identity-providers/target/run").resolve(name);
    }

    /** An empty one. */
    Path emptyRun(String name) throws IOException {
        Path folder = run(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** With all that is in it; no effect if it is not there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** One that no one listens on now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }
}
