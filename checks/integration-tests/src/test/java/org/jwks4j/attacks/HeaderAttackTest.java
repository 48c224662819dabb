package org.jwks4j.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

/** The token brings its own key, or says where one is (RFC 8725 §3.10). */
class HeaderAttackTest {
    private final Service service = Service.warm("ES256");
    private final SigningKey forged =
            SigningKey.generate("ES256").withCertificate().withKeyId(service.issuer.signingKeyId());

    @AfterEach
    void close() {
        service.close();
    }

    /** CVE-2018-0114 (node-jose): the header's own key was believed. */
    @Test
    void aKeyInTheHeader_isNotBelieved() {
        service.refuses(
                service.token().signedWith(forged).header("jwk", forged.jwk()).mint(), Reason.INVALID_SIGNATURE);
        service.isUnharmed();
    }

    /** RFC 8725 §3.10: a URI in the header is a request that the attacker sends through us. */
    @Test
    void aUriInTheHeader_isNotAsked() {
        try (FakeIssuer attacker = FakeIssuer.start()) {
            for (String member : List.of("jku", "x5u")) {
                String token = service.token()
                        .signedWith(forged)
                        .header(member, attacker.jwksUri().toString())
                        .mint();
                service.refuses(token, Reason.INVALID_SIGNATURE);
            }
            assertThat(attacker.requests()).isZero();
        }
        service.isUnharmed();
    }

    /** RFC 8725 §3.10: a certificate that anyone can make. */
    @Test
    void aCertificateInTheHeader_isNotBelieved() {
        Map<String, Object> jwk = forged.jwk();
        service.refuses(
                service.token().signedWith(forged).header("x5c", jwk.get("x5c")).mint(), Reason.INVALID_SIGNATURE);
        service.isUnharmed();
    }

    /** RFC 7515 §4.1.8: the name of a certificate says which published key is meant; it brings none. */
    @Test
    void aThumbprintInTheHeader_isOnlyAName() {
        String thumbprint = "x".repeat(43);
        service.refuses(
                service.token()
                        .signedWith(forged)
                        .keyId(null)
                        .header("x5t#S256", thumbprint)
                        .mint(),
                Reason.INVALID_SIGNATURE);
        service.isUnharmed();
    }

    /** CVE-2025-59420 (Authlib): what must be understood was passed over (RFC 7515 §4.1.11). */
    @Test
    void anUnknownCriticalHeader_isRefused() {
        String token = service.token()
                .header("crit", List.of("http://example.com/UNDEFINED"))
                .header("http://example.com/UNDEFINED", true)
                .mint();
        service.refuses(token, Reason.UNSUPPORTED_CRITICAL_HEADER);
        service.isUnharmed();
    }

    /** CVE-2024-28180 (go-jose): a JWE that inflates to more than memory. Five segments are not read. */
    @Test
    void anEncryptedToken_isNotRead() {
        String header = Segments.encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"DEF\"}".getBytes(UTF_8));
        service.refuses(header + "..AAAA.AAAA.AAAA", Reason.MALFORMED_TOKEN);
        service.isUnharmed();
    }
}
