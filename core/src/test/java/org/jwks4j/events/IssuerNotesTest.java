package org.jwks4j.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.jwks4j.heap.HeapSize;

class IssuerNotesTest {
    private static final int MIB = 1 << 20;

    @Test
    void shortNames_areRememberedByTheThousand() {
        IssuerNotes<Boolean> notes = new IssuerNotes<>();
        for (int i = 0; i < 2_000; i++) {
            notes.putIfAbsent("https://issuer-" + i + ".example.com", true);
        }
        assertThat(notes.map()).hasSize(2_000);
    }

    @Test
    void longNames_holdNoMoreThanAMebibyte() {
        IssuerNotes<Boolean> notes = new IssuerNotes<>();
        for (int i = 0; i < 10_000; i++) {
            notes.putIfAbsent("https://" + "a".repeat(2_000) + i + ".example.com", true);
        }
        assertThat(notes.map().keySet().stream().mapToLong(HeapSize::ofName).sum())
                .isBetween(MIB / 2L, (long) MIB);
    }
}
