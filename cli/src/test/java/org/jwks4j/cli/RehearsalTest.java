package org.jwks4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void allCommands_doWhatTheyAreFor() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Rehearsal.play(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("VALID: signed by its issuer");
    }
}
