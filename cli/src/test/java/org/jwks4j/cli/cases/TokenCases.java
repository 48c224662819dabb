package org.jwks4j.cli.cases;

import static org.jwks4j.cli.cases.Case.changed;
import static org.jwks4j.cli.cases.Case.genuine;
import static org.jwks4j.cli.cases.Case.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/** What people paste, and tokens that are not as they must be. */
final class TokenCases {
    private TokenCases() {}

    static Stream<Case> all() {
        return Stream.of(taken(), damaged(), otherTexts(), headers(), issuers(), keys(), claims())
                .flatMap(List::stream);
    }

    private static List<Case> taken() {
        return List.of(
                text("in quotation marks", 0, "the quotation marks around it were left out", t -> '"' + t + '"'),
                text("in single quotes", 0, "the quotation marks around it were left out", t -> "'" + t + "'"),
                text("in typographic quotes", 0, "the quotation marks around it", t -> "\u201c" + t + "\u201d"),
                text("with Bearer before it", 0, "\"Bearer\" before it was left out", t -> "Bearer " + t),
                text(
                        "a whole header",
                        0,
                        "\"Authorization:\" before it was left out",
                        t -> "Authorization: Bearer " + t),
                text(
                        "a token response",
                        0,
                        "it is the access_token of a JSON document",
                        t -> "{\"access_token\":\"" + t + "\",\"expires_in\":300}"),
                text(
                        "a token response with an opaque access token",
                        0,
                        "it is the id_token of a JSON document",
                        t -> "{\"access_token\":\"opaque\",\"id_token\":\"" + t + "\"}"),
                text(
                        "broken into lines",
                        0,
                        "1 line break in it was left out",
                        t -> t.substring(0, 60) + "\n" + t.substring(60)),
                text("white space around it", 0, "VALID", t -> "  " + t + "\n"),
                text("with DPoP before it", 0, "\"DPoP\" before it was left out", t -> "Authorization: DPoP " + t),
                text("characters around it that cannot be seen", 0, "VALID", t -> "\ufeff" + t + "\u00a0"));
    }

    private static Case text(String name, int exitCode, String words, UnaryOperator<String> change) {
        return token(
                name, exitCode, words, issuer -> change.apply(genuine(issuer).mint()));
    }

    private static List<Case> damaged() {
        return List.of(
                text("padded", 1, "the signature ends in padding (=)", t -> t + "=="),
                text(
                        "base64 in place of base64url",
                        1,
                        "is of base64; a JWS is base64url",
                        t -> t.substring(0, 9) + "+" + t.substring(9)),
                text(
                        "a letter that no token has",
                        1,
                        "is not one of base64url",
                        t -> t.substring(0, 9) + "*" + t.substring(9)),
                text(
                        "a blank within it",
                        1,
                        "there is white space within the token",
                        t -> t.substring(0, 9) + " " + t.substring(9)),
                text("cut off in the header", 1, "cut off after 20 characters, in its header", t -> t.substring(0, 20)),
                text(
                        "cut off in the payload",
                        1,
                        "cut off after 120 characters, in its payload",
                        t -> t.substring(0, 120)),
                text("cut off by a letter", 1, "the token is cut off after", t -> t.substring(0, t.length() - 1)),
                text(
                        "cut off in the signature",
                        1,
                        "expected 64 bytes for ES256",
                        t -> t.substring(0, t.length() - 34)),
                text("without its beginning", 1, "or its beginning is missing", t -> t.substring(7)));
    }

    private static List<Case> otherTexts() {
        return List.of(
                text("an opaque token", 1, "it is not a JWT", t -> "2YotnFZFEjr1zCsicMWpAA"),
                text("an encrypted token", 1, "a JWE has five", t -> t + ".a.b"),
                text(
                        "an error response",
                        1,
                        "the text is JSON and not a compact JWS",
                        t -> "{\"error\":\"invalid_grant\"}"),
                text("too long", 1, "the token is longer than 16384 characters", t -> t + "A".repeat(17_000)),
                text(
                        "a form with a token in it",
                        1,
                        "there is other text around the token, which is characters 14 to",
                        t -> "access_token=" + t + "&scope=all"),
                text(
                        "a line of JSON",
                        1,
                        "there is other text around the token, which is characters 17 to",
                        t -> "'access_token': '" + t + "',"),
                text(
                        "two tokens",
                        1,
                        "there is other text around the token, which is characters 1 to",
                        t -> t + " " + t),
                text(
                        "something behind it",
                        1,
                        "this text has more, 4: two tokens, or something behind one?",
                        t -> t + ".x"),
                text("percent-encoded", 1, "%2E stands for a dot", t -> t.replace(".", "%2E")),
                text("shortened by a program", 1, "the rest is missing", t -> t.substring(0, 60) + "..."),
                text(
                        "a character within it that cannot be seen",
                        1,
                        "character 10 cannot be seen (U+200B)",
                        t -> t.substring(0, 9) + "\u200b" + t.substring(9)),
                text("a user name and password", 1, "and no token", t -> "Authorization: Basic YWxpY2U6c2VjcmV0"),
                text("a web page", 1, "the text is a web page or XML", t -> "<html>"),
                text("a file name", 2, "put @ before the name", t -> "pom.xml"),
                text("a file that is not there", 2, "the file behind @ cannot be read", t -> "@no/such/file"),
                text("nothing", 2, "the token is empty: is a variable not set?", t -> ""),
                text("Bearer and nothing", 2, "the token is empty", t -> "Bearer "));
    }

    private static List<Case> headers() {
        return List.of(
                changed("header without alg", "the header has no alg", t -> t.rawHeader("{\"kid\":\"key-1\"}")),
                changed("header that is no JSON", "the header: not JSON", t -> t.rawHeader("{oops")),
                changed(
                        "a member twice",
                        "the header: a member is there twice",
                        t -> t.rawHeader("{\"alg\":\"ES256\",\"alg\":\"none\"}")),
                changed("kid that is a number", "the header: the member kid must be a string", t -> t.header("kid", 7)),
                changed("payload that is no object", "the payload: not a JSON object", t -> t.rawPayload("[]")),
                changed("unsigned", "An unsigned token proves nothing.", TokenBuilder::unsigned),
                changed(
                        "signed with a shared secret",
                        "are signed with a secret that issuer and service share",
                        t -> t.hs256("secret".getBytes(StandardCharsets.UTF_8))),
                changed(
                        "unknown algorithm",
                        "expected a public-key signature algorithm; found \"RS1\"",
                        t -> t.header("alg", "RS1")),
                changed("critical extension", "it has crit", t -> t.header("crit", List.of("exp"))),
                changed("unencoded payload", "it has b64", t -> t.header("b64", false)),
                changed("compressed", "it has zip", t -> t.header("zip", "DEF")),
                changed("another type", "expected \"at+jwt\"; found \"JWT\"", t -> t.header("typ", "JWT"))
                        .with("--typ", "at+jwt"),
                changed("no type", "expected \"at+jwt\"; found none", t -> t.header("typ", null))
                        .with("--typ", "at+jwt"));
    }

    private static List<Case> issuers() {
        return List.of(
                changed("no issuer", "no one can tell whose key the token needs", t -> t.claim("iss", null)),
                changed(
                        "another issuer",
                        "The token is of another issuer, which was not asked",
                        t -> t.claim("iss", "https://other.example")),
                token(
                        "issuer with a slash too much",
                        1,
                        "differ only in a slash at the end",
                        i -> genuine(i).claim("iss", i.issuer() + "/").mint()),
                token(
                        "issuer in other letters",
                        1,
                        "differ only in capital letters",
                        i -> genuine(i)
                                .claim("iss", i.issuer().toUpperCase(Locale.ROOT))
                                .mint()),
                token(
                        "issuer with https",
                        1,
                        "differ only in http and https",
                        i -> genuine(i)
                                .claim("iss", i.issuer().replace("http:", "https:"))
                                .mint()));
    }

    private static List<Case> keys() {
        return List.of(
                changed("unknown key", "UNKNOWN_KEY; published: \"key-1\" (ES256)", t -> t.keyId("key-2")),
                changed(
                        "key of another algorithm",
                        "The key of this kid is for another algorithm",
                        t -> t.header("alg", "ES384")),
                skipped("weak key", "RSA_TOO_SMALL", SigningKey.generateRsa("RS256", 1024)),
                skipped(
                        "key for encryption",
                        "NOT_FOR_SIGNATURES",
                        SigningKey.generate("ES256").withJwkMember("use", "enc")),
                skipped(
                        "key that is not on its curve",
                        "NOT_ON_CURVE",
                        SigningKey.generate("ES256").withJwkMember("x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE")),
                token(
                                "no kid among many keys",
                                1,
                                "Too many keys fit to try them all",
                                i -> genuine(i).keyId(null).mint())
                        .at(i -> {
                            for (int k = 0; k < 5; k++) {
                                i.addKey("ES256");
                            }
                        }),
                changed(
                        "changed claim",
                        "The token was changed after it was signed",
                        t -> t.tamperedClaim("sub", "mallory")),
                changed(
                        "changed signature",
                        "with another key, or the token was changed",
                        TokenBuilder::tamperedSignature),
                token(
                        "another key under the same kid",
                        1,
                        "whether another environment's issuer uses the same kid",
                        i -> genuine(i)
                                .signedWith(SigningKey.generate("ES256").withKeyId("key-1"))
                                .mint()));
    }

    private static Case skipped(String name, String words, SigningKey key) {
        return token(name, 1, words, issuer -> {
            SigningKey published = key.withKeyId("odd");
            issuer.addKey(published);
            return genuine(issuer).signedWith(published).mint();
        });
    }

    private static List<Case> claims() {
        long soon = Instant.now().plusSeconds(3600).getEpochSecond();
        return List.of(
                changed("expired", "expired 1 h 12 min ago", t -> t.expiresIn(Duration.ofMinutes(-72))),
                changed("without expiration", "The token never expires.", t -> t.claim("exp", null)),
                changed(
                        "expiration in words",
                        "exp: expected a date in seconds since 1970",
                        t -> t.claim("exp", "soon")),
                changed("not valid yet", ", valid in ", t -> t.claim("nbf", soon)),
                changed("issued in the future", ", issued in ", t -> t.claim("iat", soon)),
                changed("issued in milliseconds", "iat seems to be in milliseconds", t -> t.claim("iat", soon * 1000)),
                changed("start in words", "nbf: expected a date in seconds since 1970", t -> t.claim("nbf", "now")),
                changed("another audience", "expected \"orders\"; found \"payments\"", t -> t.claim("aud", "payments")),
                changed("without audience", "The token does not say for whom it is.", t -> t.claim("aud", null)),
                changed(
                        "bound to a key",
                        "Only the client that has the key or certificate of cnf can use the token",
                        t -> t.claim("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"))),
                changed(
                        "a logout token",
                        "It is another kind of token",
                        t -> t.claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))),
                changed(
                        "audience that is a number",
                        "aud: expected a string, or an array of strings",
                        t -> t.claim("aud", 7)));
    }
}
