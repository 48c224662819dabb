package org.jwks4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jwks4j.idp.spring.SpringAuthorizationServer;
import org.jwks4j.json.JsonObject;

/** The command line against the real server. */
final class CommandLineTest {
    private static SpringAuthorizationServer server;
    private static String token;

    @BeforeAll
    static void startServer() throws Exception {
        server = SpringAuthorizationServer.start();
        token = server.clientCredentialsToken(SpringAuthorizationServer.RS256_CLIENT);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Test
    void goodToken_exits0AndShowsItsClaims() throws Exception {
        CommandLineRun run = verify(token, server.issuer());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("VALID", server.signingKeyId("RS256"), SpringAuthorizationServer.RS256_CLIENT);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void tokenOnStandardInput_exits0() throws Exception {
        CommandLineRun run = CommandLineRun.withInput(token + "\n", verifyArgs("-", server.issuer()));

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void goodToken_isOneJsonObject() throws Exception {
        JsonObject json = verify(token, server.issuer(), "--json").json();

        assertThat(json.bool("valid")).contains(true);
        assertThat(json.number("status")).contains(200L);
        assertThat(json.string("issuer")).contains(server.issuer());
        assertThat(json.string("keyId")).contains(server.signingKeyId("RS256"));
        assertThat(json.string("algorithm")).contains("RS256");
        assertThat(json.object("claims").flatMap(claims -> claims.string("sub")))
                .contains(SpringAuthorizationServer.RS256_CLIENT);
    }

    @Test
    void tamperedToken_exits1() throws Exception {
        CommandLineRun run = verify(Tampering.withOtherSubject(token), server.issuer());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("INVALID_SIGNATURE");
    }

    @Test
    void tamperedToken_isOneJsonObjectToo() throws Exception {
        JsonObject json = verify(Tampering.withOtherSubject(token), server.issuer(), "--json")
                .json();

        assertThat(json.bool("valid")).contains(false);
        assertThat(json.number("status")).contains(401L);
        assertThat(json.string("reason")).contains("INVALID_SIGNATURE");
        assertThat(json.string("message")).isPresent();
        assertThat(json.string("issuer")).contains(server.issuer());
        assertThat(json.string("keyId")).contains(server.signingKeyId("RS256"));
    }

    @Test
    void tokenOfAnUntrustedIssuer_exits1() throws Exception {
        CommandLineRun run = verify(token, "https://issuer.example.com");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("UNTRUSTED_ISSUER");
    }

    @Test
    void missingIssuer_exits2() throws Exception {
        CommandLineRun run = CommandLineRun.of("verify", token, "--audience", SpringAuthorizationServer.AUDIENCE);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--issuer");
    }

    @Test
    void stoppedIssuer_exits3() throws Exception {
        SpringAuthorizationServer gone = SpringAuthorizationServer.start();
        String itsToken = gone.clientCredentialsToken(SpringAuthorizationServer.RS256_CLIENT);
        String itsName = gone.issuer();
        gone.close();

        CommandLineRun run = verify(itsToken, itsName);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("ISSUER_UNREACHABLE");
    }

    @Test
    void keys_listsEveryPublishedKey() throws Exception {
        CommandLineRun run = CommandLineRun.of("keys", server.issuer(), "--http-on-loopback");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(server.publishedKeyIds());
    }

    private static CommandLineRun verify(String token, String issuer, String... more) throws Exception {
        return CommandLineRun.of(verifyArgs(token, issuer, more));
    }

    private static String[] verifyArgs(String token, String issuer, String... more) {
        String[] args = {
            "verify", token, "--issuer", issuer, "--audience", SpringAuthorizationServer.AUDIENCE, "--http-on-loopback"
        };
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }
}
