package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.PublishedKeys.EC;
import static org.jwks4j.PublishedKeys.OTHER_EC;
import static org.jwks4j.PublishedKeys.RSA;
import static org.jwks4j.PublishedKeys.named;
import static org.jwks4j.PublishedKeys.set;
import static org.jwks4j.PublishedKeys.with;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.trust.Revoked;

/** Keys of a token that names no key ID, and the certificate of its key (RFC 7515 §4.1.8). */
class KeySetCertificateTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");

    private static String thumbprint(String letter) {
        return letter.repeat(43);
    }

    private static String certified(String jwk, String letter) {
        return with(named(jwk, letter), "x5t#S256", thumbprint(letter));
    }

    private static KeySet keys(String... jwks) {
        return new KeySet(ISSUER, set(jwks), "d1");
    }

    private static List<VerificationKey> candidates(KeySet keys, String letter, JwsAlgorithm algorithm) {
        return keys.ofCertificate(thumbprint(letter)).candidates(null, algorithm, Revoked.NONE);
    }

    @Test
    void theKeyOfTheCertificate_isTheOne_howeverManyThereAre() {
        KeySet keys = keys(
                certified(EC, "a"),
                certified(OTHER_EC, "b"),
                certified(EC, "c"),
                certified(OTHER_EC, "d"),
                named(EC, "e"));
        assertThat(candidates(keys, "b", JwsAlgorithm.ES256))
                .extracting(VerificationKey::keyId)
                .containsExactly("b");
        VerificationKey key = keys.ofCertificate(thumbprint("c")).select(null, JwsAlgorithm.ES256, Revoked.NONE);
        assertThat(key.keyId()).isEqualTo("c");
        assertThat(keys.holds(key)).isTrue();
    }

    @Test
    void aKeyThatSaysNoCertificate_mayBeMeant() {
        KeySet keys = keys(certified(EC, "a"), named(OTHER_EC, "b"), OTHER_EC);
        assertThat(candidates(keys, "x", JwsAlgorithm.ES256))
                .extracting(VerificationKey::keyId)
                .containsExactly("b", null);
    }

    @Test
    void ifAllSayOthers_theKeyIsUnknown() {
        KeySet keys = keys(certified(EC, "a"), certified(OTHER_EC, "b"));
        assertThat(candidates(keys, "x", JwsAlgorithm.ES256)).isNull();
    }

    @Test
    void aKeyOfTheCertificate_verifiesItsOwnAlgorithmsOnly() {
        KeySet keys = keys(certified(EC, "a"), named(RSA, "b"));
        assertThat(candidates(keys, "a", JwsAlgorithm.RS256)).isNull();
    }

    @Test
    void aRevokedKey_isNotFoundByItsCertificate() {
        KeySet keys = keys(certified(EC, "a"), certified(OTHER_EC, "b"));
        Revoked revoked = new Revoked(Set.of("a"), Set.of());
        assertThat(keys.ofCertificate(thumbprint("a")).candidates(null, JwsAlgorithm.ES256, revoked))
                .isNull();
    }
}
