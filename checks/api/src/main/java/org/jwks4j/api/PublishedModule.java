package org.jwks4j.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module whose jar is published.
 *
 * @param folder the module's folder, relative to the root of the repository
 * @param artifactId its artifact
 */
record PublishedModule(Path folder, String artifactId) {
    /** All published modules with a jar, in the order of the root pom. */
    static List<PublishedModule> all(Path root) throws IOException {
        List<PublishedModule> found = new ArrayList<>();
        collect(root, Path.of(""), found);
        return found;
    }

    private static void collect(Path root, Path folder, List<PublishedModule> found) throws IOException {
        Pom pom = Pom.read(root.resolve(folder).resolve("pom.xml"));
        if (pom.isPublishedJar()) {
            found.add(new PublishedModule(folder, pom.artifactId()));
        }
        for (String module : pom.modules()) {
            collect(root, folder.resolve(module), found);
        }
    }

    /** The committed description of the module's API. */
    Path dump(Path root) {
        return root.resolve(folder).resolve("api.txt");
    }

    /**
     * The module's API as it was compiled.
     *
     * @param output the name of the build's folder below the module's, such as {@code target}
     */
    String api(Path root, String output) throws IOException {
        Path classes = root.resolve(folder).resolve(output).resolve("classes");
        if (!Files.isDirectory(classes)) {
            throw new IOException(classes + " is missing: compile " + folder + " first");
        }
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> classFiles = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.startsWith(classes.resolve("META-INF")))
                    .toList();
            return new ModuleApi(folder.toString(), ClassFiles.read(classFiles)).text();
        }
    }
}
