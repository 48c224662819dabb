package org.jwks4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;
import org.jwks4j.testkit.Misbehaviour;

/** The command line as a program of its own: what it prints through the real streams, and that it ends. */
class ProcessTest {
    /** The answer never comes; a program that waited for its own request to end would wait for the transport's 5 s. */
    private static final long LESS_THAN_THE_TRANSPORT_WAITS = 4;

    @RegisterExtension
    static final FakeIssuerExtension ISSUER =
            FakeIssuerExtension.startedBy(FakeIssuer.builder().algorithms("ES256")::start);

    @Test
    void goodToken_endsWithZero(FakeIssuer issuer) throws Exception {
        Process process = start(issuer);

        write(process, issuer.token().mint() + "\n");

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(JsonObject.parse(read(process)).bool("valid")).contains(true);
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void hangingIssuer_doesNotKeepTheProgramFromEnding(FakeIssuer issuer) throws Exception {
        issuer.forgetRequests();
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.hang());
        Process process = start(issuer, "--timeout", "2500ms");
        write(process, issuer.token().mint());
        issuer.awaitRequests(Endpoint.METADATA, 1, Duration.ofMinutes(1));

        assertThat(process.waitFor(LESS_THAN_THE_TRANSPORT_WAITS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(JsonObject.parse(read(process)).string("reason")).contains("TIMEOUT");
        assertThat(process.exitValue()).isEqualTo(3);
    }

    private static Process start(FakeIssuer issuer, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "verify",
                "-",
                "--any-audience",
                "--json",
                "--http-on-loopback",
                "--issuer",
                issuer.issuer()));
        command.addAll(Arrays.asList(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void write(Process process, String input) throws IOException {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
