package org.jwks4j.cli.keylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;

class LogCommandTest {
    private static final Instant LONG_AGO = Instant.parse("2020-03-01T12:00:00Z");

    @RegisterExtension
    static final FakeIssuerExtension ISSUER =
            FakeIssuerExtension.startedBy(FakeIssuer.builder().algorithms("ES256")::start);

    @TempDir
    Path directory;

    private Path log;

    @BeforeEach
    void name() {
        log = directory.resolve("keys.jsonl");
    }

    private Outcome write(FakeIssuer issuer, Path file) {
        return Cli.run(
                "explain",
                token(issuer),
                "--issuer",
                issuer.issuer(),
                "--http-on-loopback",
                "--any-audience",
                "--key-log",
                file.toString(),
                "--log-secret",
                directory.resolve("secret").toString());
    }

    private Outcome log(String command, String... more) {
        List<String> args = new ArrayList<>(List.of("log", command));
        args.addAll(List.of(more));
        args.addAll(List.of("--log-secret", directory.resolve("secret").toString()));
        return Cli.run(args.toArray(String[]::new));
    }

    private static String token(FakeIssuer issuer) {
        return issuer.token()
                .claim("iat", LONG_AGO.getEpochSecond())
                .claim("exp", LONG_AGO.plusSeconds(300).getEpochSecond())
                .mint();
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(log);
        String edited = text.replaceFirst(from, to);
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(log, edited);
    }

    private String head() throws IOException {
        return Files.readString(log.resolveSibling("keys.jsonl.head")).strip();
    }

    @Test
    void explainAndWatch_writeALogThatVerifies(FakeIssuer issuer) throws IOException {
        Outcome first = write(issuer, log);
        assertThat(first.err()).contains("note: the key log's secret was made: secret");
        assertThat(first.all())
                .doesNotContain(Files.readString(directory.resolve("secret")).strip());
        Outcome watch = Cli.run(
                "watch",
                issuer.issuer(),
                "--http-on-loopback",
                "--for",
                "10ms",
                "--every",
                "5ms",
                "--key-log",
                log.toString(),
                "--log-secret",
                directory.resolve("secret").toString());
        assertThat(watch.exitCode()).isZero();

        Outcome outcome = log("verify", log.toString(), "--head", head());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("lines are as they were written: 1 to ")
                .contains("ok the head that was kept elsewhere is in it; its head is now " + head());
    }

    @Test
    void verify_saysWhatAHeadBesideTheLogIsWorth(FakeIssuer issuer) throws IOException {
        write(issuer, log);
        assertThat(log("verify", log.toString()).out())
                .contains("!! the head beside it was compared: anyone who can change both");
        Files.delete(log.resolveSibling("keys.jsonl.head"));
        assertThat(log("verify", log.toString()).out()).contains("!! no head was compared: that the end was cut off");
    }

    @Test
    void verify_saysWhatWasEdited(FakeIssuer issuer) throws IOException {
        write(issuer, log);
        edit("\"kid\":\"key-", "\"kid\":\"kez-");
        Outcome outcome = log("verify", log.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("NO the log was edited or damaged: 1 fault")
                .contains("keys.jsonl: line 3 is not as it was written");
        JsonObject json = log("verify", log.toString(), "--json").json();
        assertThat(json.bool("intact")).contains(false);
        assertThat(json.number("faultCount")).contains(1L);
    }

    @Test
    void show_isATableOfKeys(FakeIssuer issuer) {
        write(issuer, log);
        Outcome outcome = log("show", log.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern("FIRST SEEN +LAST SEEN +STATE +KID +THUMBPRINT +ISSUER")
                .containsPattern("in use +\"" + issuer.signingKeyId() + "\" +\\S{43} +\"" + issuer.issuer() + "\"");
        assertThat(log("show", log.toString(), "--lines").out()).contains("\"event\":\"key-accepted\"");
        assertThat(log("show", log.toString(), "--issuer", "https://other.example")
                        .out())
                .doesNotContain(issuer.issuer());
    }

    @Test
    void whichKey_findsTheKeyOfATokenThatExpiredLongAgo(FakeIssuer issuer) {
        write(issuer, log);
        String old = issuer.signingKeyId();
        String token = token(issuer);
        issuer.rotate();
        issuer.retire(old);
        issuer.forgetRequests();

        Outcome outcome = log("which-key", token, "--key-log", log.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("key         \"" + old + "\"")
                .contains("signature   checked with this key as the log has it: it is right")
                .contains("issued      2020-03-01T12:00:00Z, when this service did not use the key");
        assertThat(issuer.requests()).isZero();
        JsonObject json =
                log("which-key", token, "--key-log", log.toString(), "--json").json();
        assertThat(json.bool("inUseThen")).contains(false);
        assertThat(json.object("key").orElseThrow().string("keyId")).contains(old);
    }

    @Test
    void whichKey_saysWhyThereIsNone(FakeIssuer issuer) {
        write(issuer, log);
        String token = token(issuer);
        String forged = token.substring(0, token.lastIndexOf('.') + 1)
                + issuer.mint("ES256", Map.of()).replaceAll(".*\\.", "");
        assertThat(log("which-key", forged, "--key-log", log.toString()).err())
                .contains("refused (401 INVALID_SIGNATURE): no key of the log verifies the token")
                .contains("the log has this kid, and its key did not sign the token");
        String foreign = issuer.token().claim("iss", "https://other.example").mint();
        assertThat(log("which-key", foreign, "--key-log", log.toString()).err())
                .contains("the log has no key of this issuer");
        issuer.rotate();
        Outcome unknown = log("which-key", token(issuer), "--key-log", log.toString());
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("1 key of this issuer, and none with this kid");
    }

    @Test
    void whichKey_doesNotBelieveAnEditedLine(FakeIssuer issuer) throws IOException {
        write(issuer, log);
        edit("(\"kid\":\"" + issuer.signingKeyId() + "\",\"thumbprint\":\"[^\"]*\",\"source\":\")http", "$1nttp");
        Outcome outcome = log("which-key", token(issuer), "--key-log", log.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("but the log was edited: jwks4j log verify says how");
    }

    @Test
    void compare_showsTheKeyThatOnlyOneNodeSaw(FakeIssuer issuer) {
        Path other = directory.resolve("other.jsonl");
        write(issuer, log);
        write(issuer, other);
        assertThat(log("compare", log.toString(), other.toString()).exitCode()).isZero();
        issuer.rotate();
        write(issuer, other);
        Outcome outcome = log("compare", log.toString(), other.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("ok each key in keys.jsonl is in the other log too")
                .contains("!! only in other.jsonl:")
                .contains("\"" + issuer.signingKeyId() + "\"");
    }

    @Test
    void wrongUse_isSaid(FakeIssuer issuer) throws IOException {
        write(issuer, log);
        Path weak = Files.writeString(directory.resolve("weak"), "AAAA");
        assertThat(Cli.run("log", "verify", log.toString(), "--log-secret", weak.toString())
                        .err())
                .contains("--log-secret: the secret of a key log has 32 bytes or more");
        assertThat(log("verify", directory.resolve("none").toString()).err()).contains("the key log is not there");
        assertThat(log("verify", log.toString(), "--head", "x").err()).contains("--head: not the head of a key log");
        for (List<String> args : Arrays.asList(List.of("log"), List.of("log", "verify"))) {
            assertThat(Cli.run(args.toArray(String[]::new)).exitCode()).isEqualTo(2);
        }
        assertThat(Cli.run("watch", issuer.issuer(), "--log-secret", weak.toString())
                        .err())
                .contains("--log-secret goes with --key-log");
    }
}
