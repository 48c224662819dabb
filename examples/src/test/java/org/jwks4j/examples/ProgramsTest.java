package org.jwks4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.http.PemTls;
import org.jwks4j.json.JsonObject;
import org.jwks4j.keylog.KeyLogFiles;
import org.jwks4j.keylog.KeyLogHead;
import org.jwks4j.keylog.KeyLogReader;
import org.jwks4j.keylog.KeyLogReport;
import org.jwks4j.keylog.KeyLogSecret;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

/** Runs each program against issuers on loopback, whose certificates this JVM trusts for the time being. */
final class ProgramsTest {
    private static final FakeIssuer ISSUER = FakeIssuer.startHttps();
    private static final FakeIssuer OAUTH_ISSUER = FakeIssuer.builder()
            .https()
            .path("/tenants/one")
            .algorithms("ES256")
            .start();

    private static SSLContext systemTls;

    @TempDir
    private static Path files;

    private static Path authorities;

    @BeforeAll
    static void trustTheIssuers() throws Exception {
        authorities = Files.writeString(
                files.resolve("authorities.pem"),
                ISSUER.certificate().rootPem() + OAUTH_ISSUER.certificate().rootPem());
        systemTls = SSLContext.getDefault();
        SSLContext.setDefault(
                PemTls.create().withTrustedCertificates(authorities).context());
    }

    @AfterAll
    static void closeTheIssuers() {
        SSLContext.setDefault(systemTls);
        OAUTH_ISSUER.close();
        ISSUER.close();
    }

    @AfterEach
    void resumeTheIssuer() {
        ISSUER.resume();
    }

    @Test
    void firstKey_namesTheKeyOfTheToken() throws Exception {
        assertThat(outputOf(FirstKey::main, ISSUER.issuer(), token())).containsExactly("X.509 key key-1 for [RS256]");
    }

    @Test
    void waysToAsk_giveTheSameKey() throws Exception {
        assertThat(outputOf(WaysToAsk::main, ISSUER.issuer(), token())).containsExactly("key-1", "key-1", "key-1");
    }

    @Test
    void operating_startsWithoutTheIssuerTheSecondTime() throws Exception {
        String directory = files.resolve("keys").toString();
        List<String> first = List.of();
        for (int run = 0;
                run < 5 && !hasFiles(directory);
                run++) { // on a busy machine, the disk may be too slow for it
            first = outputOf(Operating::main, ISSUER.issuer(), directory, "key-1");
        }
        assertThat(first).singleElement().asString().startsWith("FRESH, ").endsWith("failures: 0");
        ISSUER.stopListening();
        assertThat(outputOf(Operating::main, ISSUER.issuer(), directory, "key-1"))
                .isEqualTo(first);
    }

    private static boolean hasFiles(String directory) {
        String[] names = new File(directory).list();
        return names != null && names.length > 2; // metadata, keys, and the lock of leases
    }

    @Test
    void keyLogging_writesALogThatASecondRunGoesOnWith() throws Exception {
        Path log = files.resolve("keys.jsonl");
        String secret = files.resolve("secret").toString();
        String head = files.resolve("head").toString();
        for (int run = 0; run < 2; run++) {
            outputOf(KeyLogging::main, ISSUER.issuer(), token(), log.toString(), secret, head);
        }
        KeyLogReport report = KeyLogReader.of(KeyLogSecret.read(Path.of(secret)))
                .withHead(KeyLogHead.parse(Files.readString(Path.of(head))))
                .read(KeyLogFiles.of(log), line -> {});
        assertThat(report.isIntact()).isTrue();
        assertThat(report.headWasMet()).isTrue();
    }

    @Test
    void verify_acceptsATokenForTheAudience() throws Exception {
        assertThat(outputOf(Verify::main, ISSUER.issuer(), "orders", token())).containsExactly("200 for alice");
    }

    @Test
    void verify_blamesTheTokenForAnotherAudience() throws Exception {
        assertThat(outputOf(Verify::main, ISSUER.issuer(), "invoices", token())).containsExactly("401 WRONG_AUDIENCE");
    }

    @Test
    void verify_blamesAnExpiredToken() throws Exception {
        String expired = ISSUER.token()
                .claim("aud", "orders")
                .expiresIn(Duration.ofHours(-1))
                .mint();

        assertThat(outputOf(Verify::main, ISSUER.issuer(), "orders", expired)).containsExactly("401 EXPIRED");
    }

    @Test
    void verify_doesNotBlameTheTokenForAnOutage() throws Exception {
        ISSUER.stopListening();

        assertThat(outputOf(Verify::main, ISSUER.issuer(), "orders", token()))
                .containsExactly("503 ISSUER_UNREACHABLE");
    }

    @Test
    void severalIssuers_haveTheirKeysFoundInFourWays() throws Exception {
        String legacy = "https://legacy.example.com";
        String offline = "https://offline.example.com";
        SigningKey offlineKey = SigningKey.generate("PS256");
        Path jwkSet = Files.writeString(
                files.resolve("jwks.json"),
                JsonObject.of(Map.of("keys", List.of(offlineKey.jwk()))).toJson());

        List<String> output = outputOf(
                SeveralIssuers::main,
                ISSUER.issuer(),
                OAUTH_ISSUER.issuer(),
                legacy,
                ISSUER.jwksUri().toString(),
                offline,
                jwkSet.toString(),
                token(),
                OAUTH_ISSUER.mint(Map.of()),
                ISSUER.mint("ES384", Map.of("iss", legacy)),
                ISSUER.mint(offlineKey, Map.of("iss", offline)));

        assertThat(output)
                .containsExactly(
                        ISSUER.issuer() + " signs with [RS256]",
                        OAUTH_ISSUER.issuer() + " signs with [ES256]",
                        legacy + " signs with [ES384]",
                        offline + " signs with [PS256]");
        assertThat(OAUTH_ISSUER.requests(Endpoint.METADATA)).isZero();
    }

    @Test
    void fixedJwksUri_needsNoMetadata() throws Exception {
        ISSUER.forgetRequests();

        List<String> output =
                outputOf(FixedJwksUri::main, ISSUER.issuer(), ISSUER.jwksUri().toString(), token());

        assertThat(output).containsExactly("key-1 verifies [RS256]");
        assertThat(ISSUER.requests(Endpoint.METADATA)).isZero();
    }

    @Test
    void ownHttpClient_fetchesThroughTheProxy() throws Exception {
        try (ConnectProxy proxy = new ConnectProxy()) {
            List<String> output = outputOf(
                    OwnHttpClient::main,
                    ISSUER.issuer(),
                    "localhost",
                    String.valueOf(proxy.port()),
                    authorities.toString(),
                    token());

            assertThat(output).containsExactly("key-1");
            assertThat(proxy.targets())
                    .isNotEmpty()
                    .containsOnly(ISSUER.jwksUri().getAuthority());
        }
    }

    @Test
    void customers_areReachedAtPublicAddressesOnly() throws Exception {
        ISSUER.forgetRequests();

        assertThat(outputOf(
                        Customers::main,
                        ISSUER.issuer(),
                        token(),
                        OAUTH_ISSUER.mint(Map.of()),
                        ISSUER.mint(Map.of("iss", "https://acme.okta.com.evil.example/oauth2/default"))))
                .containsExactly("503 FORBIDDEN_ADDRESS", "401 UNTRUSTED_ISSUER", "401 UNTRUSTED_ISSUER");
        assertThat(ISSUER.requests()).isZero();
    }

    @Test
    void kubernetesTokens_areFetchedWithTheServicesOwnToken() throws Exception {
        ISSUER.forgetRequests();
        Path ownToken = Files.writeString(files.resolve("token"), "service-account\n");

        assertThat(outputOf(
                        KubernetesTokens::main,
                        ISSUER.issuer(),
                        ISSUER.jwksUri().toString(),
                        authorities.toString(),
                        ownToken.toString(),
                        token()))
                .containsExactly("key-1");
        assertThat(ISSUER.recordedRequests(Endpoint.JWKS))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("authorization")).contains("Bearer service-account"));
    }

    private static String token() {
        return ISSUER.mint(Map.of("aud", "orders"));
    }

    /** The lines that a program prints. */
    private static List<String> outputOf(Program program, String... args) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            program.run(args);
        } finally {
            System.setOut(console);
        }
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private interface Program {
        void run(String[] args) throws Exception;
    }
}
