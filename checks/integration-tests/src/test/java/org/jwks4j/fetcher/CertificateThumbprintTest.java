package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenRules;
import org.jwks4j.verifier.VerifiedJwt;

/** A token without {@code kid} that names the certificate of its key, as some enterprise products send (RFC 7515 §4.1.8). */
class CertificateThumbprintTest {
    private final Scenario scenario = Scenario.direct();
    private final SigningKey key = certified("certified");
    private final JwtVerifier verifier = JwtVerifier.builder(scenario.fetcher)
            .executor(Runnable::run)
            .instantSource(scenario.time.instants())
            .rules(TokenRules.forAudience("api"))
            .build();

    CertificateThumbprintTest() {
        scenario.issuer.retire(scenario.issuer.signingKeyId()); // which says no certificate, so it could be meant
        for (int i = 0; i < 5; i++) { // more than may be tried
            scenario.issuer.addKey(certified("other " + i));
        }
        scenario.issuer.addKey(key);
        scenario.publishes();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static SigningKey certified(String keyId) {
        return SigningKey.generate("ES256").withKeyId(keyId).withCertificate();
    }

    private String token(SigningKey signer, SigningKey named) throws Exception {
        byte[] certificate =
                Base64.getDecoder().decode((String) ((List<?>) named.jwk().get("x5c")).get(0));
        byte[] thumbprint = MessageDigest.getInstance("SHA-256").digest(certificate);
        return scenario.issuer
                .token()
                .claims(Map.of("iss", Scenario.ISSUER, "aud", "api"))
                .signedWith(signer)
                .keyId(null)
                .header("x5t#S256", Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint))
                .mint();
    }

    private Reason refusal(String token) {
        CompletableFuture<VerifiedJwt> answer = verifier.verify(token);
        return TokenException.in(answer.handle((jwt, failure) -> failure).join())
                .orElseThrow()
                .reason();
    }

    @Test
    void theKeyIsFoundAmongMoreThanMayBeTried() throws Exception {
        assertThat(verifier.verify(token(key, key)).join().key().keyId()).isEqualTo("certified");
        assertThat(scenario.fetcher.getKey(token(key, key)).join().keyId()).isEqualTo("certified");
        assertThat(scenario.fetcher.getKeyIfCached(token(key, key))).isPresent();
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void theNameOfAGenuineCertificate_makesNoForgedSignatureGood() throws Exception {
        assertThat(refusal(token(certified("forged"), key))).isEqualTo(Reason.INVALID_SIGNATURE);
    }

    @Test
    void aCertificateThatNoKeyHas_isAsUnknownAsAKid() throws Exception {
        SigningKey stranger = certified("stranger");
        assertThat(refusal(token(stranger, stranger))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(scenario.jwksRequests()).isLessThanOrEqualTo(2);
    }

    @Test
    void aNewKey_isFoundByItsCertificateAtOnce() throws Exception {
        assertThat(verifier.verify(token(key, key))).isCompleted();
        scenario.after(Duration.ofSeconds(10));
        SigningKey next = certified("next");
        scenario.issuer.addKey(next);
        scenario.publishes();
        assertThat(verifier.verify(token(next, next)).join().key().keyId()).isEqualTo("next");
    }
}
