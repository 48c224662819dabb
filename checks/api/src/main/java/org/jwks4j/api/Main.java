package org.jwks4j.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the {@code api.txt} of each published module: scripts/api-dump. */
public final class Main {
    private Main() {}

    /**
     * Writes the files.
     *
     * @param args the root of the repository, and the name of the build's folder in each module
     * @throws IOException if a class file cannot be read or a description cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        for (PublishedModule module : PublishedModule.all(root)) {
            String api = module.api(root, args[1]);
            Files.writeString(module.dump(root), api);
            System.out.println(module.folder().resolve("api.txt") + ": "
                    + api.lines().findFirst().orElseThrow());
        }
    }
}
