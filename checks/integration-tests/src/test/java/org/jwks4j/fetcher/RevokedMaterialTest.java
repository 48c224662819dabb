package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;

/** A key that was revoked does not come back under another {@code kid}. */
class RevokedMaterialTest {
    private final Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));
    private final String keyId = scenario.issuer.signingKeyId();
    private final String token = scenario.token();
    private final String renamed = scenario.issuer.jwkSet().replace('"' + keyId + '"', "\"renamed\"");

    @AfterEach
    void close() {
        scenario.close();
    }

    private void revoke() {
        scenario.fetcher.revokeNow(Scenario.ISSUER, keyId);
    }

    private void assertRevoked(String refused) {
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(refused)).reason())
                .isEqualTo(Reason.REVOKED_KEY);
        assertThat(Scenario.failureOf(scenario.fetcher.getKeys(refused)).reason())
                .isEqualTo(Reason.REVOKED_KEY);
    }

    @Test
    void theSameKeyUnderAnotherKid_isRevokedToo() {
        revoke();
        scenario.answers(200, renamed);
        assertRevoked(scenario.inventedToken("renamed"));
        assertRevoked(token);
        assertThat(scenario.fetcher.getJwkSet(Scenario.ISSUER).join().keys()).isEmpty();
    }

    @Test
    void itIsNotCurrentAnyMore_underEitherKid() {
        scenario.answers(200, renamed);
        VerificationKey key =
                scenario.fetcher.getKey(scenario.inventedToken("renamed")).join();
        assertThat(scenario.fetcher.isCurrent(key)).isTrue();
        revoke();
        assertThat(scenario.fetcher.isCurrent(key)).isFalse();
        assertRevoked(scenario.inventedToken("renamed"));
    }

    @Test
    void aKeyThatIsSeenUnderTheKidLater_isRevokedToo() {
        revoke();
        scenario.issuer.rotate();
        String other = scenario.issuer.signingKeyId();
        scenario.issuer.retire(keyId);
        scenario.answers(200, scenario.issuer.jwkSet().replace('"' + other + '"', '"' + keyId + '"'));
        scenario.fetcher.refresh(Scenario.ISSUER).join();
        scenario.after(Duration.ofMillis(1)).publishes();
        assertRevoked(scenario.token());
    }

    @Test
    void anotherKey_isNot() {
        revoke();
        scenario.issuer.rotate();
        scenario.publishes();
        assertThat(scenario.getKey()).isCompleted();
    }
}
