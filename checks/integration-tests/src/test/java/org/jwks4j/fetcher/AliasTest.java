package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;

/** An issuer with two names, such as an internal and a public URL. */
class AliasTest {
    private static final String PUBLIC = "https://login.example.com";
    private static final TrustedIssuer TWO_NAMES =
            TrustedIssuer.of(Scenario.ISSUER).withAlias(PUBLIC);

    private final Scenario scenario =
            Scenario.of(KeyFetcher.builder().trust(TWO_NAMES)).publishes();

    @AfterEach
    void close() {
        scenario.close();
    }

    private VerificationKey key(String issuer) {
        return scenario.fetcher
                .getKey(scenario.issuer.mint(Map.of("iss", issuer)))
                .join();
    }

    private void metadataNames(String issuer) {
        scenario.transport.on(Scenario.METADATA).respondAlways(200, Scenario.metadata(issuer));
    }

    @Test
    void bothNames_haveTheSameKeysFromOneFetch() {
        metadataNames(Scenario.ISSUER);
        assertThat(key(PUBLIC)).isSameAs(key(Scenario.ISSUER));
        assertThat(key(PUBLIC).issuer()).isEqualTo(Scenario.ISSUER);
        assertThat(key(PUBLIC).trustedIssuer().isNamed(PUBLIC)).isTrue();
        assertThat(scenario.jwksRequests()).isEqualTo(1);
        assertThat(scenario.fetcher.status()).hasSize(1);
    }

    @Test
    void metadata_mayNameEither() {
        metadataNames(PUBLIC);
        assertThat(key(Scenario.ISSUER).issuer()).isEqualTo(Scenario.ISSUER);
    }

    @Test
    void metadataThatNamesAThird_isNotUsed() {
        metadataNames("https://other.example.com");
        KeyFetchException failure = Scenario.failureOf(scenario.getKey());
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_METADATA);
    }

    @Test
    void whatIsRevokedByOneName_isRevokedByBoth() {
        metadataNames(Scenario.ISSUER);
        String keyId = String.valueOf(key(PUBLIC).keyId());
        scenario.fetcher.revokeNow(PUBLIC, keyId);
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.REVOKED_KEY);
        assertThat(scenario.fetcher.status(PUBLIC).orElseThrow().revokedKeys()).containsExactly(keyId);
    }

    @Test
    void aNameThatIsTakenAlready_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TWO_NAMES.withAlias(PUBLIC));
        assertThatIllegalArgumentException().isThrownBy(() -> TWO_NAMES.withAlias(Scenario.ISSUER));
        assertThatIllegalArgumentException().isThrownBy(() -> TWO_NAMES.withAlias(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFetcher.builder().trust(TWO_NAMES).trust(PUBLIC));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFetcher.builder().trust(PUBLIC).trust(TWO_NAMES));
    }

    @Test
    void aSpellingThatIsNoAlias_isNotTrusted() {
        for (String other : new String[] {PUBLIC + "/", PUBLIC.toUpperCase(java.util.Locale.ROOT), PUBLIC + ":443"}) {
            String token = scenario.issuer.mint(Map.of("iss", other));
            assertThat(Scenario.failureOf(scenario.fetcher.getKey(token)).reason())
                    .isEqualTo(Reason.UNTRUSTED_ISSUER);
        }
        assertThat(scenario.transport.requests()).isEmpty();
    }
}
