package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strangers who would like to have the service's memory. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HeapAttackTest {
    /**
     * With 98 KB of metadata in 9,900 members each, 183 tokens filled 256 MiB. 20,000 strangers send that, JWK Sets of 1 MiB and
     * of 64 keys, failures, redirects, or nothing at all; and each token of the service's own issuer is served.
     */
    @Test
    void whateverStrangersPublish_aSmallHeapIsEnoughForTheOthers() throws IOException, InterruptedException {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(service.waitFor()).as(output).isZero();
        assertThat(output).contains("own requests: 1");
    }
}
