package org.jwks4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.RecordedRequest;
import org.jwks4j.testkit.SigningKey;
import org.w3c.dom.Document;

class DoctorCommandTest {
    private final FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();

    @BeforeEach
    void isHealthy() {
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=300");
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void healthyIssuer_exitsWithZero() {
        Outcome outcome = doctor();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("issuer " + issuer.issuer())
                .contains("grade A: healthy", "to repeat the requests:", "  curl -sS -i " + issuer.jwksUri())
                .containsPattern("ok jwks +\"key-1\", EC P-256, for ES256")
                .containsPattern("ok nodes +3 answers have the same keys");
    }

    @Test
    void findings_haveGradesAndReasons() {
        issuer.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("weak"));
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "no-store");

        Outcome outcome = doctor();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("grade F", "(1 error, 1 warning)", "Replace the key: ")
                .containsPattern("NO jwks +\"weak\" is not usable: .*RSA_TOO_SMALL")
                .containsPattern("!! headers +the headers forbid to keep the set");
    }

    @Test
    void warnings_failIfAskedTo() {
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "no-store");

        assertThat(doctor().exitCode()).isZero();
        assertThat(doctor("--fail-on", "warning").exitCode()).isEqualTo(1);
    }

    @Test
    void issuerWithoutKeys_exitsWithThree() {
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.status(404));

        assertThat(doctor().exitCode()).isEqualTo(3);
    }

    @Test
    void issuerThatCannotBeAsked_hasNoRequestsToRepeat() {
        Outcome outcome = Cli.run("doctor", "https://issuer.invalid");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("the host name issuer.invalid cannot be resolved")
                .doesNotContain("to repeat");
    }

    @Test
    void json_isOneObject() {
        JsonObject json = doctor("--json").json();

        assertThat(json.asMap().keySet())
                .containsExactly("issuer", "grade", "errors", "warnings", "findings", "requests");
        assertThat(json.string("grade")).contains("A");
        assertThat(((JsonObject) ((List<?>) json.asMap().get("findings")).get(0))
                        .asMap()
                        .keySet())
                .containsExactly("id", "level", "message");
    }

    @Test
    void sarif_hasWhatIsNotAsItShouldBe() {
        issuer.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("weak"));

        JsonObject sarif = doctor("--report", "sarif").json();

        assertThat(sarif.string("version")).contains("2.1.0");
        JsonObject run = (JsonObject) ((List<?>) sarif.asMap().get("runs")).get(0);
        List<?> results = (List<?>) run.asMap().get("results");
        assertThat(results).hasSize(1);
        JsonObject result = (JsonObject) results.get(0);
        assertThat(result.string("ruleId")).contains("jwks.weak-key");
        assertThat(result.string("level")).contains("error");
        assertThat(result.object("message").orElseThrow().string("text").orElseThrow())
                .contains("Replace the key");
    }

    @Test
    void junit_hasATestCaseForEachFinding() throws Exception {
        issuer.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("<weak>&\""));

        Outcome outcome = doctor("--report", "junit");

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(outcome.out().getBytes(StandardCharsets.US_ASCII)));
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(xml.getDocumentElement().getAttribute("tests")))
                .isGreaterThan(5);
    }

    @Test
    void jwksUri_needsNoMetadata() {
        Outcome outcome = doctor("--jwks-uri", issuer.jwksUri().toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(issuer.requests(Endpoint.METADATA)).isZero();
    }

    @Test
    void headers_goToTheIssuersOwnOriginAndAreNotShown() {
        try (FakeIssuer elsewhere = FakeIssuer.builder().algorithms("ES256").start()) {
            issuer.metadata("jwks_uri", elsewhere.jwksUri().toString());

            Outcome outcome = doctor("--header", "X-Api-Key: s3cret");

            assertThat(issuer.recordedRequests(Endpoint.METADATA).get(0).header("X-Api-Key"))
                    .contains("s3cret");
            assertThat(elsewhere.recordedRequests(Endpoint.JWKS))
                    .hasSize(3)
                    .map(RecordedRequest::headers)
                    .noneMatch(headers -> headers.toString().contains("s3cret"));
            assertThat(outcome.all()).contains("-H 'X-Api-Key: ...'").doesNotContain("s3cret");
        }
    }

    @Test
    void watching_goesOnForAsLongAsSaid() {
        Outcome outcome = doctor("--for", "300ms", "--every", "100ms");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("answers over a while: no rotation was seen");
        assertThat(issuer.requests(Endpoint.JWKS)).isGreaterThanOrEqualTo(4);
    }

    @Test
    void hostileTexts_areEscaped() {
        String hostile = "\u001b[2J\u202e\n  ok  tls";
        issuer.addKey(SigningKey.generate("ES256").withKeyId(hostile));
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.contentType("text/\u00e9vil"));

        for (String[] form : new String[][] {{}, {"--json"}, {"--report", "sarif"}, {"--report", "junit"}}) {
            assertThat(doctor(form).all()).matches("[\\n\\x20-\\x7e]*").contains("\\u00e9vil");
        }
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.wrongIssuer(hostile));
        assertThat(doctor().all()).matches("[\\n\\x20-\\x7e]*");
    }

    private Outcome doctor(String... more) {
        List<String> args = new ArrayList<>(List.of("doctor", issuer.issuer(), "--http-on-loopback"));
        args.addAll(Arrays.asList(more));
        return Cli.run(args.toArray(String[]::new));
    }
}
