package org.jwks4j.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.simulation.oracle.Invariant;

/**
 * The engine, broken on purpose.
 *
 * @param caughtBy the rule that it breaks
 * @param from the seed to begin with: later than 0 where only rare seeds show it, to save time
 */
record Mutant(String name, Invariant caughtBy, List<Edit> edits, long from) {
    private static final Path SOURCES = Path.of("..", "..", "core", "src", "main", "java", "org", "jwks4j");

    static Mutant of(String name, Invariant caughtBy, String file, String old, String replacement) {
        return new Mutant(name, caughtBy, List.of(new Edit(file, old, replacement)), 0);
    }

    Mutant and(String file, String old, String replacement) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(file, old, replacement));
        return new Mutant(name, caughtBy, List.copyOf(more), from);
    }

    Mutant from(long seed) {
        return new Mutant(name, caughtBy, edits, seed);
    }

    /** The changed sources by the name of their class. */
    Map<String, String> sources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Edit edit : edits) {
            String className = "org.jwks4j." + edit.file;
            String source = sources.get(className);
            if (source == null) {
                source = Files.readString(SOURCES.resolve(edit.file.replace('.', '/') + ".java"));
            }
            sources.put(className, edit.in(source));
        }
        return sources;
    }

    @Override
    public String toString() {
        return name;
    }

    /** A text of a source file, named from {@code org.jwks4j} on, which must be there exactly once, and what is put in its place. */
    record Edit(String file, String old, String replacement) {
        private String in(String source) {
            int at = source.indexOf(old);
            if (at < 0 || source.indexOf(old, at + 1) >= 0) {
                throw new IllegalStateException(
                        file + " does not have this exactly once, so the mutant must follow the" + " engine: " + old);
            }
            return source.replace(old, replacement);
        }
    }
}
