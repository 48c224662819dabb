package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.http.PemTls;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TestCertificate;

/** Each failure says by its own words what happened, and what helps. */
class FailureWordsTest {
    private static final Duration DAY = Duration.ofDays(1);

    static Stream<Arguments> troubles() {
        return Stream.of(
                trouble("closes the connection before an answer", i -> both(i, Misbehaviour.dropConnection())),
                trouble("closed the connection within the answer", i -> both(i, Misbehaviour.truncatedBody())),
                trouble("the connection was refused", FakeIssuer::stopListening),
                trouble(
                        "answered 404 for the issuer's metadata: the issuer may lack a path",
                        i -> i.misbehave(Endpoint.METADATA, Misbehaviour.status(404))),
                trouble(
                        "answered 410 for its JWK Set: the metadata, or the configuration, names a wrong place",
                        i -> i.misbehave(Endpoint.JWKS, Misbehaviour.status(410))),
                trouble(
                        "answered 403 for its JWK Set, which should be public",
                        i -> i.misbehave(Endpoint.JWKS, Misbehaviour.status(403))),
                trouble(
                        "answered 429 (Retry-After: \"120\")",
                        i -> i.misbehave(Endpoint.JWKS, Misbehaviour.status(429, Duration.ofMinutes(2)))),
                trouble(
                        "answered 503 (Retry-After: \"30\")",
                        i -> i.misbehave(Endpoint.METADATA, Misbehaviour.status(503, Duration.ofSeconds(30)))),
                trouble(
                        "answered 302, a redirect to \"https://login.example/?...\", another origin",
                        i -> i.misbehave(
                                Endpoint.METADATA,
                                Misbehaviour.redirect(URI.create("https://login.example/?secret=1")))),
                trouble(
                        "within the origin: redirects are not followed unless followSameOriginRedirects()",
                        i -> i.misbehave(
                                Endpoint.METADATA,
                                Misbehaviour.redirect(i.metadataUri().resolve("/elsewhere")))),
                trouble(
                        "answered 302, a redirect to nowhere (no Location)",
                        i -> i.misbehave(Endpoint.METADATA, Misbehaviour.status(302))),
                trouble(
                        "no usable key: \"weak\" RSA_TOO_SMALL (the RSA modulus has 1024 bits, fewer than 2048), \"secret\" SYMMETRIC_KEY",
                        FailureWordsTest::onlyWeakKeys),
                trouble("its JWK Set has no keys", i -> i.serveJwkSet("{\"keys\":[]}")));
    }

    private static Arguments trouble(String words, Consumer<FakeIssuer> begin) {
        return Arguments.of(words.replace("closes", "closed"), begin);
    }

    private static void both(FakeIssuer issuer, Misbehaviour misbehaviour) {
        issuer.misbehave(Endpoint.METADATA, misbehaviour);
    }

    private static void onlyWeakKeys(FakeIssuer issuer) {
        issuer.retire("key-1");
        issuer.addKey(SigningKey.generateRsa("RS256", 1024).withKeyId("weak"));
        issuer.publishJwk("{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void trouble_hasItsOwnWords(String words, Consumer<FakeIssuer> begin) {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            begin.accept(issuer);

            assertThat(failure(issuer, TrustedIssuer.of(issuer.issuer()))).hasMessageContaining(words);
        }
    }

    @Test
    void timeouts_sayHowLongAndForWhat() {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            issuer.misbehave(Endpoint.METADATA, Misbehaviour.hang());
            assertThat(failure(issuer, TrustedIssuer.of(issuer.issuer()), impatient()))
                    .hasMessageMatching(".*no whole answer within \\d+ ms: connected or connecting, and no headers.*");

            issuer.misbehave(Endpoint.METADATA, Misbehaviour.slowDrip(1, Duration.ofMillis(20)));
            assertThat(failure(issuer, TrustedIssuer.of(issuer.issuer()), impatient()))
                    .hasMessageMatching(
                            ".*no whole answer within \\d+ ms: headers and \\d+ bytes of the body had come.*");
        }
    }

    private static KeyFetcherBuilder impatient() {
        return KeyFetcher.builder().requestTimeout(Duration.ofSeconds(4)); // its transport has a fiftieth less
    }

    @Test
    void requestTimeout_isLongerIfSo() {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            issuer.misbehave(Endpoint.METADATA, Misbehaviour.latency(Duration.ofMillis(5200)), 1);
            try (KeyFetcher fetcher = KeyFetcher.builder()
                    .trust(issuer.issuer())
                    .allowHttpOnLoopback()
                    .requestTimeout(Duration.ofSeconds(30))
                    .deadline(Duration.ofSeconds(30))
                    .build()) {
                assertThat(fetcher.blocking().getKey(issuer.mint(Map.of())).keyId())
                        .isEqualTo("key-1");
            }
        }
    }

    static Stream<Arguments> certificates() {
        Instant now = Instant.now();
        TestCertificate good = TestCertificate.forLoopback();
        TestCertificate authority = good.withNames();
        return Stream.of(
                Arguments.of(
                        good.withIssuer(authority).withValidity(now.minus(DAY.multipliedBy(9)), now.minus(DAY)),
                        "the certificate expired on 20"),
                Arguments.of(
                        good.withIssuer(authority).withValidity(now.plus(DAY), now.plus(DAY.multipliedBy(9))),
                        "the certificate is not valid before 20"),
                Arguments.of(
                        good.withNames("other.example", "*.more.example"),
                        "the certificate is for \"other.example\", \"*.more.example\", and not for the host"),
                Arguments.of(
                        good.withIssuer(authority
                                .withIssuer(authority)
                                .withValidity(now.minus(DAY.multipliedBy(9)), now.minus(DAY))),
                        "the certificate 2 of its chain expired on 20"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("certificates")
    void certificate_isNamedByWhatIsWrongWithIt(TestCertificate certificate, String words) {
        try (FakeIssuer issuer = FakeIssuer.builder().https(certificate).start()) {
            SSLContext trusting = PemTls.create()
                    .withTrustedCertificates(certificate.rootPem())
                    .context();

            assertThat(failure(issuer, over(trusting, issuer))).hasMessageContaining(words);
        }
    }

    @Test
    void unknownAuthority_isNamedWithItsChain() {
        try (FakeIssuer issuer = FakeIssuer.startHttps()) {
            assertThat(failure(issuer, over(PemTls.create().context(), issuer)))
                    .hasMessageContaining("signed by an authority that is not trusted here")
                    .hasMessageContaining(": a chain of 1, up to \"CN=jwks4j test kit\" (withTrustedCertificates(...)");
            assertThat(failure(issuer, TrustedIssuer.of(issuer.issuer())))
                    .hasMessageContaining("signed by an authority that is not trusted here");
        }
    }

    @Test
    void emptyTrustStore_isNamed() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(empty);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (FakeIssuer issuer = FakeIssuer.startHttps()) {
            assertThat(failure(issuer, over(tls, issuer))).hasMessageContaining("the trust store has no certificates");
        }
    }

    /** As web servers do, which answer anything in plain text. */
    @Test
    void plainHttpBehindHttps_isNamed() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start();
                ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try (Socket connection = plain.accept()) {
                    connection.getInputStream().read();
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the test fails by what it sees
                }
            });
            server.start();

            assertThat(failure(issuer, TrustedIssuer.of("https://127.0.0.1:" + plain.getLocalPort())))
                    .hasMessageContaining("what answered does not speak TLS; plain http on this port?");
            server.join();
        }
    }

    private static TrustedIssuer over(SSLContext tls, FakeIssuer issuer) {
        return TrustedIssuer.of(issuer.issuer())
                .withHttpClient(HttpClient.newBuilder().sslContext(tls).build());
    }

    private static TokenException failure(FakeIssuer issuer, TrustedIssuer trusted) {
        return failure(issuer, trusted, KeyFetcher.builder());
    }

    private static TokenException failure(FakeIssuer issuer, TrustedIssuer trusted, KeyFetcherBuilder builder) {
        try (KeyFetcher fetcher = builder.trust(trusted).allowHttpOnLoopback().build()) {
            String token = issuer.mint(Map.of("iss", trusted.name()));
            TokenException failure = Failures.of(() -> fetcher.blocking().getKey(token));
            assertThat(failure.httpStatus()).isEqualTo(503);
            assertThat(failure.reason()).isNotEqualTo(Reason.TOO_MANY_REQUESTS);
            return failure;
        }
    }
}
