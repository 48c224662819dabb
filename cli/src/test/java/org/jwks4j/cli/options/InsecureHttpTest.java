package org.jwks4j.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.RecordedRequest;

/** An issuer in a network without TLS, such as that of docker-compose: for its host and port alone, and said each time. */
class InsecureHttpTest {
    private final FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
    private final String host = URI.create(issuer.issuer()).getAuthority();

    @BeforeEach
    void isHealthy() {
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=300");
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys ISSUER",
                "key TOKEN --issuer ISSUER",
                "verify TOKEN --issuer ISSUER --any-audience",
                "explain TOKEN --issuer ISSUER --audience orders",
                "doctor ISSUER",
                "watch ISSUER --for 200ms --every 50ms"
            })
    void eachCommand_reachesTheHostThatIsNamed_andSaysSoOnce(String command) {
        Outcome outcome = run(command, "--insecure-http", host);

        assertThat(outcome.exitCode()).isZero();
        assertThat(issuer.requests(Endpoint.JWKS)).isPositive();
        assertThat(outcome.err())
                .containsOnlyOnce("WARNING: plain http to " + host + ": anyone in that network can replace the keys");
    }

    @Test
    void json_hasTheWarningAmongItsNotes() {
        Outcome outcome = run("verify TOKEN --issuer ISSUER --any-audience", "--insecure-http", host, "--json");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.json().asMap().get("notes").toString()).contains("plain http to " + host);
    }

    @Test
    void anotherPort_isNotPermitted() {
        Outcome outcome = run("keys ISSUER", "--insecure-http", "localhost:1");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void host_isOfPort80AndInLowerCase_unlessItSays() {
        HostConverter converter = new HostConverter();

        assertThat(converter.convert("KeyCloak")).isEqualTo("keycloak:80");
        assertThat(converter.convert("keycloak:8080")).isEqualTo("keycloak:8080");
        assertThat(converter.convert("[::1]:8080")).isEqualTo("[::1]:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys ISSUER", "doctor ISSUER"})
    void headers_areNotSentWhereAllCanReadThem(String command) {
        Outcome outcome = run(command, "--insecure-http", host, "--header", "X-Api-Key: s3cret");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("Headers that are given are not sent there.");
        assertThat(issuer.recordedRequests(Endpoint.METADATA))
                .isNotEmpty()
                .map(RecordedRequest::headers)
                .noneMatch(headers -> headers.toString().contains("s3cret"));
    }

    private Outcome run(String command, String... more) {
        String token = issuer.token().claim("aud", "orders").mint();
        List<String> args = new ArrayList<>(List.of(command.replace("ISSUER", issuer.issuer())
                .replace("TOKEN", token)
                .split(" ")));
        args.addAll(Arrays.asList(more));
        return Cli.run(args.toArray(String[]::new));
    }
}
