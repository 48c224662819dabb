package org.jwks4j.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A directory that no one but its owner may enter, and that is this user's own. On a file system without POSIX permissions, only links
 * are refused.
 */
final class PrivateDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final boolean isPosix;

    private PrivateDirectory(Path path, boolean isPosix) {
        this.path = path;
        this.isPosix = isPosix;
    }

    /** Makes the directory if it is not there. */
    static PrivateDirectory of(Path path) throws IOException {
        boolean isPosix = Files.getFileStore(existing(path)).supportsFileAttributeView(PosixFileAttributeView.class);
        try {
            Files.createDirectory(path, permissions(isPosix, "rwx------"));
        } catch (FileAlreadyExistsException e) { // which is checked as any other
        }
        PrivateDirectory directory = new PrivateDirectory(path, isPosix);
        directory.check();
        return directory;
    }

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : parent;
    }

    private static FileAttribute<?>[] permissions(boolean isPosix, String permissions) {
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** The owner of a new file is this user, whatever the user is called. */
    private void check() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is no directory, or a link to one; it is not used");
        }
        if (!isPosix) {
            return;
        }
        PosixFileAttributes found = attributes(path);
        if (!OWNER_ONLY.containsAll(found.permissions())) {
            throw new IOException(path + " has the permissions " + PosixFilePermissions.toString(found.permissions())
                    + "; it is not used unless only its owner may enter it (chmod 700)");
        }
        Path probe = newFile();
        try {
            if (!attributes(probe).owner().equals(found.owner())) {
                throw new IOException(path + " belongs to another user, " + found.owner() + "; it is not used");
            }
        } finally {
            Files.delete(probe);
        }
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** An empty file that only its owner may read. */
    Path newFile() throws IOException {
        return Files.createTempFile(path, "new-", ".tmp", permissions(isPosix, "rw-------"));
    }

    /** Whether it is a plain file, and belongs to whom the directory belongs to. */
    boolean isOwnFile(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return !isPosix || attributes(file).owner().equals(attributes(path).owner());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Makes what was moved into it outlast a crash; not every system can. */
    void force() throws IOException {
        if (isPosix) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
