package org.jwks4j.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.StatedFreshness;

class StoreEntryTest {
    private static final SecretKey SECRET = new SecretKeySpec("a secret of 32 characters and so".getBytes(UTF_8), "x");
    private static final SecretKey OTHER = new SecretKeySpec("another one of 32 characters, yes".getBytes(UTF_8), "x");
    private static final Seal SEAL = new Seal(List.of(SECRET));
    private static final String NAME = "0123456789abcdef";
    private static final byte[] BODY = "{\"keys\":[]}".getBytes(UTF_8);

    private static byte[] written(Seal seal) {
        return entry(seal).sealed(seal, BODY);
    }

    private static StoreEntry entry(Seal seal) {
        StatedFreshness freshness = new StatedFreshness(Optional.of(Duration.ofMinutes(5)), true);
        return StoreEntry.of(
                seal.secretIds().get(0),
                NAME,
                "https://issuer.example.com",
                "https://issuer.example.com/jwks",
                new AskedAt(1_700_000_000_123L, 1_700_000_000_045L),
                Duration.ofSeconds(7),
                freshness,
                true,
                BODY);
    }

    private static byte[] body(byte[] bytes, String name, Seal seal) {
        return StoreEntry.read(bytes, name, seal).body(bytes);
    }

    private static void isRefused(byte[] bytes, String name, Seal seal, String why) {
        assertThatThrownBy(() -> body(bytes, name, seal))
                .isInstanceOf(RefusedEntryException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatWasWritten_isRead() {
        byte[] bytes = written(SEAL);
        StoreEntry read = StoreEntry.read(bytes, NAME, SEAL);
        assertThat(read).usingRecursiveComparison().isEqualTo(entry(SEAL));
        assertThat(read.body(bytes)).isEqualTo(BODY);
        assertThat(read.length()).isEqualTo(bytes.length);
    }

    @Test
    void anAnswerThatStatedNothing_statesNothing() {
        StoreEntry silent = StoreEntry.of(
                SEAL.secretIds().get(0),
                NAME,
                "i",
                "",
                new AskedAt(0, AskedAt.NO_CLOCK),
                Duration.ZERO,
                StatedFreshness.UNSTATED,
                false,
                BODY);
        byte[] bytes = silent.sealed(SEAL, BODY);
        assertThat(StoreEntry.read(bytes, NAME, SEAL))
                .usingRecursiveComparison()
                .isEqualTo(silent);
    }

    @Test
    void eachBitThatIsFlipped_isFound() {
        byte[] good = written(SEAL);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> body(bad, NAME, SEAL)).as("bit %d", bit).isInstanceOf(RefusedEntryException.class);
        }
    }

    @Test
    void eachLengthButTheRightOne_isFound() {
        byte[] good = written(SEAL);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> body(cut, NAME, SEAL))
                    .as("%d bytes", length)
                    .isInstanceOf(RefusedEntryException.class);
        }
        isRefused(Arrays.copyOf(good, good.length + 1), NAME, SEAL, "in place of");
    }

    @Test
    void underAnotherName_itIsNotBelieved() {
        isRefused(written(SEAL), "fedcba9876543210", SEAL, "another name");
    }

    @Test
    void anotherVersion_isNotRead() {
        byte[] later = written(SEAL);
        later[0] = 4;
        isRefused(later, NAME, SEAL, "of version 4");
    }

    @Test
    void anotherSecret_isNotAccepted() {
        isRefused(written(new Seal(List.of(OTHER))), NAME, SEAL, "a secret that this node does not have");
        isRefused(written(new Seal(List.of())), NAME, SEAL, "a secret that this node does not have");
    }

    @Test
    void whoeverNamesOurSecretWithoutHavingIt_isFound() {
        byte[] forged = written(new Seal(List.of(OTHER)));
        System.arraycopy(written(SEAL), 1, forged, 1, 4); // the ID, which is no secret
        isRefused(forged, NAME, SEAL, "its seal is not right");
    }

    @Test
    void anOlderSecret_isAcceptedAndDoesNotSeal() {
        Seal both = new Seal(List.of(OTHER, SECRET));
        assertThat(body(written(SEAL), NAME, both)).isEqualTo(BODY);
        isRefused(written(both), NAME, SEAL, "a secret that this node does not have");
    }

    @Test
    void names_sayNothingAndDifferInEachPart() {
        int id = SEAL.secretIds().get(0);
        String name = SEAL.name(id, List.of("ab", "c"));
        assertThat(name).matches("[0-9a-f]{32}").isEqualTo(SEAL.name(id, List.of("ab", "c")));
        assertThat(SEAL.name(id, List.of("a", "bc"))).isNotEqualTo(name);
        assertThat(SEAL.name(id, List.of("abc"))).isNotEqualTo(name);
        Seal other = new Seal(List.of(OTHER));
        assertThat(other.name(other.secretIds().get(0), List.of("ab", "c"))).isNotEqualTo(name);
    }
}
