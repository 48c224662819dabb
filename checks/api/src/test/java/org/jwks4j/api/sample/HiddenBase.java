package org.jwks4j.api.sample;

import java.util.function.Supplier;

/** Cannot be named by users, whose {@code Sample} has its methods anyway. */
abstract class HiddenBase implements Supplier<String> {
    private final String name;

    HiddenBase(String name) {
        this.name = name;
    }

    @Override
    public final String get() {
        return name;
    }

    void alsoUnseen() {}
}
