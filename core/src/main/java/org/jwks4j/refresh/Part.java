package org.jwks4j.refresh;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that a value is made of.
 *
 * @param name what callers seek it by; empty if it has none
 * @param identity what it is: two parts of one name may be different things
 */
public record Part(String name, String identity) {
    boolean hasName() {
        return !name.isEmpty();
    }

    /** Both written out: a record's own is made at its first use, which is while the first caller of a new JVM waits. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Part part && name.equals(part.name) && identity.equals(part.identity);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + identity.hashCode();
    }
}
