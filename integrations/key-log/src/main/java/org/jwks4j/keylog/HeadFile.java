package org.jwks4j.keylog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The last line of a log in a file of its own, replaced whole. */
final class HeadFile {
    private final Path file;

    HeadFile(Path file) {
        this.file = file;
    }

    /** Empty if there is none; a text that is no head fails, since it was one. */
    Optional<KeyLogHead> read() throws IOException {
        return Files.exists(file)
                ? Optional.of(KeyLogHead.parse(Files.readString(file, StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    void write(KeyLogHead head) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        OwnersFile.create(next);
        Files.writeString(next, head + "\n", StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
