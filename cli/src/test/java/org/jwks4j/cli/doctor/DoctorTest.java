package org.jwks4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerBuilder;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TestCertificate;

/** The doctor at issuers that are ill in one way each, and at healthy ones. */
class DoctorTest {
    private static final Duration SKEW_OF_FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void healthyIssuer_hasNothing() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder())) {
            Diagnosis diagnosis = examine(issuer);

            assertThat(diagnosis.grade()).isEqualTo(Grade.A);
            assertThat(diagnosis.findings()).allMatch(finding -> finding.level() == Level.OK);
            assertThat(diagnosis.findings())
                    .extracting(Finding::id)
                    .contains("dns.addresses", "metadata.location", "metadata.issuer", "metadata.jwks-uri", "jwks.key")
                    .contains("jwks.size", "headers.freshness", "clock.difference", "nodes.agree");
            assertThat(diagnosis.requests())
                    .containsExactly("curl -sS -i " + issuer.metadataUri(), "curl -sS -i " + issuer.jwksUri());
        }
    }

    @Test
    void healthyIssuerWithTls_hasNothing() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().https())) {
            Diagnosis diagnosis = examine(issuer);

            assertThat(diagnosis.grade()).isEqualTo(Grade.A);
            assertThat(message(diagnosis, "tls.certificate")).contains("TLSv1.3", "\"localhost\"", "a chain of 1");
            assertThat(message(diagnosis, "tls.expiry")).startsWith("expires in 29 d");
        }
    }

    /** As Keycloak answers. */
    @Test
    void noCache_isSaidAndIsNoWarning() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder())) {
            issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "no-cache");

            Diagnosis diagnosis = examine(issuer);

            assertThat(diagnosis.grade()).isEqualTo(Grade.A);
            assertThat(message(diagnosis, "headers.freshness")).contains("check the set at each use (\"no-cache\")");
        }
    }

    static Stream<Arguments> illnesses() {
        String otherKeys = otherKeys();
        return Stream.of(
                ill(
                        "metadata.issuer",
                        i -> i.misbehave(Endpoint.METADATA, Misbehaviour.wrongIssuer("https://other.example"))),
                ill(
                        "metadata.redirect",
                        i -> i.misbehave(
                                Endpoint.METADATA, Misbehaviour.redirect(URI.create("https://login.example/here")))),
                ill("metadata.status", i -> i.misbehave(Endpoint.METADATA, Misbehaviour.status(404))),
                ill("metadata.not-json", i -> i.misbehave(Endpoint.METADATA, Misbehaviour.html())),
                ill("metadata.jwks-uri", i -> i.metadata("jwks_uri", null)),
                ill("metadata.jwks-uri", i -> i.metadata("jwks_uri", "http://keys.example/jwks")),
                ill("http.closed", i -> i.misbehave(Endpoint.METADATA, Misbehaviour.dropConnection())),
                ill("http.timeout", i -> i.misbehave(Endpoint.JWKS, Misbehaviour.hang())),
                ill("http.refused", FakeIssuer::stopListening),
                ill("http.failed", i -> i.misbehave(Endpoint.JWKS, Misbehaviour.truncatedBody())),
                ill(
                        "jwks.redirect",
                        i -> i.misbehave(Endpoint.JWKS, Misbehaviour.redirect(URI.create("https://cdn.example/keys")))),
                ill("jwks.status", i -> i.misbehave(Endpoint.JWKS, Misbehaviour.status(503, Duration.ofSeconds(30)))),
                ill("jwks.not-json", i -> i.serveJwkSet("{\"keys\":[")),
                ill("jwks.too-large", i -> i.misbehave(Endpoint.JWKS, Misbehaviour.hugeBody(2 * 1024 * 1024))),
                ill("jwks.too-large", i -> i.misbehave(Endpoint.JWKS, Misbehaviour.hugeBody(Long.MAX_VALUE))),
                ill(
                        "jwks.weak-key",
                        i -> i.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("weak"))),
                ill("jwks.weak-key", i -> i.publishJwk("{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}")),
                ill(
                        "jwks.private-key",
                        i -> i.addKey(SigningKey.generate("ES256").withPrivateMembers())),
                ill("jwks.no-usable-key", i -> i.serveJwkSet("{\"keys\":[]}")),
                ill("nodes.disagree", i -> secondAnswer(i, otherKeys)),
                ill("keys.kid-reuse", i -> secondAnswer(i, otherKeys)));
    }

    private static Arguments ill(String id, Consumer<FakeIssuer> illness) {
        return Arguments.of(id, illness);
    }

    /** Of another issuer, whose key has the same kid. */
    private static String otherKeys() {
        try (FakeIssuer other = FakeIssuer.builder().algorithms("ES256").start()) {
            return other.jwkSet();
        }
    }

    private static void secondAnswer(FakeIssuer issuer, String keys) {
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.latency(Duration.ZERO), 1);
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.body("application/json", keys), 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("illnesses")
    void illness_isAnErrorWithAdvice(String id, Consumer<FakeIssuer> illness) {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().algorithms("ES256"))) {
            illness.accept(issuer);

            Diagnosis diagnosis = examine(issuer);

            assertThat(diagnosis.grade()).isEqualTo(Grade.F);
            assertThat(diagnosis.findings()).anySatisfy(finding -> {
                assertThat(finding.id()).isEqualTo(id);
                assertThat(finding.level()).isEqualTo(Level.ERROR);
                assertThat(finding.next()).isNotBlank();
            });
        }
    }

    static Stream<Arguments> weaknesses() {
        return Stream.of(
                ill("headers.freshness", i -> i.responseHeader(Endpoint.JWKS, "Cache-Control", "no-store")),
                ill("headers.freshness", i -> i.responseHeader(Endpoint.JWKS, "Cache-Control", "no-cache, no-store")),
                ill("headers.freshness", i -> i.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=0")),
                ill("headers.freshness", i -> i.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=604800")),
                ill("headers.content-coding", i -> i.responseHeader(Endpoint.JWKS, "Content-Encoding", "gzip")),
                ill("headers.content-type", i -> i.misbehave(Endpoint.JWKS, Misbehaviour.contentType("text/plain"))),
                ill("jwks.unusable-key", i -> i.publishJwk("{\"kty\":\"EC\",\"kid\":\"half\",\"crv\":\"P-256\"}")),
                ill("jwks.same-kid", i -> i.addKey(SigningKey.generate("ES256").withKeyId("key-1"))),
                ill("jwks.size", i -> {
                    for (int k = 0; k < 10; k++) {
                        i.addKey("ES256");
                    }
                }),
                ill("jwks.size", i -> i.publishJwk("{\"kty\":\"x\",\"note\":\"" + "x".repeat(52_000) + "\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("weaknesses")
    void weakness_isAWarningWithAdvice(String id, Consumer<FakeIssuer> weakness) {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().algorithms("ES256"))) {
            weakness.accept(issuer);

            Diagnosis diagnosis = examine(issuer);

            assertThat(diagnosis.grade()).isEqualTo(Grade.B);
            assertThat(diagnosis.findings()).anySatisfy(finding -> {
                assertThat(finding.id()).isEqualTo(id);
                assertThat(finding.level()).isEqualTo(Level.WARNING);
                assertThat(finding.next()).isNotBlank();
            });
        }
    }

    static Stream<Arguments> certificates() {
        Instant now = Instant.now();
        TestCertificate good = TestCertificate.forLoopback();
        TestCertificate authority = good.withNames();
        Duration day = Duration.ofDays(1);
        return Stream.of(
                Arguments.of(
                        "tls.expired",
                        Level.ERROR,
                        good.withIssuer(authority)
                                .withValidity(now.minus(day.multipliedBy(9)), now.minus(day.multipliedBy(2))),
                        "expired 2 d"),
                Arguments.of(
                        "tls.not-yet-valid",
                        Level.ERROR,
                        good.withIssuer(authority).withValidity(now.plus(day), now.plus(day.multipliedBy(9))),
                        "is not valid before"),
                Arguments.of(
                        "tls.expired",
                        Level.ERROR,
                        good.withValidity(now.minus(day.multipliedBy(9)), now.minus(day)),
                        "expired 1 d"),
                Arguments.of(
                        "tls.not-yet-valid",
                        Level.ERROR,
                        good.withValidity(now.plus(day), now.plus(day.multipliedBy(9))),
                        "is not valid before"),
                Arguments.of(
                        "tls.wrong-name",
                        Level.ERROR,
                        good.withNames("other.example", "*.more.example"),
                        "for \"other.example\", \"*.more.example\", and not for \"localhost\""),
                Arguments.of(
                        "tls.expires-soon",
                        Level.WARNING,
                        good.withValidity(now.minus(day), now.plus(day.multipliedBy(3))),
                        "expires in 2 d 23 h"),
                Arguments.of(
                        "tls.expired",
                        Level.ERROR,
                        good.withIssuer(authority
                                .withIssuer(authority)
                                .withValidity(now.minus(day.multipliedBy(9)), now.minus(day))),
                        "certificate 2 of 3 in the chain"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void certificate_isNamedByWhatIsWrongWithIt(String id, Level level, TestCertificate certificate, String words) {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().https(certificate))) {
            Diagnosis diagnosis = examine(issuer);

            assertThat(message(diagnosis, id)).contains(words);
            assertThat(diagnosis.worst()).isEqualTo(level);
        }
    }

    @Test
    void unknownAuthority_isNamed() throws Exception {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().https())) {
            Diagnosis diagnosis = examine(issuer, SSLContext.getDefault(), InstantSource.system(), () -> false);

            assertThat(message(diagnosis, "tls.untrusted")).contains("signed by itself");
            assertThat(issuer.requests()).isZero();
            assertThat(diagnosis.keysWereHad()).isFalse();
        }
    }

    @Test
    void clockThatIsFiveMinutesOff_isAnError() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().algorithms("ES256"))) {
            InstantSource behind = () -> Instant.now().minus(SKEW_OF_FIVE_MINUTES);
            InstantSource ahead = () -> Instant.now().plus(SKEW_OF_FIVE_MINUTES);

            assertThat(message(examine(issuer, null, behind, () -> false), "clock.difference"))
                    .matches("the issuer's clock is (4 min 59 s|5 min|5 min 1 s) ahead of this machine's");
            assertThat(message(examine(issuer, null, ahead, () -> false), "clock.difference"))
                    .matches("the issuer's clock is (4 min 5[89] s|5 min) behind this machine's");
        }
    }

    @Test
    void rotationWithOverlap_isHealthy() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().algorithms("ES256"))) {
            Diagnosis diagnosis = examine(issuer, null, InstantSource.system(), once(() -> issuer.rotate()));

            assertThat(diagnosis.grade()).isEqualTo(Grade.A);
            assertThat(message(diagnosis, "keys.rotation")).contains("1 rotations, each with an overlap");
        }
    }

    @Test
    void rotationWithoutOverlap_isAnError() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().algorithms("ES256"))) {
            Diagnosis diagnosis = examine(issuer, null, InstantSource.system(), once(() -> {
                issuer.rotate();
                issuer.retire("key-1");
            }));

            assertThat(message(diagnosis, "keys.no-overlap")).contains("\"key-1\" by \"key-2\"");
        }
    }

    @Test
    void kidThatIsUsedAgain_isAnError() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().algorithms("ES256"))) {
            String keys = otherKeys();
            Diagnosis diagnosis = examine(issuer, null, InstantSource.system(), once(() -> issuer.serveJwkSet(keys)));

            assertThat(message(diagnosis, "keys.kid-reuse")).contains("\"key-1\"");
        }
    }

    @Test
    void issuerThatFallsSilentMeanwhile_isUnreliable() {
        try (FakeIssuer issuer = healthy(FakeIssuer.builder().algorithms("ES256"))) {
            Diagnosis diagnosis = examine(issuer, null, InstantSource.system(), once(issuer::stopListening));

            assertThat(message(diagnosis, "http.unreliable")).startsWith("1 of 1 requests");
        }
    }

    @Test
    void unknownHost_isNamed() {
        Diagnosis diagnosis = new Doctor(
                        new Doctor.Case(
                                "https://issuer.invalid",
                                Optional.empty(),
                                URI.create("https://issuer.invalid/.well-known/openid-configuration"),
                                UriPolicy.HTTPS_ONLY,
                                Duration.ofSeconds(5),
                                List.of()),
                        probe(null, InstantSource.system(), URI.create("https://issuer.invalid")),
                        InstantSource.system(),
                        line -> {})
                .examine(() -> false);

        assertThat(message(diagnosis, "dns.unresolved")).contains("issuer.invalid cannot be resolved");
    }

    private static Doctor.Rounds once(Runnable between) {
        int[] rounds = {0};
        return () -> {
            if (rounds[0]++ == 0) {
                between.run();
                return true;
            }
            return false;
        };
    }

    private static FakeIssuer healthy(FakeIssuerBuilder builder) {
        FakeIssuer issuer = builder.start();
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "public, max-age=300");
        return issuer;
    }

    private static Diagnosis examine(FakeIssuer issuer) {
        SSLContext tls = issuer.issuer().startsWith("https") ? issuer.sslContext() : null;
        return examine(issuer, tls, InstantSource.system(), () -> false);
    }

    private static Diagnosis examine(FakeIssuer issuer, SSLContext tls, InstantSource clock, Doctor.Rounds rounds) {
        Doctor.Case examined = new Doctor.Case(
                issuer.issuer(),
                Optional.empty(),
                issuer.metadataUri(),
                UriPolicy.HTTP_ON_LOOPBACK,
                Duration.ofSeconds(2),
                List.of());
        Diagnosis diagnosis =
                new Doctor(examined, probe(tls, clock, issuer.metadataUri()), clock, line -> {}).examine(rounds);
        // localhost may have a second address, where no fake issuer listens
        return new Diagnosis(
                diagnosis.issuer(),
                diagnosis.findings().stream()
                        .filter(finding -> !finding.id().equals("http.address"))
                        .toList(),
                diagnosis.requests(),
                diagnosis.keysWereHad());
    }

    private static Probe probe(SSLContext tls, InstantSource clock, URI home) {
        try {
            return new Probe(
                    tls == null ? SSLContext.getDefault() : tls, null, home, Map.of(), Duration.ofSeconds(2), clock);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String message(Diagnosis diagnosis, String id) {
        assertThat(diagnosis.findings()).extracting(Finding::id).contains(id);
        return diagnosis.findings().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow()
                .message();
    }
}
