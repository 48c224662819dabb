package org.jwks4j.attacks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.testkit.SigningKey;

/** The attacker chooses the algorithm (RFC 8725 §2.1, §3.1). */
class AlgorithmAttackTest {
    private final Service service = Service.warm("RS256", "ES256", "PS256");

    @AfterEach
    void close() {
        service.close();
    }

    /** CVE-2022-23540 (jsonwebtoken): no algorithm, no signature. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void algNone_isRefused(String none) {
        service.refuses(service.token().unsigned().header("alg", none).mint(), Reason.UNSUPPORTED_ALGORITHM);
        service.isUnharmed();
    }

    /** CVE-2015-9235 (jsonwebtoken), CVE-2022-29217 (PyJWT): the public key, which everybody has, as an HMAC secret. */
    @Test
    void hmacWithThePublicKeyAsSecret_isRefused() {
        SigningKey rsa = service.key("RS256");
        service.refuses(
                service.token().hs256(rsa.publicKeyPem().getBytes(US_ASCII)).mint(), Reason.UNSUPPORTED_ALGORITHM);
        service.refuses(service.token().hs256(rsa.publicKey().getEncoded()).mint(), Reason.UNSUPPORTED_ALGORITHM);
        service.isUnharmed();
    }

    /** CVE-2015-9235 once more: a set that hands out a secret, so that all who read it can sign. */
    @Test
    void aSymmetricKeyInTheSet_isNoKey() {
        byte[] secret = "a secret of two hundred and fifty-six bits or so".getBytes(US_ASCII);
        service.issuer.publishJwk(
                "{\"kty\":\"oct\",\"kid\":\"secret\",\"alg\":\"HS256\",\"k\":\"" + Segments.encode(secret) + "\"}");
        service.publishes(Service.ISSUER, Service.JWKS.toString());
        assertThat(service.fetcher.refresh(Service.ISSUER).join().skipped())
                .singleElement()
                .satisfies(key -> assertThat(key.reason()).isEqualTo(SkipReason.SYMMETRIC_KEY));
        service.refuses(service.token().keyId("secret").hs256(secret).mint(), Reason.UNSUPPORTED_ALGORITHM);
        service.accepts(service.token().mint());
    }

    /** CVE-2022-23539 (jsonwebtoken): a key of one type under the algorithm of another. */
    @Test
    void anAlgorithmOfAnotherFamilyThanTheKeys_isRefused() {
        String ofTheRsaKey = service.key("RS256").keyId();
        service.refuses(
                service.token()
                        .signedWith(service.key("ES256").withKeyId(ofTheRsaKey))
                        .mint(),
                Reason.ALGORITHM_MISMATCH);
        service.refuses(service.token().header("alg", "ES256").mint(), Reason.ALGORITHM_MISMATCH);
        service.isUnharmed();
    }

    /** RFC 8725 §3.1: the JWK's alg wins, though the very same RSA key could make both signatures. */
    @Test
    void ps256WithAKeyForRs256_isRefused() {
        SigningKey other = service.key("RS256").withAlgorithm("PS256");
        service.refuses(service.token().signedWith(other).mint(), Reason.ALGORITHM_MISMATCH);
        service.isUnharmed();
    }

    /** RFC 8725 §3.1: what one entry pins, another of the same key does not unpin. */
    @Test
    void aKeyThatIsListedAgainWithoutItsAlg_isNotWidened() {
        SigningKey pinned = service.key("RS256");
        service.issuer.addKey(pinned.withJwkMember("alg", null));
        service.publishes(Service.ISSUER, Service.JWKS.toString());
        service.fetcher.refresh(Service.ISSUER).join();
        service.refuses(
                service.token().signedWith(pinned.withAlgorithm("PS256")).mint(), Reason.ALGORITHM_MISMATCH);
        service.accepts(service.token().signedWith(pinned).mint());
    }
}
