package org.jwks4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/** What reaches the terminal: nothing that steers it, and nothing that opens a door. */
class OutputTest {
    /** Clears the screen, sets the title, a C1 control sequence, and a right-to-left override. */
    private static final String HOSTILE = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e\nverdict     VALID\r";

    private static final String PRINTABLE = "[\\n\\x20-\\x7e]*";

    private final FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "key"})
    void hostileKeyId_isEscaped(String command) {
        String token = issuer.token().keyId(HOSTILE).mint();

        assertHarmless(run(command, token));
        assertHarmless(run(command, token, "--json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "key", "keys"})
    void hostileKeyIdOfAPublishedKey_isEscaped(String command) {
        SigningKey key = SigningKey.generate("ES256").withKeyId(HOSTILE);
        issuer.addKey(key);
        String target = command.equals("keys")
                ? issuer.issuer()
                : issuer.token().signedWith(key).mint();

        assertThat(run(command, target).exitCode()).isZero();
        assertHarmless(run(command, target));
        assertHarmless(run(command, target, "--json"));
    }

    @Test
    void hostileClaimsAndHeaders_areEscaped() {
        String token = issuer.token()
                .claim("name", HOSTILE)
                .claim(HOSTILE, List.of(HOSTILE))
                .header("x", HOSTILE)
                .mint();

        assertThat(run("verify", token).exitCode()).isZero();
        assertHarmless(run("verify", token));
        assertHarmless(run("verify", token, "--json"));
        assertThat(run("verify", token, "--json")
                        .json()
                        .object("claims")
                        .orElseThrow()
                        .string("name"))
                .contains(HOSTILE);
    }

    @Test
    void hostileSkippedKey_isEscaped() {
        issuer.addKey(SigningKey.generate("ES256").withKeyId(HOSTILE).withJwkMember("kty", HOSTILE));

        assertHarmless(run("keys", issuer.issuer()));
        assertHarmless(run("keys", issuer.issuer(), "--json"));
    }

    @Test
    void hostileIssuerAndArguments_areEscaped() {
        assertHarmless(run("verify", issuer.token().claim("iss", HOSTILE).mint()));
        assertHarmless(Cli.run(HOSTILE));
        assertHarmless(Cli.run("--" + HOSTILE));
        assertHarmless(Cli.run("keys", HOSTILE));
    }

    private static void assertHarmless(Outcome outcome) {
        String text = outcome.all().replace(System.lineSeparator(), "\n");
        assertThat(text).isNotEmpty().matches(PRINTABLE);
        assertThat(text.lines().filter(line -> line.startsWith("verdict")).count())
                .isLessThanOrEqualTo(1);
    }

    static Stream<List<String>> callsWithAToken() {
        return Stream.of(
                List.of("T"),
                List.of("T", "--json"),
                List.of("verify", "T"),
                List.of("verify", "T", "T", "--issuer", "I", "--any-audience"),
                List.of("verify", "Bearer", "T", "--issuer", "I", "--any-audience"),
                List.of("verify", "Bearer T", "--issuer", "I", "--any-audience"),
                List.of("verify", "I", "--issuer", "T", "--any-audience"),
                List.of("verify", "T", "--issuer", "I", "--any-audience", "--jwks-uri", "T"),
                List.of("verify", "T", "--issuer", "I", "--any-audience", "--timeout", "T"),
                List.of("verify", "T", "--issuer", "I", "--any-audience", "--token=T"),
                List.of("verify", "T", "--issuer", "I", "--any-audience"),
                List.of("verify", "T", "--issuer", "I", "--any-audience", "--http-on-loopback"),
                List.of("verify", "T", "--issuer", "I", "--any-audience", "--http-on-loopback", "--json"),
                List.of("verify", "T", "--issuer", "I", "--audience", "x", "--http-on-loopback"),
                List.of("key", "T", "--issuer", "I", "--http-on-loopback", "--json"),
                List.of("keys", "T"),
                List.of("demo", "T"));
    }

    @ParameterizedTest
    @MethodSource("callsWithAToken")
    void token_isNeverRepeated(List<String> call) {
        String token = issuer.token().mint();
        String signature = token.substring(token.lastIndexOf('.') + 1);
        String[] args = call.stream()
                .map(arg -> arg.replace("I", issuer.issuer()).replace("T", token))
                .toArray(String[]::new);

        assertThat(Cli.run(args).all()).isNotEmpty().doesNotContain(signature, token.substring(0, token.indexOf('.')));
    }

    @Test
    void malformedToken_isNotRepeated() {
        TokenBuilder token = issuer.token().rawHeader("{\"alg\":\"ES256\",\"alg\":\"ES256\"}");
        String text = token.mint();

        assertThat(run("verify", text).all()).doesNotContain(text.substring(text.lastIndexOf('.') + 1));
    }

    private Outcome run(String command, String target, String... more) {
        Stream<String> options = switch (command) {
            case "keys" -> Stream.of("--http-on-loopback");
            case "key" -> Stream.of("--http-on-loopback", "--issuer", issuer.issuer());
            default -> Stream.of("--http-on-loopback", "--issuer", issuer.issuer(), "--any-audience");
        };
        return Cli.run(Stream.concat(Stream.concat(Stream.of(command, target), options), Stream.of(more))
                .toArray(String[]::new));
    }
}
