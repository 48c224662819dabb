package org.jwks4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.jwks4j.cli.terminal.Terminal;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;
import org.jwks4j.testkit.TokenBuilder;

class ExplainCommandTest {
    @RegisterExtension
    static final FakeIssuerExtension ISSUER =
            FakeIssuerExtension.startedBy(FakeIssuer.builder().algorithms("ES256")::start);

    @Test
    void withoutAnIssuer_nothingIsAsked(FakeIssuer issuer) {
        issuer.forgetRequests();

        Outcome outcome =
                Cli.run("explain", genuine(issuer).claim("scope", "read").mint());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("verdict     not verified: no issuer was asked")
                .contains("header, not verified", "claims, not verified", "\"scope\": \"read\"")
                .containsPattern("ok +form +a compact JWS")
                .containsPattern("ok +alg .*\"ES256\"")
                .containsPattern("-- +key +.*kid \"key-1\"; no issuer was asked")
                .containsPattern("-- +signature .*64 bytes; without the key")
                .containsPattern("ok +exp +after \\S+Z \\(now\\).*expires in (5 min|4 min \\d+ s)")
                .contains("next        If you trust \"" + issuer.issuer() + "\", add --issuer");
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void withoutAnIssuer_aTokenIsNeverCalledValid(FakeIssuer issuer) {
        JsonObject json = Cli.run("explain", genuine(issuer).mint(), "--json").json();

        assertThat(json.has("valid")).isFalse();
        assertThat(json.bool("verified")).contains(false);
    }

    @Test
    void goodToken_isExplainedAsValid(FakeIssuer issuer) {
        Outcome outcome = explain(issuer, genuine(issuer).mint());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("verdict     VALID")
                .doesNotContain("not verified")
                .containsPattern("ok +key .*kid \"key-1\", EC P-256, thumbprint \\S{43}")
                .containsPattern("ok +signature +made with this key +64 bytes, checked with ES256")
                .contains("next        Nothing: a service with these rules accepts the token.");
        JsonObject json = explain(issuer, genuine(issuer).mint(), "--json").json();
        assertThat(json.bool("valid")).contains(true);
        assertThat(json.bool("verified")).contains(true);
        assertThat(json.number("status")).contains(200L);
    }

    @Test
    void allThatIsWrong_isSaid(FakeIssuer issuer) {
        String token = genuine(issuer)
                .keyId("key-99")
                .claim("aud", "payments")
                .expiresIn(Duration.ofMinutes(-72))
                .mint();

        Outcome outcome = explain(issuer, token, "--typ", "at+jwt");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("verdict     REFUSED (401 UNKNOWN_KEY): 4 checks failed")
                .containsPattern("NO +key .*kid \"key-99\": UNKNOWN_KEY; published: \"key-1\" \\(ES256\\)")
                .containsPattern("NO +typ +\"at\\+jwt\" +\"JWT\"")
                .containsPattern("-- +signature .*without the key")
                .containsPattern("NO +aud +\"orders\" +\"payments\"")
                .containsPattern("NO +exp .*expired 1 h 12 min ago")
                .contains("next        The issuer was asked just now");
    }

    @Test
    void wrongSignature_doesNotHideWhatElseIsWrong(FakeIssuer issuer) {
        String token = genuine(issuer)
                .expiresIn(Duration.ofMinutes(-5))
                .tamperedClaim("sub", "mallory")
                .mint();

        assertThat(explain(issuer, token).out())
                .containsPattern("ok +key ")
                .containsPattern("NO +signature +made with this key +made with another key, or the token was changed")
                .containsPattern("NO +exp ");
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("tampered claim", t -> t.tamperedClaim("sub", "mallory")),
                bad("tampered signature", TokenBuilder::tamperedSignature),
                bad("expired", t -> t.expiresIn(Duration.ofMinutes(-5))),
                bad("no expiration", t -> t.claim("exp", null)),
                bad("expiration is text", t -> t.claim("exp", "soon")),
                bad("expiration is out of range", t -> t.claim("exp", 1e300)),
                bad(
                        "not yet valid",
                        t -> t.claim("nbf", Instant.now().plusSeconds(3600).getEpochSecond())),
                bad(
                        "issued in the future",
                        t -> t.claim("iat", Instant.now().plusSeconds(3600).getEpochSecond())),
                bad("nbf is text", t -> t.claim("nbf", "now")),
                bad("wrong audience", t -> t.claim("aud", "payments")),
                bad("no audience", t -> t.claim("aud", null)),
                bad("audience is a number", t -> t.claim("aud", 7)),
                bad("wrong audience and expired", t -> t.claim("aud", "x").expiresIn(Duration.ofMinutes(-5))),
                bad("untrusted issuer", t -> t.claim("iss", "https://evil.example")),
                bad("no issuer", t -> t.claim("iss", null)),
                bad("unknown kid", t -> t.keyId("key-99")),
                bad("alg none", TokenBuilder::unsigned),
                bad("unknown alg of an untrusted issuer", t -> t.unsigned().claim("iss", "https://evil.example")),
                bad("alg of another key", t -> t.header("alg", "RS256")),
                bad("crit", t -> t.header("crit", List.of("exp"))),
                bad("b64", t -> t.header("b64", false)),
                bad(
                        "wrong typ and wrong signature",
                        t -> t.header("typ", "dpop+jwt").tamperedSignature()),
                bad("alg is missing", t -> t.rawHeader("{\"kid\":\"key-1\"}")),
                bad("payload is no object", t -> t.rawPayload("[]")));
    }

    private static Arguments bad(String name, UnaryOperator<TokenBuilder> change) {
        return Arguments.of(name, change);
    }

    /** What explain says first is what verify says: it has checks of its own, and no opinion of its own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void explainAndVerify_agree(String name, UnaryOperator<TokenBuilder> change, FakeIssuer issuer) {
        String token = change.apply(genuine(issuer).header("typ", "at+jwt")).mint();

        Outcome verified = run("verify", issuer, token, "--json", "--typ", "at+jwt");
        Outcome explained = explain(issuer, token, "--json", "--typ", "at+jwt");

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.reason()).isEqualTo(verified.reason());
        assertThat(explained.json().bool("valid")).contains(false);
    }

    /** The clocks may be 60 s apart: exp must be after that, nbf and iat may be just then. */
    @ParameterizedTest
    @CsvSource({"exp,-61,1", "exp,-60,1", "exp,-59,0", "nbf,60,0", "nbf,61,1", "iat,60,0", "iat,61,1"})
    void boundsOfTimes_areThoseOfVerify(String claim, long offset, int exitCode, FakeIssuer issuer) {
        long at = 2_000_000_000;
        String token = genuine(issuer)
                .claim("iat", at)
                .claim("exp", at + 300)
                .claim(claim, at + offset)
                .mint();
        String[] options = {"--at", "2033-05-18T03:33:20Z"};

        assertThat(explain(issuer, token, options).exitCode()).isEqualTo(exitCode);
        assertThat(run("verify", issuer, token, options).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void clockSkew_isAsSaid(FakeIssuer issuer) {
        String token = genuine(issuer).expiresIn(Duration.ofMinutes(-5)).mint();

        assertThat(explain(issuer, token, "--clock-skew", "6m").exitCode()).isZero();
        assertThat(run("verify", issuer, token, "--clock-skew", "6m").exitCode())
                .isZero();
        assertThat(run("verify", issuer, token, "--clock-skew", "4m").exitCode())
                .isEqualTo(1);
    }

    @Test
    void issuerThatIsDown_leavesTheRestExplained(FakeIssuer issuer) {
        String token = genuine(issuer).expiresIn(Duration.ofMinutes(-5)).mint();
        issuer.stopListening();

        Outcome outcome = explain(issuer, token);

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .startsWith("verdict     UNKNOWN, as the keys are unavailable (503 ISSUER_UNREACHABLE)")
                .containsPattern("NO +key ")
                .containsPattern("NO +exp ");
    }

    @Test
    void issuerThatDiffersByASlash_isToldSo(FakeIssuer issuer) {
        String token = genuine(issuer).claim("iss", issuer.issuer() + "/").mint();

        assertThat(explain(issuer, token).out()).contains("differ only in a slash at the end");
    }

    @Test
    void brokenToken_isShownAsFarAsItCanBeRead(FakeIssuer issuer) {
        String token = genuine(issuer).expiresIn(Duration.ofMinutes(-5)).mint() + "==";

        Outcome outcome = Cli.run("explain", token);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "REFUSED (401 MALFORMED_TOKEN): 2 checks failed",
                        "the signature ends in padding",
                        "\"kid\": \"key-1\"")
                .containsPattern("NO +exp ");
    }

    @Test
    void symbolsAndColours_areForTerminalsThatHaveThem(FakeIssuer issuer) {
        String token = genuine(issuer)
                .claim("note", "\u2713\ue000")
                .expiresIn(Duration.ofMinutes(-5))
                .mint();

        String coloured = Cli.run(new Terminal(true, true, true, 100), InputStream.nullInputStream(), "explain", token)
                .out();
        String plain = Cli.run(new Terminal(true, false, false, 100), InputStream.nullInputStream(), "explain", token)
                .out();

        assertThat(coloured).contains("\u001b[32m\u2713 \u001b[0m", "\u001b[31m\u2717 \u001b[0m", "\u2013 ");
        assertThat(plain).contains("\u2713 ", "\u2717 ", "\\u2713\\uE000").doesNotContain("\u001b");
    }

    private static TokenBuilder genuine(FakeIssuer issuer) {
        return issuer.token().claim("aud", "orders");
    }

    private static Outcome explain(FakeIssuer issuer, String token, String... more) {
        return run("explain", issuer, token, more);
    }

    private static Outcome run(String command, FakeIssuer issuer, String token, String... more) {
        List<String> args = new ArrayList<>(
                List.of(command, token, "--issuer", issuer.issuer(), "--audience", "orders", "--http-on-loopback"));
        args.addAll(Arrays.asList(more));
        return Cli.run(args.toArray(String[]::new));
    }
}
