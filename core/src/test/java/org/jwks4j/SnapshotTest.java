package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.net.Validators;

/** A snapshot that is told of, or read back. */
class SnapshotTest {
    private static final Validators VALIDATORS =
            new Validators("https://issuer.example.com/jwks", Optional.of("\"a\""), Optional.empty());
    private static final Snapshot<String> SNAPSHOT =
            new Snapshot<>("v1", VALIDATORS, 3, 10, 18, 20, 30, true, Instant.EPOCH);

    @Test
    void aboutAnotherValue_allElseIsTheSame() {
        assertThat(SNAPSHOT.about(7)).isEqualTo(new Snapshot<>(7, VALIDATORS, 3, 10, 18, 20, 30, true, Instant.EPOCH));
    }

    @Test
    void ofAnotherGeneration_allElseIsTheSame() {
        assertThat(SNAPSHOT.asGeneration(0))
                .isEqualTo(new Snapshot<>("v1", VALIDATORS, 0, 10, 18, 20, 30, true, Instant.EPOCH));
    }

    @Test
    void aStateThatBeginsWithNothing_isCold() {
        RefreshPolicy policy = RefreshPolicy.defaults();
        assertThat(RefreshState.<String>beginningWith(null, policy)).isEqualTo(RefreshState.<String>cold(policy));
        assertThat(RefreshState.beginningWith(SNAPSHOT, policy).snapshot()).isSameAs(SNAPSHOT);
    }
}
