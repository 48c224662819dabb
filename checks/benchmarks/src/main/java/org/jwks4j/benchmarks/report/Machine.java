package org.jwks4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** What a page must say about where its numbers come from. */
public final class Machine {
    private Machine() {}

    /**
     * Describes this Java and what it runs on.
     *
     * @return one line that begins with "Java" and the version, and ends with today's date
     * @throws IOException when the system's own description cannot be read
     */
    public static String describe() throws IOException {
        return String.format(
                "Java %s (%s), %s, %d cores, %s, %s",
                Runtime.version(),
                System.getProperty("java.vendor"),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static String processor() throws IOException {
        Path information = Path.of("/proc/cpuinfo");
        String architecture = System.getProperty("os.arch");
        if (!Files.exists(information)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(information)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(architecture);
        }
    }
}
