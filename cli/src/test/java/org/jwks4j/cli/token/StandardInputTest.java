package org.jwks4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;

class StandardInputTest {
    @RegisterExtension
    static final FakeIssuerExtension ISSUER =
            FakeIssuerExtension.startedBy(FakeIssuer.builder().algorithms("ES256")::start);

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\n\n", " "})
    void token_isReadWithoutWhiteSpaceBehindIt(String end, FakeIssuer issuer) {
        Outcome outcome = Cli.runWithInput(issuer.token().mint() + end, call(issuer));

        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void anythingElseBehindTheToken_isRefused(FakeIssuer issuer) {
        Outcome outcome = Cli.runWithInput(issuer.token().mint() + "\nmore", call(issuer));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("1 line break in it was left out", "MALFORMED_TOKEN");
    }

    @Test
    void nothing_isWrongUsage(FakeIssuer issuer) {
        Outcome outcome = Cli.runWithInput("", call(issuer));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("standard input is empty");
    }

    @Test
    void endlessInput_isReadUpToABound(FakeIssuer issuer) {
        EndlessInput input = new EndlessInput();

        Outcome outcome = Cli.run(input, call(issuer));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("MALFORMED_TOKEN");
        assertThat(input.bytes).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void unreadableInput_isWrongUsage(FakeIssuer issuer) throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        Outcome outcome = Cli.run(broken, call(issuer));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("standard input cannot be read");
    }

    @Test
    void failureOfOurOwn_isOneLineWithoutStackTrace(FakeIssuer issuer) {
        InputStream failing = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("first\nsecond");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };

        Outcome text = Cli.run(failing, call(issuer));
        assertThat(text.exitCode()).isEqualTo(70);
        assertThat(text.err())
                .startsWith("jwks4j: internal error: java.lang.IllegalStateException: \"first\\u000asecond\"")
                .hasLineCount(1);

        Outcome json = Cli.run(failing, call(issuer, "--json"));
        assertThat(json.exitCode()).isEqualTo(70);
        assertThat(json.err()).isEmpty();
        assertThat(json.reason()).isEqualTo("INTERNAL");
    }

    private static String[] call(FakeIssuer issuer, String... more) {
        String[] call = {"verify", "-", "--any-audience", "--http-on-loopback", "--issuer", issuer.issuer()};
        return Stream.of(call, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static final class EndlessInput extends InputStream {
        private int bytes;

        @Override
        public int read() {
            bytes++;
            return 'a';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 'a');
            bytes += length;
            return length;
        }
    }
}
