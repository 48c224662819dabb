package org.jwks4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;

/** What people paste in place of a bare token. */
class TokenInputTest {
    @RegisterExtension
    static final FakeIssuerExtension ISSUER =
            FakeIssuerExtension.startedBy(FakeIssuer.builder().algorithms("ES256")::start);

    @TempDir
    private Path folder;

    static Stream<Arguments> taken() {
        return Stream.of(
                taken("quotes", "quotation marks", token -> '"' + token + '"'),
                taken("single quotes", "quotation marks", token -> "'" + token + "'"),
                taken("curly quotes", "quotation marks", token -> '\u201c' + token + '\u201d'),
                taken("one quote", "quotation marks", token -> token + '"'),
                taken("Bearer", "\"Bearer\"", token -> "Bearer " + token),
                taken("Authorization", "\"Authorization:\"", token -> "Authorization: bearer " + token),
                taken("quoted header", "\"Authorization:\"", token -> "'authorization: Bearer " + token + "'"),
                taken(
                        "token response",
                        "access_token",
                        token -> "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"}"),
                taken(
                        "token response over lines",
                        "access_token",
                        token -> "{\n  \"expires_in\": 300,\n  \"access_token\": \"" + token + "\"\n}\n"),
                taken(
                        "opaque access token",
                        "id_token",
                        token -> "{\"access_token\":\"opaque\",\"id_token\":\"" + token + "\"}"),
                taken("line breaks", "2 line breaks", TokenInputTest::broken),
                taken(
                        "line breaks of a shell",
                        "2 line breaks",
                        token -> broken(token).replace("\n", "\\\r\n  ")));
    }

    private static Arguments taken(String name, String note, UnaryOperator<String> wrap) {
        return Arguments.of(name, note, wrap);
    }

    private static String broken(String token) {
        return token.substring(0, 40) + "\n" + token.substring(40, 80) + "\n" + token.substring(80);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void whatPlainlySurroundsAToken_isLeftOutAndSaid(
            String name, String note, UnaryOperator<String> wrap, FakeIssuer issuer) {
        String pasted = wrap.apply(issuer.token().mint());

        Outcome text = verify(issuer, pasted);
        assertThat(text.exitCode()).isZero();
        assertThat(text.err())
                .startsWith("note: the token: ")
                .contains(note)
                .hasLineCount(text.err().split("note:").length - 1);

        Outcome json = verify(issuer, pasted, "--json");
        assertThat(json.exitCode()).isZero();
        assertThat(json.err()).isEmpty();
        assertThat(json.json().strings("notes").orElseThrow().toString()).contains(note);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                taken("padding", "padding (=)", token -> token + "=="),
                taken("base64", "is of base64", token -> token.substring(0, 20) + "+" + token.substring(20)),
                taken("cut in the payload", "cut off after 100 characters", token -> token.substring(0, 100)),
                taken("cut in the signature", "bytes for ES256", token -> token.substring(0, token.length() - 22)),
                taken("cut by a letter", "cut off after", token -> token.substring(0, token.length() - 1)),
                taken("cut at the front", "beginning is missing", token -> token.substring(5)),
                taken("opaque", "it is not a JWT", token -> "2YotnFZFEjr1zCsicMWpAA"),
                taken("JWE", "a JWE has five", token -> token + ".a.b"),
                taken("JSON without a token", "the text is JSON", token -> "{\"error\":\"invalid_grant\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void anythingElse_isRefusedAndNamed(String name, String expected, UnaryOperator<String> change, FakeIssuer issuer) {
        Outcome outcome = verify(issuer, change.apply(issuer.token().mint()));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains(expected, "next: ");
    }

    @Test
    void file_isReadWithAnAtSign(FakeIssuer issuer) throws IOException {
        Path file =
                Files.writeString(folder.resolve("token.txt"), issuer.token().mint() + "\n");

        assertThat(verify(issuer, "@" + file).exitCode()).isZero();
    }

    @Test
    void nameOfAFile_isNotAToken(FakeIssuer issuer) throws IOException {
        Path file =
                Files.writeString(folder.resolve("token.txt"), issuer.token().mint());

        Outcome outcome = verify(issuer, file.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("TOKEN is the name of a file", "put @ before the name");
    }

    @Test
    void emptyFile_isWrongUsage(FakeIssuer issuer) throws IOException {
        Path file = Files.writeString(folder.resolve("token.txt"), "\n");

        Outcome outcome = verify(issuer, "@" + file);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("the file is empty");
    }

    private static Outcome verify(FakeIssuer issuer, String token, String... more) {
        return Cli.run(Stream.concat(
                        Stream.of("verify", token, "--any-audience", "--issuer", issuer.issuer(), "--http-on-loopback"),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
