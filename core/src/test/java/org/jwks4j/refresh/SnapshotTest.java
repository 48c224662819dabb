package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A snapshot that is told of, or read back. */
class SnapshotTest {
    private static final Snapshot<String> SNAPSHOT = new Snapshot<>("v1", 3, 10, 18, 20, 30, true, 2, Instant.EPOCH);

    @Test
    void aboutAnotherValue_allElseIsTheSame() {
        assertThat(SNAPSHOT.about(7)).isEqualTo(new Snapshot<>(7, 3, 10, 18, 20, 30, true, 2, Instant.EPOCH));
    }

    @Test
    void ofAnotherGeneration_allElseIsTheSame() {
        assertThat(SNAPSHOT.asGeneration(0)).isEqualTo(new Snapshot<>("v1", 0, 10, 18, 20, 30, true, 2, Instant.EPOCH));
    }

    @Test
    void aStateThatBeginsWithNothing_isCold() {
        RefreshSettings rules = Rules.DEFAULTS;
        assertThat(RefreshState.<String>beginningWith(null, rules)).isEqualTo(RefreshState.<String>cold(rules));
        assertThat(RefreshState.beginningWith(SNAPSHOT, rules).snapshot()).isSameAs(SNAPSHOT);
    }
}
