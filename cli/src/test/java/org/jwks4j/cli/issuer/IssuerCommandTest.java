package org.jwks4j.cli.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.Terminal;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.token.TokenJson;
import org.jwks4j.token.UnverifiedToken;

class IssuerCommandTest {
    @TempDir
    private Path folder;

    @Test
    void keysPressed_rotateAndEndIt() {
        Outcome outcome = Cli.runWithInput("r\no\nt\n?\nq\n", "issuer", "--audience", "orders");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("issuer      http://127.0.0.1:")
                .contains("jwks4j verify - --issuer http://127.0.0.1:", "keys, each followed by Enter:")
                .contains("rotated: signs with key-2; published: [key-1, key-2]")
                .contains("rotated: signs with key-3;", "withdrew [key-1, key-2]")
                .containsPattern("token, valid for 5 min:\\R\\S+\\.\\S+\\.\\S+");
    }

    @Test
    void time_endsItToo() {
        Outcome outcome = Cli.run("issuer", "--for", "250ms", "--rotate-every", "100ms", "--json");

        assertThat(outcome.exitCode()).isZero();
        JsonObject json = JsonObject.parse(outcome.out().lines().findFirst().orElseThrow());
        assertThat(json.asMap().keySet()).containsExactly("issuer", "metadataUri", "jwksUri", "token", "usage");
        assertThat(outcome.out()).contains("signs with key-2");
    }

    @Test
    void port_isKeptFromOneStartToTheNext() {
        String name;
        try (FakeIssuer issuer = FakeIssuer.start()) {
            name = issuer.issuer();
            Outcome taken = Cli.run("issuer", "--port", portOf(name));
            assertThat(taken.exitCode()).isEqualTo(2);
            assertThat(taken.err()).contains("--port: port " + portOf(name) + " is in use");
        }

        Outcome outcome = Cli.runWithInput("q\n", "issuer", "--port", portOf(name));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("issuer      " + name);
    }

    private static String portOf(String issuer) {
        return issuer.substring(issuer.lastIndexOf(':') + 1);
    }

    @Test
    void claimInJson_isAnArrayOrObject() {
        Outcome outcome = Cli.run(
                "issuer", "--json", "--for", "1ms", "--claim", "roles=[\"admin\",\"clerk\"]", "--claim", "name=a=b");

        TokenJson claims = UnverifiedToken.parse(outcome.json().string("token").orElseThrow())
                .payload();
        assertThat(claims.strings("roles")).contains(List.of("admin", "clerk"));
        assertThat(claims.string("name")).contains("a=b");
    }

    @ParameterizedTest
    @CsvSource({"t, VALID", "x, EXPIRED", "a, WRONG_AUDIENCE", "f, INVALID_SIGNATURE"})
    void tokensThatAreAskedFor_areWhatTheySay(char key, String expected) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            script(issuer, Map.of("aud", "orders"), printed).press(key);
            String token = printed.toString(StandardCharsets.UTF_8)
                    .lines()
                    .reduce((first, last) -> last)
                    .orElseThrow();

            Outcome outcome =
                    Cli.run("verify", token, "--issuer", issuer.issuer(), "--audience", "orders", "--http-on-loopback");

            assertThat(outcome.all()).contains(expected);
        }
    }

    @Test
    void https_writesItsCertificate() {
        Path pem = folder.resolve("issuer.pem");

        Outcome outcome = Cli.runWithInput("q\n", "issuer", "--https", pem.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("issuer      https://localhost:", "--ca-file " + pem);
        assertThat(pem).content().startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void claims_areThoseThatWereSaid() {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            IssuerScript script = script(issuer, Map.of("aud", "orders", "scope", "read"));

            Outcome outcome = Cli.run(
                    "verify",
                    script.token(),
                    "--issuer",
                    issuer.issuer(),
                    "--audience",
                    "orders",
                    "--http-on-loopback",
                    "--json");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.json().object("claims").orElseThrow().string("scope"))
                    .contains("read");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mischief.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"slow", "hang", "uncached"})
    void mischief_makesKeysUnavailableUntilItBehaves(Mischief mischief) {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            IssuerScript script = script(issuer, Map.of());

            assertThat(script.press(mischief.key())).isTrue();
            assertThat(keysOf(issuer)).isEqualTo(-1);
            script.press('b');
            assertThat(keysOf(issuer)).isEqualTo(1);
        }
    }

    private static int keysOf(FakeIssuer issuer) {
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .build()) {
            return fetcher.blocking().getJwkSet(issuer.issuer()).keys().size();
        } catch (KeysUnavailableException e) {
            return -1;
        }
    }

    private static IssuerScript script(FakeIssuer issuer, Map<String, Object> claims) {
        return script(issuer, claims, new ByteArrayOutputStream());
    }

    private static IssuerScript script(FakeIssuer issuer, Map<String, Object> claims, ByteArrayOutputStream printed) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Console console = new Console(InputStream.nullInputStream(), out, out, Terminal.PLAIN, false);
        return new IssuerScript(issuer, claims, Duration.ofMinutes(5), "--http-on-loopback", console);
    }
}
