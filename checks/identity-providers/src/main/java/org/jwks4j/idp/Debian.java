package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs of Debian's packages, unpacked into a folder and not installed; what this machine has already is not there. */
final class Debian {
    private final Path root;

    Debian(Workplace workplace) {
        root = workplace.software("debian");
    }

    /** Where a file or folder of a package is, by its path on a machine that has it installed. */
    Path path(String installed) throws IOException {
        for (Path place : List.of(root.resolve(installed), Path.of("/").resolve(installed))) {
            if (Files.exists(place)) {
                return place;
            }
        }
        throw new IOException("no /" + installed + " here, nor in " + root);
    }

    /** So that a program finds its libraries. */
    Map<String, String> environment() throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve("usr/lib"))) {
            String libraries = folders.filter(folder -> folder.toString().endsWith("-linux-gnu"))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
            return Map.of("LD_LIBRARY_PATH", libraries);
        }
    }
}
