package org.jwks4j.verifier.form;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.TreeSet;

/**
 * Names that a caller lists in a rule: sorted, each once. A null among them most often comes from a setting of the service's own that
 * is absent.
 */
public final class Names {
    private Names() {}

    /** Any number. What each is a name of is for the message. */
    public static List<String> of(String what, String... names) {
        requireNonNull(names, what);
        for (int i = 0; i < names.length; i++) {
            requireAt(i, names.length, what, names[i]);
        }
        return List.copyOf(new TreeSet<>(List.of(names)));
    }

    /** At least one, and none of them empty: an empty list, most often of a setting too, would allow all or nothing. */
    public static List<String> some(String what, String... names) {
        List<String> some = of(what, names);
        if (some.isEmpty() || some.contains("")) {
            throw new IllegalArgumentException("a rule needs at least one " + what + ", and none may be empty");
        }
        return some;
    }

    private static void requireAt(int index, int length, String what, String name) {
        if (name == null) {
            throw new NullPointerException(what + " " + (index + 1) + " of " + length
                    + " is null: if it comes from your configuration, that setting is absent");
        }
    }
}
