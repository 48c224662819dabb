package org.jwks4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.TokenBuilder;

/** {@code verify --vendor}: a GitHub Enterprise Server on loopback. */
class VerifyVendorTest {
    private static FakeIssuer server;

    @TempDir
    static Path folder;

    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        server = FakeIssuer.builder().https().path("/_services/token").start();
        authority =
                Files.writeString(folder.resolve("ca.pem"), server.certificate().rootPem());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static TokenBuilder workflow() {
        return server.token().claim("aud", "deploy").claim("repository", "acme/orders");
    }

    private static Outcome verify(TokenBuilder token, String... more) {
        String host = server.issuer().replace("https://", "").replace("/_services/token", "");
        List<String> arguments = new ArrayList<>(List.of("verify", token.mint(), "--ca-file", authority.toString()));
        arguments.addAll(List.of("--vendor", "github-actions-server", "--setting", "host=" + host));
        arguments.addAll(List.of("--setting", "audience=deploy", "--setting", "repositories=acme/orders"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void aGoodToken_isVerifiedByTheVendorsRules() {
        Outcome outcome = verify(workflow());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("verdict     VALID").contains("\"repository\": \"acme/orders\"");
    }

    @Test
    void aTokenOfAnotherRepository_isRefused_andTheRulesAreShown() {
        Outcome outcome = verify(workflow().claim("repository", "mallory/orders"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("refused (401 WRONG_CLAIM): ")
                .contains("the rules of this vendor:", "repository");
        assertThat(verify(workflow().claim("repository", "mallory/orders"), "--json")
                        .json()
                        .object("check")
                        .orElseThrow()
                        .strings("rules"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "--issuer https://issuer.example.com, --issuer",
        "--audience orders, --audience",
        "--any-audience, --any-audience",
        "--typ at+jwt, --typ",
        "--jwks-uri https://issuer.example.com/jwks, --jwks-uri",
        "--setting color=red, settings are host",
        "--setting host, NAME=VALUE"
    })
    void whatTheVendorSays_isNotSaidTwice(String more, String named) {
        Outcome outcome = verify(workflow(), more.split(" ", -1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(named).hasLineCount(2);
    }

    @Test
    void aVendorThatIsUnknown_isAnsweredWithThoseThereAre() {
        Outcome outcome = Cli.run("verify", workflow().mint(), "--vendor", "github");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("github-actions-server", "cognito-access");
    }

    @Test
    void aSettingWithoutAVendor_isRefused() {
        Outcome outcome = Cli.run("verify", workflow().mint(), "--setting", "host=localhost");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--setting needs --vendor");
    }
}
