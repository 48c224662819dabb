package org.jwks4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.TokenBuilder;

class VerifyCommandTest {
    @RegisterExtension
    static final FakeIssuerExtension ISSUER =
            FakeIssuerExtension.startedBy(FakeIssuer.builder().algorithms("ES256")::start);

    @Test
    void goodToken_isVerified(FakeIssuer issuer) {
        Outcome outcome = verify(issuer, genuine(issuer).claim("scope", "read").mint());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("verdict     VALID")
                .contains(issuer.issuer(), "\"key-1\", EC P-256", "\"alg\": \"ES256\"", "\"scope\": \"read\"")
                .containsPattern("\"exp\": \\d+  \\(\\d{4}-.*Z, in (5 min|4 min \\d+ s)\\)");
    }

    @Test
    void goodToken_asJson_isOneObjectWithEverything(FakeIssuer issuer) {
        Outcome outcome = verify(issuer, genuine(issuer).mint(), "--json");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonObject json = outcome.json();
        assertThat(json.asMap().keySet())
                .containsExactly("valid", "status", "issuer", "keyId", "algorithm", "header", "claims", "key");
        assertThat(json.bool("valid")).contains(true);
        assertThat(json.number("status")).contains(200L);
        assertThat(json.string("issuer")).contains(issuer.issuer());
        assertThat(json.string("keyId")).contains("key-1");
        assertThat(json.string("algorithm")).contains("ES256");
        assertThat(json.object("header").orElseThrow().string("typ")).contains("JWT");
        assertThat(json.object("claims").orElseThrow().string("sub")).contains("alice");
        JsonObject key = json.object("key").orElseThrow();
        assertThat(key.strings("algorithms")).contains(List.of("ES256"));
        assertThat(key.object("jwk").orElseThrow().string("crv")).contains("P-256");
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("tampered claim", "INVALID_SIGNATURE", t -> t.tamperedClaim("sub", "mallory")),
                bad("tampered signature", "INVALID_SIGNATURE", TokenBuilder::tamperedSignature),
                bad("expired", "EXPIRED", t -> t.expiresIn(Duration.ofMinutes(-5))),
                bad("wrong audience", "WRONG_AUDIENCE", t -> t.claim("aud", "payments")),
                bad("no audience", "MISSING_CLAIM", t -> t.claim("aud", null)),
                bad("untrusted issuer", "UNTRUSTED_ISSUER", t -> t.claim("iss", "https://evil.example")),
                bad("no issuer", "MISSING_ISSUER", t -> t.claim("iss", null)),
                bad("unknown kid", "UNKNOWN_KEY", t -> t.keyId("key-99")),
                bad("alg none", "UNSUPPORTED_ALGORITHM", TokenBuilder::unsigned),
                bad("alg of another key", "ALGORITHM_MISMATCH", t -> t.header("alg", "RS256")));
    }

    private static Arguments bad(String name, String reason, UnaryOperator<TokenBuilder> change) {
        return Arguments.of(name, reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void badToken_isRefused(String name, String reason, UnaryOperator<TokenBuilder> change, FakeIssuer issuer) {
        String token = change.apply(genuine(issuer)).mint();

        assertRefused(verify(issuer, token), verify(issuer, token, "--json"), reason);
    }

    @Test
    void hs256WithThePublicKey_isRefused(FakeIssuer issuer) {
        String pem = issuer.signingKey().publicKeyPem();
        String token =
                genuine(issuer).hs256(pem.getBytes(StandardCharsets.UTF_8)).mint();

        assertRefused(verify(issuer, token), verify(issuer, token, "--json"), "UNSUPPORTED_ALGORITHM");
    }

    @Test
    void noToken_isRefused(FakeIssuer issuer) {
        assertRefused(verify(issuer, "hello"), verify(issuer, "hello", "--json"), "MALFORMED_TOKEN");
    }

    private static void assertRefused(Outcome text, Outcome json, String reason) {
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out()).isEmpty();
        assertThat(text.err())
                .startsWith("refused (401 " + reason + "): ")
                .hasLineCount(3)
                .contains("expected ", "found ", "next: ");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.err()).isEmpty();
        assertThat(json.reason()).isEqualTo(reason);
        assertThat(json.json().bool("valid")).contains(false);
        assertThat(json.json().number("status")).contains(401L);
        assertThat(json.json().string("message")).isPresent();
        assertThat(json.json().object("check").orElseThrow().string("reason")).contains(reason);
    }

    @Test
    void refusal_saysWhichIssuerAndKey(FakeIssuer issuer) {
        Outcome outcome = verify(issuer, genuine(issuer).keyId("key-99").mint(), "--json");

        assertThat(outcome.json().string("issuer")).contains(issuer.issuer());
        assertThat(outcome.json().string("keyId")).contains("key-99");
    }

    @Test
    void untrustedIssuer_isNotAsked(FakeIssuer issuer) {
        issuer.forgetRequests();

        verify(issuer, genuine(issuer).claim("iss", issuer.issuer() + "/").mint());

        assertThat(issuer.requests()).isZero();
    }

    static Stream<Arguments> badMetadata() {
        return Stream.of(
                Arguments.of("sends HTML", "INVALID_METADATA", Misbehaviour.html()),
                Arguments.of("lies", "INVALID_METADATA", Misbehaviour.wrongIssuer("https://evil.example")),
                Arguments.of("is broken", "UNEXPECTED_STATUS", Misbehaviour.status(500)),
                Arguments.of("hangs up", "ISSUER_UNREACHABLE", Misbehaviour.dropConnection()),
                Arguments.of("is slow", "TIMEOUT", Misbehaviour.hang()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badMetadata")
    void issuerInTrouble_isUnavailable(String name, String reason, Misbehaviour misbehaviour, FakeIssuer issuer) {
        issuer.misbehave(Endpoint.METADATA, misbehaviour);

        assertUnavailable(issuer, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "301, open it",
        "401, without a login",
        "403, without a login",
        "404, The issuer's URL is likely wrong",
        "410, The issuer's URL is likely wrong",
        "418, it must answer 200",
        "429, limits how often it is asked",
        "500, a trouble of its own",
        "503, a trouble of its own"
    })
    void eachStatus_hasItsOwnAdvice(int status, String advice, FakeIssuer issuer) {
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.status(status));

        assertThat(verify(issuer, genuine(issuer).mint()).err())
                .containsPattern("next: This says nothing about the token\\. .*" + advice);
    }

    @Test
    void encryptedToken_isForItsReceiver(FakeIssuer issuer) {
        String token = genuine(issuer).mint();

        assertThat(verify(issuer, token + ".AAAA.AAAA").err())
                .contains("next: Only its receiver can read an encrypted token.")
                .doesNotContain("Copy the token");
    }

    @Test
    void htmlForKeys_isUnavailable(FakeIssuer issuer) {
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.html());

        assertUnavailable(issuer, "INVALID_JWK_SET");
    }

    @Test
    void issuerThatIsDown_isUnavailable(FakeIssuer issuer) {
        issuer.stopListening();

        assertUnavailable(issuer, "ISSUER_UNREACHABLE");
    }

    private static void assertUnavailable(FakeIssuer issuer, String reason) {
        String token = genuine(issuer).mint();
        Outcome text = verify(issuer, token, "--timeout", "400ms");
        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(text.out()).isEmpty();
        assertThat(text.err())
                .startsWith("keys unavailable (503 " + reason + "): ")
                .hasLineCount(3)
                .contains("next: This says nothing about the token.");

        Outcome json = verify(issuer, token, "--json", "--timeout", "400ms");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.err()).isEmpty();
        assertThat(json.reason()).isEqualTo(reason);
        assertThat(json.json().bool("valid")).contains(false);
        assertThat(json.json().number("status")).contains(503L);
        assertThat(json.json().string("issuer")).contains(issuer.issuer());
    }

    @Test
    void anyOfSeveralAudiences_isEnough(FakeIssuer issuer) {
        String token =
                genuine(issuer).claim("aud", List.of("orders", "billing")).mint();

        assertThat(Cli.run(
                                "verify",
                                token,
                                "--issuer",
                                issuer.issuer(),
                                "--http-on-loopback",
                                "--audience",
                                "payments",
                                "--audience",
                                "billing",
                                "--audience",
                                "billing")
                        .exitCode())
                .isZero();
    }

    @Test
    void anyAudience_isAcceptedWhenSaid(FakeIssuer issuer) {
        String token = genuine(issuer).claim("aud", null).mint();

        assertThat(Cli.run("verify", token, "--any-audience", "--issuer", issuer.issuer(), "--http-on-loopback")
                        .exitCode())
                .isZero();
    }

    @Test
    void tokensOfEachIssuer_areVerified(FakeIssuer issuer) {
        try (FakeIssuer other = FakeIssuer.builder().algorithms("Ed25519").start()) {
            String token = other.mint(Map.of("aud", "orders"));

            Outcome outcome = verify(issuer, token, "--issuer", other.issuer(), "--json");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.json().string("issuer")).contains(other.issuer());
        }
    }

    @Test
    void jwksUri_needsNoMetadata(FakeIssuer issuer) {
        issuer.forgetRequests();

        Outcome outcome = verify(
                issuer, genuine(issuer).mint(), "--jwks-uri", issuer.jwksUri().toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(issuer.requests()).isEqualTo(issuer.requests(Endpoint.JWKS)).isEqualTo(1);
    }

    @Test
    void metadataPath_isAskedInPlaceOfTheUsualOne(FakeIssuer issuer) {
        issuer.forgetRequests();

        Outcome outcome =
                verify(issuer, genuine(issuer).mint(), "--metadata-path", "/.well-known/oauth-authorization-server");

        assertThat(outcome.exitCode()).isZero();
        assertThat(issuer.requests(Endpoint.OAUTH_METADATA)).isEqualTo(1);
        assertThat(issuer.requests(Endpoint.METADATA)).isZero();
    }

    private static TokenBuilder genuine(FakeIssuer issuer) {
        return issuer.token().claim("aud", "orders");
    }

    private static Outcome verify(FakeIssuer issuer, String token, String... more) {
        List<String> args = new ArrayList<>(
                List.of("verify", token, "--issuer", issuer.issuer(), "--audience", "orders", "--http-on-loopback"));
        args.addAll(Arrays.asList(more));
        return Cli.run(args.toArray(String[]::new));
    }
}
