package org.jwks4j.cli.cases;

import static org.jwks4j.cli.cases.Case.issuer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TestCertificate;

/** Issuers that cannot be reached, or answer with something else than their keys. */
final class IssuerCases {
    private IssuerCases() {}

    static Stream<Case> all() {
        return Stream.of(connections(), statuses(), metadataDocuments(), keyDocuments(), certificates())
                .flatMap(List::stream);
    }

    private static Consumer<FakeIssuer> metadata(Misbehaviour misbehaviour) {
        return issuer -> issuer.misbehave(Endpoint.METADATA, misbehaviour);
    }

    private static Consumer<FakeIssuer> jwks(Misbehaviour misbehaviour) {
        return issuer -> issuer.misbehave(Endpoint.JWKS, misbehaviour);
    }

    private static List<Case> connections() {
        return List.of(
                issuer("issuer is down", "the connection was refused", FakeIssuer::stopListening),
                Case.token(
                                "issuer's name is not in DNS",
                                3,
                                "the host name cannot be resolved",
                                i -> Case.genuine(i)
                                        .claim("iss", "https://issuer.invalid")
                                        .mint())
                        .with("--issuer", "https://issuer.invalid"),
                issuer("issuer never answers", "no headers had come", metadata(Misbehaviour.hang()))
                        .with("--timeout", "2s"),
                issuer("keys never come", "no headers had come", jwks(Misbehaviour.hang()))
                        .with("--timeout", "5s"),
                issuer(
                                "body comes too slowly",
                                "bytes of the body had come",
                                metadata(Misbehaviour.slowDrip(1, Duration.ofMillis(50))))
                        .with("--timeout", "3s"),
                issuer(
                        "connection is closed at once",
                        "it closed the connection before an answer",
                        metadata(Misbehaviour.dropConnection())),
                issuer(
                        "what answers is not HTTP",
                        "what answered is not HTTP as it should be",
                        metadata(Misbehaviour.hugeHeader(500_000))),
                elsewhere("proxy is down", 3, "or, with --proxy, the proxy", "https://issuer.example.com")
                        .with("--issuer", "https://issuer.example.com", "--proxy", "127.0.0.1:1"),
                elsewhere(
                                "issuer without https",
                                2,
                                "the issuer: the URI has no scheme: it must begin with https://",
                                "issuer.example")
                        .with("--issuer", "issuer.example"),
                elsewhere("issuer over http", 2, "--insecure-http HOST:PORT permits it", "http://keycloak:8080")
                        .with("--issuer", "http://keycloak:8080"),
                elsewhere(
                                "metadata's URL for an issuer",
                                2,
                                "the issuer is what stands before /.well-known/",
                                "https://issuer.example")
                        .with("--issuer", "https://issuer.example/.well-known/openid-configuration"),
                issuer(
                        "body is broken off",
                        "it closed the connection within the answer",
                        jwks(Misbehaviour.truncatedBody())));
    }

    private static Case elsewhere(String name, int exitCode, String words, String named) {
        return Case.token(
                name, exitCode, words, i -> Case.genuine(i).claim("iss", named).mint());
    }

    private static List<Case> statuses() {
        return List.of(
                issuer(
                        "metadata answers 404",
                        "answered 404 for the issuer's metadata: the issuer may lack a path",
                        metadata(Misbehaviour.status(404))),
                issuer("keys answer 404", "answered 404 for its JWK Set", jwks(Misbehaviour.status(404))),
                issuer(
                        "keys are somewhere else",
                        "configure that address (--jwks-uri)",
                        jwks(Misbehaviour.redirect(URI.create("https://cdn.example/keys")))),
                issuer(
                        "proxy wants a password",
                        "the proxy wants a user name and password",
                        jwks(Misbehaviour.status(407))),
                issuer("keys answer 410", "answered 410 for its JWK Set", jwks(Misbehaviour.status(410))),
                issuer(
                        "metadata answers 401",
                        "answered 401 for the issuer's metadata, which should be public",
                        metadata(Misbehaviour.status(401))),
                issuer(
                        "keys answer 403",
                        "answered 403 for its JWK Set, which should be public",
                        jwks(Misbehaviour.status(403))),
                issuer(
                        "too many requests",
                        "answered 429 (Retry-After: \"120\")",
                        jwks(Misbehaviour.status(429, Duration.ofMinutes(2)))),
                issuer("server error", "answered 500", metadata(Misbehaviour.status(500))),
                issuer(
                        "maintenance",
                        "answered 503 (Retry-After: \"30\")",
                        metadata(Misbehaviour.status(503, Duration.ofSeconds(30)))),
                issuer(
                        "redirect to elsewhere",
                        "a redirect to \"https://login.example/here\", another origin",
                        metadata(Misbehaviour.redirect(URI.create("https://login.example/here")))),
                issuer(
                        "redirect within the origin",
                        "redirects are not followed unless --follow-redirects is given",
                        metadata(Misbehaviour.redirect(URI.create("/elsewhere")))),
                issuer(
                        "redirect to nowhere",
                        "a redirect to nowhere (no Location)",
                        metadata(Misbehaviour.status(302))));
    }

    private static List<Case> metadataDocuments() {
        return List.of(
                issuer(
                        "metadata is a web page",
                        "it looks like a web page or XML, content type \"text/html; charset=utf-8\"",
                        metadata(Misbehaviour.html())),
                issuer(
                        "metadata is garbage",
                        "/.well-known/openid-configuration\": ",
                        metadata(Misbehaviour.garbage(500))),
                issuer(
                        "metadata is empty",
                        "not JSON: it is empty",
                        metadata(Misbehaviour.body("application/json", ""))),
                issuer(
                        "metadata names another issuer",
                        "the metadata names another issuer, \"https://other.example\"",
                        metadata(Misbehaviour.wrongIssuer("https://other.example"))),
                issuer("metadata is huge", "larger than 131072 bytes", metadata(Misbehaviour.hugeBody(200 * 1024))),
                issuer("metadata without jwks_uri", "jwks_uri", i -> i.metadata("jwks_uri", null)),
                issuer(
                        "jwks_uri without https",
                        "jwks_uri \"http://keys.example/jwks\": ",
                        i -> i.metadata("jwks_uri", "http://keys.example/jwks")),
                issuer(
                        "jwks_uri that is a file",
                        "jwks_uri \"file:///etc/passwd\": the URI has no host",
                        i -> i.metadata("jwks_uri", "file:///etc/passwd")));
    }

    private static List<Case> keyDocuments() {
        return List.of(
                issuer(
                        "keys are a web page",
                        "it looks like a web page or XML, content type \"text/html; charset=utf-8\"",
                        jwks(Misbehaviour.html())),
                issuer(
                        "keys are PEM",
                        "it looks like PEM",
                        jwks(Misbehaviour.body(
                                "text/plain", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n"))),
                issuer("keys are empty", "not JSON: it is empty", jwks(Misbehaviour.body("application/json", ""))),
                issuer(
                        "keys in a coding that was not asked for",
                        "the content coding \"br\"",
                        jwks(Misbehaviour.header("Content-Encoding", "br"))),
                issuer("keys are cut off", "/jwks\": ", i -> i.serveJwkSet("{\"keys\":[")),
                issuer("keys are no JWK Set", "/jwks\": ", i -> i.serveJwkSet("{\"jwks\":[]}")),
                issuer("no key at all", "its JWK Set has no keys", i -> i.serveJwkSet("{\"keys\":[]}")),
                issuer(
                        "only weak keys",
                        "no usable key: \"weak\" RSA_TOO_SMALL (the RSA modulus has 1024 bits, fewer than 2048), \"secret\" SYMMETRIC_KEY",
                        i -> {
                            i.retire("key-1");
                            i.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("weak"));
                            i.publishJwk("{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}");
                        }),
                issuer("keys are huge", "larger than 1048576 bytes", jwks(Misbehaviour.hugeBody(2 * 1024 * 1024))));
    }

    private static List<Case> certificates() {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        TestCertificate good = TestCertificate.forLoopback();
        TestCertificate authority = good.withNames();
        return List.of(
                tls(
                        "certificate expired",
                        "the certificate expired on 20",
                        good.withIssuer(authority).withValidity(now.minus(day.multipliedBy(9)), now.minus(day))),
                tls(
                        "certificate not valid yet",
                        "the certificate is not valid before 20",
                        good.withIssuer(authority).withValidity(now.plus(day), now.plus(day.multipliedBy(9)))),
                tls(
                        "certificate for another host",
                        "the certificate is for \"other.example\", and not for the host",
                        good.withNames("other.example")),
                tls(
                        "certificate in between expired",
                        "the certificate 2 of its chain expired on 20",
                        good.withIssuer(authority
                                .withIssuer(authority)
                                .withValidity(now.minus(day.multipliedBy(9)), now.minus(day)))),
                issuer(
                                "certificate of an unknown authority",
                                "signed by an authority that is not trusted here",
                                i -> {})
                        .of(FakeIssuer.builder().algorithms("ES256").https()));
    }

    private static Case tls(String name, String words, TestCertificate certificate) {
        return issuer(name, words, i -> {})
                .of(FakeIssuer.builder().algorithms("ES256").https(certificate))
                .with("--ca-file", CasesTest.file(certificate.rootPem()));
    }
}
