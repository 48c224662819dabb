package org.jwks4j.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest extends KeySetStoreContract {
    private static final Duration LONG = Duration.ofHours(1);
    private static final String NAME = "0123456789abcdef";
    private static final byte[] VALUE = "some bytes".getBytes(UTF_8);

    @TempDir
    private Path parent;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<FileStore> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FileStore::close);
    }

    private Path directory() {
        return parent.resolve("keys");
    }

    private FileStore in(Path directory) {
        FileStore store = new FileStore(directory, now::get);
        open.add(store);
        return store;
    }

    @Override
    protected KeySetStore store() {
        return in(directory());
    }

    @Override
    protected KeySetStore sameStore() {
        return in(directory());
    }

    @Override
    protected void after(Duration duration) {
        now.updateAndGet(time -> time.plus(duration));
    }

    @Test
    void aLeaseEndsAtItsMillisecond() throws Exception {
        of(store().lease(NAME, "a", Duration.ofSeconds(2)));
        after(Duration.ofMillis(1999));
        assertThat(of(sameStore().lease(NAME, "b", LONG))).isFalse();
        after(Duration.ofMillis(1));
        assertThat(of(sameStore().lease(NAME, "b", LONG))).isTrue();
    }

    private void isNotUsed(Path directory, String why) {
        assertThatThrownBy(() -> of(in(directory).read(NAME, 10)))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @Test
    void directoryAndFiles_areTheOwnersAlone() throws Exception {
        of(store().write(NAME, VALUE, LONG));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().resolve(NAME))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsLeftOver() throws Exception {
        of(store().write(NAME, VALUE, LONG));
        of(store().write(NAME, VALUE, LONG));
        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(NAME);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx--x---", "rwxrwxrwx", "rwx-----x", "rwx---r--"})
    void aDirectoryThatOthersMayEnter_isNotUsed(String permissions) throws Exception {
        Files.createDirectory(directory());
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString(permissions));
        isNotUsed(directory(), "chmod 700");
    }

    @Test
    void aLinkToADirectory_isNotUsed() throws Exception {
        of(store().write(NAME, VALUE, LONG));
        Path link = Files.createSymbolicLink(parent.resolve("link"), directory());
        isNotUsed(link, "a link");
    }

    @Test
    void aFileInThePlaceOfTheDirectory_isNotUsed() throws Exception {
        Files.write(directory(), VALUE);
        isNotUsed(directory(), "no directory");
    }

    @Test
    void aDirectoryWithoutParent_isNotMade() {
        assertThatThrownBy(() -> of(in(parent.resolve("a").resolve("b")).read(NAME, 10)))
                .cause()
                .isInstanceOf(IOException.class);
    }

    @Test
    void aLinkInThePlaceOfAnEntry_isAbsent_andIsReplaced() throws Exception {
        Path elsewhere = Files.write(parent.resolve("elsewhere"), VALUE);
        of(store().read(NAME, 10)); // makes the directory
        Files.createSymbolicLink(directory().resolve(NAME), elsewhere);
        assertThat(of(store().read(NAME, 10))).isEmpty();
        of(store().write(NAME, "mine".getBytes(UTF_8), LONG));
        assertThat(Files.isSymbolicLink(directory().resolve(NAME))).isFalse();
        assertThat(of(store().read(NAME, 10))).hasValue("mine".getBytes(UTF_8));
        assertThat(Files.readAllBytes(elsewhere)).isEqualTo(VALUE);
    }

    @Test
    void aDirectoryInThePlaceOfAnEntry_isAbsent() throws Exception {
        of(store().read(NAME, 10));
        Files.createDirectory(directory().resolve(NAME));
        assertThat(of(store().read(NAME, 10))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../a",
                "a/b",
                "A",
                "lock",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"
            })
    void otherNames_reachNoFile(String name) {
        assertThatThrownBy(() -> of(store().read(name, 10))).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(store().write(name, VALUE, LONG)))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(Files.exists(directory(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\n", "a\nsoon", "\n\n", "a\n9223372036854775807"})
    void aLeaseThatCannotBeRead_orHasNoEnd_isOver(String text) throws Exception {
        of(store().read(NAME, 10));
        Files.writeString(directory().resolve(NAME), text);
        assertThat(of(store().lease(NAME, "b", LONG))).isTrue();
    }

    @Test
    void aHundredAtOnce_oneHasTheLease() throws Exception {
        List<CompletableFuture<Boolean>> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            taken.add(in(directory()).lease(NAME, "owner-" + i, LONG));
        }
        int holders = 0;
        for (CompletableFuture<Boolean> one : taken) {
            holders += of(one) ? 1 : 0;
        }
        assertThat(holders).isEqualTo(1);
    }

    @Test
    void whatWasClosed_fails() {
        FileStore store = in(directory());
        store.close();
        assertThatThrownBy(() -> of(store.read(NAME, 10))).hasCauseInstanceOf(IOException.class);
    }
}
