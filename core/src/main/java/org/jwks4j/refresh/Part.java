package org.jwks4j.refresh;

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
}
