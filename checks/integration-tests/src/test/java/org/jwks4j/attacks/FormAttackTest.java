package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.SigningKey;

/** Documents of other forms than a JWK Set, and places other than one URI, in the hands of someone who means harm. */
class FormAttackTest {
    private static final String PLACE = "https://keys.example.com/";
    private static final SigningKey GOOD = SigningKey.generate("ES256").withKeyId("good");

    private static Service service(KeyLocation location) {
        return Service.cold(
                KeyFetcher.builder().trust(TrustedIssuer.of(Service.ISSUER).withKeysAt(location)), "ES256");
    }

    private static String token(Service service, SigningKey key) {
        return service.token().signedWith(key).mint();
    }

    private static void isNotUsed(String pem) {
        try (Service service = service(KeyLocation.pemMap(PLACE))) {
            String document = JsonObject.of(Map.of("good", GOOD.publicKeyPem(), "bad", pem))
                    .toJson();
            service.transport.on(PLACE).respondAlways(200, document);
            service.accepts(token(service, GOOD));
            service.refuses(token(service, GOOD.withKeyId("bad")), Reason.SKIPPED_KEY);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    /** A text of a mebibyte, one block inside of another, a hundred blocks: none costs more than its reading. */
    @Test
    void hugeOrNestedPemText_isNotUsed() {
        isNotUsed(" ".repeat(64 * 1024) + GOOD.publicKeyPem());
        isNotUsed(pem("PUBLIC KEY", GOOD.publicKeyPem().getBytes(StandardCharsets.US_ASCII)));
        isNotUsed("-----BEGIN PUBLIC KEY-----\n" + GOOD.publicKeyPem().repeat(100));
    }

    @Test
    void aPrivateKeyAsPemText_isNotUsed() {
        isNotUsed(GOOD.publicKeyPem() + pem("PRIVATE KEY", new byte[] {0x30, 0}));
    }

    /** CVE-2020-0601: of a curve whose generator someone chose, that someone knows a private key for any public key. */
    @Test
    void aCurveThatIsSpelledOut_isNotUsed() {
        byte[] info = {
            0x30,
            0x11,
            0x30,
            0x0b,
            0x06,
            0x07,
            0x2a,
            (byte) 0x86,
            0x48,
            (byte) 0xce,
            0x3d,
            0x02,
            0x01,
            0x30,
            0x00,
            0x03,
            0x02,
            0x00,
            0x04
        };
        isNotUsed(pem("PUBLIC KEY", info));
    }

    @Test
    void aKeyIdThatLeadsElsewhere_isNotPutIntoAUri() {
        try (Service service = service(KeyLocation.pemPerKeyId(PLACE + "{kid}"))) {
            for (String keyId :
                    List.of("..", "a/../b", "%2e%2e", "x?y", "x#y", "//evil.example", "a@b", "a\\b", "a b")) {
                service.refuses(token(service, GOOD.withKeyId(keyId)), Reason.UNKNOWN_KEY);
            }
            assertThat(service.transport.requests()).isEmpty();
        }
    }

    @Test
    void inventedKeyIdsOfTheRightForm_costNoMoreThanTheBudget() {
        try (Service service = service(KeyLocation.pemPerKeyId(PLACE + "{kid:uuid}"))) {
            SigningKey genuine = GOOD.withKeyId(UUID.randomUUID().toString());
            service.transport
                    .on(PLACE + Objects.requireNonNull(genuine.keyId()))
                    .respondAlways(200, genuine.publicKeyPem());
            service.accepts(token(service, genuine));
            for (int i = 0; i < 200; i++) {
                SigningKey invented = GOOD.withKeyId(UUID.randomUUID().toString());
                service.transport
                        .on(PLACE + Objects.requireNonNull(invented.keyId()))
                        .respondAlways(404, "");
                assertThat(service.verifier.verify(token(service, invented))).isCompletedExceptionally();
                service.time.advance(Duration.ofMillis(50));
            }
            service.accepts(token(service, genuine));
            assertThat(service.requests()).isLessThanOrEqualTo(1 + 2 + 5);
        }
    }

    /** SPIFFE Federation §4.2: who replays an old bundle brings no withdrawn key back. */
    @Test
    void aBundleWhoseSequenceGoesBack_isNotBelieved() {
        SigningKey old = GOOD.withJwkMember("use", "jwt-svid");
        SigningKey current = SigningKey.generate("ES256").withKeyId("current").withJwkMember("use", "jwt-svid");
        try (Service service = service(KeyLocation.spiffeBundle(PLACE))) {
            service.transport.on(PLACE).respondAlways(200, bundle(8, current));
            service.accepts(token(service, current));
            service.transport.on(PLACE).respondAlways(200, bundle(7, old));
            service.time.advance(Duration.ofMinutes(5));
            assertThat(service.verifier.verify(token(service, old))).isCompletedExceptionally();
            service.accepts(token(service, current));
        }
    }

    private static String bundle(int sequence, SigningKey key) {
        return JsonObject.of(Map.of("spiffe_sequence", sequence, "keys", List.of(key.jwk())))
                .toJson();
    }

    @Test
    void aKeyFileThatBecomesADeviceOrHuge_isNotRead_andTheLastKeysStay(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.pem");
        Files.writeString(file, GOOD.publicKeyPem());
        try (Service service = service(KeyLocation.file(file))) {
            service.accepts(token(service, GOOD));
            Files.writeString(file, GOOD.publicKeyPem() + " ".repeat(1024 * 1024));
            service.time.advance(Duration.ofMinutes(1));
            service.accepts(token(service, GOOD));
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/dev/zero"));
            service.time.advance(Duration.ofMinutes(1));
            service.accepts(token(service, GOOD));
        }
    }

    /** What the relaxation for a private network allows, a document that came over TLS cannot use. */
    @Test
    void metadataThatCameOverTls_leadsToNoPlainHttp() {
        TrustedIssuer issuer = TrustedIssuer.of(Service.ISSUER).allowHttpTo("keycloak:8080");
        try (Service service = Service.cold(KeyFetcher.builder().trust(issuer), "ES256")) {
            service.publishes(Service.ISSUER, "http://keycloak:8080/jwks");
            service.cannotTell(service.token().mint(), Reason.INVALID_METADATA);
            assertThat(service.transport.requests(URI.create("http://keycloak:8080/jwks")))
                    .isEmpty();
        }
    }

    @Test
    void aBearerToken_isNotSentByPlainHttp() {
        String plain = "http://keycloak:8080/jwks";
        TrustedIssuer issuer = TrustedIssuer.of(Service.ISSUER)
                .withJwksUri(plain)
                .allowHttpTo("keycloak:8080")
                .withBearerToken(() -> "secret");
        try (Service service = Service.cold(KeyFetcher.builder().trust(issuer), "ES256")) {
            service.publishes(Service.ISSUER, plain);
            service.accepts(service.token().mint());
            assertThat(service.transport.requests(URI.create(plain)).get(0).headers())
                    .doesNotContainKey("authorization");
        }
    }
}
