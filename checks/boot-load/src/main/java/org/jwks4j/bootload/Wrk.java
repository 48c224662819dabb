package org.jwks4j.bootload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The load generator, in a process of its own. It waits for each answer: what is slow is asked less often. */
final class Wrk {
    private final Path script;

    Wrk(Path folder) throws IOException {
        script = folder.resolve("tokens.lua");
        try (InputStream text = Wrk.class.getResourceAsStream("tokens.lua")) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Process start(String uri, Path tokens, int connections, int pauseMillis, int seconds) throws IOException {
        return new ProcessBuilder(
                        "wrk",
                        "--threads=1",
                        "--connections=" + connections,
                        "--duration=" + seconds + "s",
                        "--timeout=40s",
                        "--script=" + script,
                        uri,
                        "--",
                        tokens.toString(),
                        Integer.toString(pauseMillis))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static Answers answers(Process wrk) {
        try {
            List<String> lines = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Answers.of(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
