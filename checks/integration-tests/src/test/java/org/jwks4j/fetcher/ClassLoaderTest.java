package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web application that is undeployed: its class loader must go, with all that the application has loaded. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClassLoaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "$WithGuardedTransport", "$WithItsOwnClient"})
    void afterClose_nothingKeepsTheApplicationsLoader(String kind) throws IOException, InterruptedException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:SoftRefLRUPolicyMSPerMB=0", // what is held softly goes when memory is short, so at once
                        "-cp",
                        System.getProperty("java.class.path"),
                        Undeployment.class.getName(),
                        WebApplication.class.getName() + kind)
                .redirectErrorStream(true)
                .start();
        String output = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(server.waitFor()).as(output).isZero();
    }
}
