package org.jwks4j.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What each store does. */
public abstract class KeySetStoreContract {
    private static final Duration LONG = Duration.ofHours(1);
    private static final String NAME = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";

    /** An empty store. */
    protected abstract KeySetStore store();

    /** Another process's way to the same entries. */
    protected abstract KeySetStore sameStore();

    /** Lets time go by for leases; a real store may add some seconds of its own. */
    protected abstract void after(Duration duration);

    protected static <T> T of(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private String read(String name, int maxBytes) throws Exception {
        Optional<byte[]> found = of(sameStore().read(name, maxBytes));
        return found.map(bytes -> new String(bytes, UTF_8)).orElse("absent");
    }

    @Test
    void whatWasNotWritten_isAbsent() throws Exception {
        assertThat(read(NAME, 100)).isEqualTo("absent");
    }

    @Test
    void whatWasWritten_isReadByAnother_upToTheBytesThatAreWanted() throws Exception {
        of(store().write(NAME, "some bytes".getBytes(UTF_8), LONG));
        assertThat(read(NAME, 10)).isEqualTo("some bytes");
        assertThat(read(NAME, 11)).isEqualTo("some bytes");
        assertThat(read(NAME, 9)).isEqualTo("some byte");
        assertThat(read(OTHER, 10)).isEqualTo("absent");
    }

    @Test
    void aSecondWrite_replacesTheWholeEntry() throws Exception {
        of(store().write(NAME, "a long entry".getBytes(UTF_8), LONG));
        of(sameStore().write(NAME, "short".getBytes(UTF_8), LONG));
        assertThat(read(NAME, 100)).isEqualTo("short");
    }

    @Test
    void aLease_hasOneHolder() throws Exception {
        assertThat(of(store().lease(NAME, "a", LONG))).isTrue();
        assertThat(of(sameStore().lease(NAME, "b", LONG))).isFalse();
        assertThat(of(store().lease(NAME, "a", LONG))).isFalse();
        assertThat(of(sameStore().lease(OTHER, "b", LONG))).isTrue();
    }

    @Test
    void aLease_isReleasedByItsHolderAlone() throws Exception {
        of(store().lease(NAME, "a", LONG));
        of(sameStore().release(NAME, "b"));
        assertThat(of(sameStore().lease(NAME, "b", LONG))).isFalse();
        of(store().release(NAME, "a"));
        assertThat(of(sameStore().lease(NAME, "b", LONG))).isTrue();
    }

    @Test
    void aReleaseOfWhatNoOneHolds_isNothing() throws Exception {
        of(store().release(NAME, "a"));
        assertThat(of(store().lease(NAME, "a", LONG))).isTrue();
    }

    @Test
    void aLeaseEndsByItself() throws Exception {
        of(store().lease(NAME, "a", LONG));
        after(LONG.dividedBy(2));
        assertThat(of(sameStore().lease(NAME, "b", LONG))).isFalse();
        after(LONG.dividedBy(2));
        assertThat(of(sameStore().lease(NAME, "b", LONG))).isTrue();
        of(store().release(NAME, "a")); // who has lost it ends no other's
        assertThat(of(store().lease(NAME, "c", LONG))).isFalse();
    }
}
