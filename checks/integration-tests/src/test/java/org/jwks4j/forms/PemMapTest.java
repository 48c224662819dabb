package org.jwks4j.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** One document with a PEM text for each key ID, as Google and Firebase publish it. */
class PemMapTest {
    private static final String CERTS = "https://www.example.com/oauth2/v1/certs";
    private static final SigningKey RSA = SigningKey.generate("RS256");
    private static final SigningKey KEY = SigningKey.generate("ES256").withKeyId("one");

    /** RSA keys are slow to make, so there is one. */
    private static SigningKey key(String algorithm) {
        return algorithm.startsWith("RS") || algorithm.startsWith("PS")
                ? RSA.withAlgorithm(algorithm)
                : SigningKey.generate(algorithm);
    }

    static List<String> algorithms() {
        return SigningKey.algorithms();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aCertificateOrPublicKey_isFoundByItsKeyId(String algorithm) {
        SigningKey certified = key(algorithm).withKeyId("certified");
        SigningKey bare = certified.withKeyId("bare");
        try (FormScenario scenario = new FormScenario(KeyLocation.pemMap(CERTS))) {
            scenario.publishes(
                    CERTS,
                    FormScenario.pemMap(
                            Map.of("certified", FormScenario.certificate(certified), "bare", bare.publicKeyPem())));
            scenario.finds(certified);
            scenario.finds(bare);
            assertThat(scenario.requests(CERTS)).isEqualTo(1);
            assertThat(scenario.transport.requests()).hasSize(1);
        }
    }

    @Test
    void aNewKey_isFoundAtOnceAndAWithdrawnOneIsGone() {
        SigningKey next = SigningKey.generate("ES256").withKeyId("next");
        try (FormScenario scenario = new FormScenario(KeyLocation.pemMap(CERTS))) {
            scenario.publishes(CERTS, map(KEY), "cache-control", "max-age=3600").finds(KEY);
            scenario.after(Duration.ofMinutes(1)).publishes(CERTS, map(next));
            scenario.finds(next);
            scenario.after(Duration.ofHours(1));
            assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        }
    }

    @Test
    void aKeyThatCannotBeUsed_saysWhy() {
        try (FormScenario scenario = new FormScenario(KeyLocation.pemMap(CERTS))) {
            scenario.publishes(CERTS, FormScenario.pemMap(Map.of("one", "no PEM", "two", KEY.publicKeyPem())));
            assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.SKIPPED_KEY);
            assertThat(scenario.refusalOf(KEY)).hasMessageContaining("it is no PEM text");
        }
    }

    @Test
    void metadata_saysWhereItIs() {
        try (FormScenario scenario = new FormScenario(KeyLocation.pemMap(CERTS))) {
            assertThat(scenario.fetcher.getMetadata(FormScenario.ISSUER).join().jwksUri())
                    .contains(CERTS);
        }
    }

    @Test
    void http_isRefusedAtStart() {
        TrustedIssuer issuer =
                TrustedIssuer.of(FormScenario.ISSUER).withKeysAt(KeyLocation.pemMap("http://www.example.com/certs"));
        assertThatThrownBy(() -> KeyFetcher.builder().trust(issuer).build()).hasMessageContaining("the scheme is http");
    }

    @Test
    void anotherSourceOfKeys_contradictsIt() {
        TrustedIssuer issuer = TrustedIssuer.of(FormScenario.ISSUER).withKeysAt(KeyLocation.pemMap(CERTS));
        assertThatThrownBy(() -> issuer.withJwksUri(CERTS))
                .hasMessageContaining("withKeysAt(pemMap)")
                .hasMessageContaining("withJwksUri contradicts it");
        assertThat(issuer).isEqualTo(TrustedIssuer.of(FormScenario.ISSUER).withKeysAt(KeyLocation.pemMap(CERTS)));
        assertThat(KeyLocation.pemMap(CERTS)).isNotEqualTo(KeyLocation.pemMap(CERTS + "2"));
    }

    private static String map(SigningKey key) {
        return FormScenario.pemMap(Map.of(Objects.requireNonNull(key.keyId()), FormScenario.certificate(key)));
    }
}
