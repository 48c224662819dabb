package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.testkit.FakeIssuer;

/** What a new JVM loads until it has the first key: the time that this takes goes by it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FirstKeyTest {
    /** 2,881 on Java 17 and 2,921 on 25, of which some 1,400 are those of HttpClient and the JVM's start; 3,117 before this was guarded. */
    private static final int MOST_CLASSES = 2_960;

    @Test
    void firstKey_loadsFewClasses(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> classes = classesOfTheFirstKey(folder.resolve("classes.log"));

        assertThat(classes.size()).isLessThan(MOST_CLASSES);
        assertThat(classes)
                .as("caches are made once something is to be remembered")
                .noneMatch(line -> line.contains("com.github.benmanes.caffeine"));
    }

    private static List<String> classesOfTheFirstKey(Path log) throws IOException, InterruptedException {
        try (FakeIssuer issuer = FakeIssuer.start()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xlog:class+load:file=" + log,
                            "-cp",
                            withoutALog(System.getProperty("java.class.path")),
                            Service.class.getName(),
                            issuer.issuer(),
                            issuer.jwksUri().toString(),
                            issuer.mint(Map.of("aud", "orders")))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" source: "))
                .toList();
    }

    /** A log loads hundreds of classes, which are not ours to count. */
    private static String withoutALog(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs in the JVM of its own. */
    static final class Service {
        private Service() {}

        public static void main(String[] args) {
            KeyFetcher fetcher = KeyFetcher.builder()
                    .trust(TrustedIssuer.of(args[0]).withJwksUri(args[1]))
                    .allowHttpOnLoopback()
                    .requestTimeout(Duration.ofSeconds(50)) // a failure would load more, and this may be a busy machine
                    .deadline(Duration.ofSeconds(55))
                    .build();
            fetcher.getKey(args[2]).join().publicKey();
            Runtime.getRuntime().halt(0);
        }
    }
}
