package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts what a provider logged of us: a line for each request, with the User-Agent in it. */
final class AccessLog {
    private AccessLog() {}

    static long requests(Path log) throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(Service.USER_AGENT)).count();
        }
    }
}
