package org.jwks4j.keylog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner can read and write, on file systems that know owners (mode 0600). */
final class OwnersFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private OwnersFile() {}

    /** Makes an empty file, which must not be there yet: its mode is right from the first moment on. */
    static void create(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        boolean posix = directory != null
                && Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class);
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createFile(file);
        }
    }
}
