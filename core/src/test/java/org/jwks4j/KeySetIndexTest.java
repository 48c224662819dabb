package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.jwks4j.PublishedKeys.EC;
import static org.jwks4j.PublishedKeys.OTHER_EC;
import static org.jwks4j.PublishedKeys.RSA;
import static org.jwks4j.PublishedKeys.named;
import static org.jwks4j.PublishedKeys.set;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.trust.Revoked;

/** Sets of more keys than are compared one by one, and keys without an ID. */
class KeySetIndexTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");
    private static final TrustedIssuer OF_A_FILE = ISSUER.withKeysAt(KeyLocation.file(Path.of("key.pem")));
    private static final Revoked REVOKED = new Revoked(Set.of("x"), Set.of());

    /** Four of RSA, one of EC. */
    private static KeySet many(TrustedIssuer issuer, String last) {
        return new KeySet(issuer, set(named(RSA, "a"), named(RSA, "b"), named(RSA, "c"), named(RSA, "d"), last), "d1");
    }

    @Test
    void amongMany_aKeyIsFoundByItsId() {
        KeySet keys = many(ISSUER, named(EC, "e"));
        assertThat(keys.select("e", JwsAlgorithm.ES256, REVOKED).keyId()).isEqualTo("e");
        assertThat(keys.select("d", JwsAlgorithm.RS256, REVOKED).keyId()).isEqualTo("d");
        assertThat(keys.select("f", JwsAlgorithm.ES256, REVOKED)).isNull();
    }

    @Test
    void amongMany_theOneOfTheAlgorithmIsFoundWithoutAnId() {
        assertThat(many(ISSUER, named(EC, "e"))
                        .select(null, JwsAlgorithm.ES256, REVOKED)
                        .keyId())
                .isEqualTo("e");
        assertThat(many(ISSUER, EC).select(null, JwsAlgorithm.ES256, REVOKED).keyId())
                .isNull();
    }

    @Test
    void amongMany_twoOfOneIdAreAmbiguous() {
        KeySet keys = new KeySet(
                ISSUER,
                set(named(RSA, "a"), named(RSA, "b"), named(RSA, "c"), named(EC, "d"), named(OTHER_EC, "d")),
                "d1");
        UnusableKeyException refusal =
                catchThrowableOfType(UnusableKeyException.class, () -> keys.select("d", JwsAlgorithm.ES256, REVOKED));
        assertThat(refusal.reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
    }

    @Test
    void aKeyOfAFileWithoutAnId_fitsAnyId() {
        assertThat(many(OF_A_FILE, EC).select("whatever", JwsAlgorithm.ES256, REVOKED))
                .isNotNull();
        assertThat(new KeySet(OF_A_FILE, set(EC), "d1").select("whatever", JwsAlgorithm.ES256, REVOKED))
                .isNotNull();
        assertThat(new KeySet(ISSUER, set(EC), "d1").select("whatever", JwsAlgorithm.ES256, REVOKED))
                .isNull();
    }

    @Test
    void aKeyWithoutAnId_isUsedWhateverWasRevoked() {
        KeySet keys = new KeySet(ISSUER, set(EC, named(RSA, "x")), "d1");
        assertThat(keys.select(null, JwsAlgorithm.ES256, REVOKED)).isNotNull();
        assertThat(keys.jwkSet(REVOKED).keys()).hasSize(1);
        assertThat(keys.jwkSet(REVOKED).skipped()).hasSize(1);
    }
}
