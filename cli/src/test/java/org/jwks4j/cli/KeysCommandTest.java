package org.jwks4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

class KeysCommandTest {
    private final FakeIssuer issuer =
            FakeIssuer.builder().algorithms("ES256", "Ed25519").start();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void everyKey_isALineOfTheTable() {
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=300");

        Outcome outcome = keys();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("2 usable, 0 not")
                .containsPattern("freshness +fresh for (5 min|4 min \\d+ s), \\d+ m?s old")
                .containsPattern("etag +\"")
                .containsPattern("KID +TYPE +SIZE/CURVE +ALG +USE +THUMBPRINT +USABLE")
                .containsPattern("\"key-1\" +EC +P-256 +ES256 +sig +\\S{12}\\.\\.\\. +yes")
                .containsPattern("\"key-2\" +OKP +Ed25519 +Ed25519 +sig +\\S{12}\\.\\.\\. +yes");
    }

    @Test
    void unusableKeys_sayWhyNot() {
        issuer.publishJwk("{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}");
        issuer.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("weak"));
        issuer.addKey(SigningKey.generate("ES384").withKeyId("for-encryption").withJwkMember("use", "enc"));
        issuer.addKey(SigningKey.generate("ES384").withKeyId("leaked").withPrivateMembers());
        issuer.addKey(SigningKey.generate("ES384").withKeyId(null));

        Outcome outcome = keys();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("4 usable, 3 not")
                .containsPattern("\"secret\" +oct .* no: SYMMETRIC_KEY, ")
                .containsPattern("\"weak\" +RSA .* no: RSA_TOO_SMALL, ")
                .containsPattern("\"for-encryption\" +EC .* no: NOT_FOR_SIGNATURES, ")
                .containsPattern("\"leaked\" +EC .* yes, BUT ITS PRIVATE MEMBERS ARE PUBLISHED")
                .containsPattern("none +EC +P-384 .* yes")
                .doesNotContain("AAAA");
    }

    @Test
    void keyInAnOddSpelling_saysWhatIsOdd() {
        SigningKey key = SigningKey.generate("ES384").withKeyId("odd");
        issuer.addKey(key.withJwkMember("x", key.jwk().get("x") + "\n"));

        assertThat(keys().out()).containsPattern("\"odd\" +EC +P-384 .* yes, though x has padding, line breaks or ");
        assertThat(keys("--json").out()).contains("\"notes\":[\"x has padding, line breaks or ");
    }

    @Test
    void onlyUnusableKeys_sayEachWhyNotAtOnce() {
        issuer.serveJwkSet("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"},"
                + "{\"kty\":\"RSA\",\"kid\":\"twice\",\"e\":\"AQAB\",\"e\":\"AQAB\"}]}");

        Outcome outcome = keys();

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("0 usable, 2 not")
                .containsPattern("\"secret\" +oct .* no: SYMMETRIC_KEY, ")
                .containsPattern("\"twice\" +RSA .* no: MALFORMED, a member stands twice");
        assertThat(outcome.err()).contains("has no usable key: \"secret\" SYMMETRIC_KEY (");
    }

    @Test
    void keys_asJson_areOneObject() {
        issuer.publishJwk("{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}");

        JsonObject json = keys("--json").json();

        assertThat(json.asMap().keySet())
                .containsExactly(
                        "status",
                        "issuer",
                        "state",
                        "ageMillis",
                        "freshForMillis",
                        "fetchedAt",
                        "etag",
                        "digest",
                        "keys");
        assertThat(json.string("state")).contains("FRESH");
        List<?> keys = (List<?>) json.asMap().get("keys");
        JsonObject usable = (JsonObject) keys.get(0);
        assertThat(usable.bool("usable")).contains(true);
        assertThat(usable.string("thumbprint").orElseThrow()).hasSize(43);
        JsonObject unusable = (JsonObject) keys.get(2);
        assertThat(unusable.bool("usable")).contains(false);
        assertThat(unusable.string("keyId")).contains("secret");
        assertThat(unusable.string("reason")).contains("SYMMETRIC_KEY");
        assertThat(unusable.string("detail")).isPresent();
    }

    @Test
    void issuerThatIsDown_isUnavailable() {
        issuer.stopListening();

        Outcome outcome = keys("--json");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.reason()).isEqualTo("ISSUER_UNREACHABLE");
        assertThat(outcome.json().has("valid")).isFalse();
    }

    @Test
    void keysThatCannotBeHad_sayWhatToDoNext() {
        issuer.stopListening();

        assertThat(keys().err()).contains("\n  next: Is the server up, and are host and port right?");
        assertThat(keys("--json").json().object("check").orElseThrow().string("next"))
                .hasValueSatisfying(next -> assertThat(next).startsWith("Is the server up"));
    }

    private Outcome keys(String... more) {
        List<String> args = new ArrayList<>(List.of("keys", issuer.issuer(), "--http-on-loopback"));
        args.addAll(Arrays.asList(more));
        return Cli.run(args.toArray(String[]::new));
    }
}
