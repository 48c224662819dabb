package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.TreeSet;

/** Names that a caller lists in a setting. A null among them most often comes from a setting of the service's own that is absent. */
final class Names {
    private Names() {}

    /**
     * The names, sorted, each once.
     *
     * @param what what each is a name of, for the message
     */
    static List<String> of(String what, String... names) {
        requireNonNull(names, what);
        for (int i = 0; i < names.length; i++) {
            requireAt(i, names.length, what, names[i]);
        }
        return List.copyOf(new TreeSet<>(List.of(names)));
    }

    private static void requireAt(int index, int length, String what, String name) {
        if (name == null) {
            throw new NullPointerException(what + " " + (index + 1) + " of " + length
                    + " is null: if it comes from your configuration, that setting is absent");
        }
    }
}
