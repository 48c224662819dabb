package org.jwks4j.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.Terminal;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.FakeIssuer;

class WatchTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");

    private final FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
    private final KeyFetcher fetcher =
            KeyFetcher.builder().trust(issuer.issuer()).allowHttpOnLoopback().build();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        fetcher.close();
        issuer.close();
    }

    @Test
    void eachChange_isALine() {
        Watch watch = watch(Terminal.PLAIN, false);

        watch.look();
        assertThat(printed()).isEqualTo("2026-03-01T12:00:00Z -- " + issuer.issuer() + "  cold\n");
        fetcher.blocking().getJwkSet(issuer.issuer());
        watch.look();
        assertThat(printed())
                .isEqualTo("2026-03-01T12:00:00Z ok " + issuer.issuer() + "  cold -> fresh\n"
                        + "2026-03-01T12:00:00Z ok " + issuer.issuer() + "  keys added: \"key-1\"\n");
        watch.look();
        assertThat(printed()).isEmpty();

        issuer.rotate();
        issuer.retire("key-1");
        fetcher.refresh(issuer.issuer()).join();
        watch.look();
        assertThat(printed())
                .contains("keys added: \"key-2\"\n", "keys missing in the newest answer, kept for now: \"key-1\"\n")
                .doesNotContain("fresh ->");

        issuer.stopListening();
        fetcher.refresh(issuer.issuer()).exceptionally(failure -> null).join();
        watch.look();
        assertThat(printed()).contains("!! " + issuer.issuer() + "  request failed (1 in a row): GET ");
    }

    @Test
    void onATerminal_theTableIsDrawnAnew() {
        fetcher.blocking().getJwkSet(issuer.issuer());
        Watch watch = watch(new Terminal(true, false, true, 100), false);

        watch.look();

        assertThat(printed())
                .startsWith("\u001b[H\u001b[2J")
                .containsPattern("ISSUER +STATE +AGE +NEXT REQUEST +KEYS +REQUESTS +FAILED")
                .containsPattern("\u2713 +" + issuer.issuer() + " +fresh +\\d+ m?s +\\d+ min( \\d+ s)? +1 +1 +0")
                .contains("Ctrl-C ends it.");
    }

    @Test
    void asJson_eachChangeIsAnObject() {
        fetcher.blocking().getJwkSet(issuer.issuer());

        watch(Terminal.PLAIN, true).look();

        assertThat(printed().lines().map(JsonObject::parse))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.asMap().keySet()).containsExactly("time", "change", "status"))
                .allSatisfy(
                        line -> assertThat(line.object("status").orElseThrow().string("state"))
                                .contains("FRESH"));
    }

    @Test
    void command_endsAfterTheTimeThatWasSaid() {
        Outcome outcome = Cli.run("watch", issuer.issuer(), "--http-on-loopback", "--for", "1s", "--every", "50ms");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains(issuer.issuer() + "  cold", "keys added: \"key-1\"");
    }

    private Watch watch(Terminal terminal, boolean json) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Watch(
                fetcher, new Console(InputStream.nullInputStream(), stream, stream, terminal, json), () -> NOW);
    }

    private String printed() {
        String text = out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        out.reset();
        return text;
    }
}
