package org.jwks4j.cli.demo;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A step of the demo, to be done.
 *
 * @param name what it shows
 * @param act does it and says what happened; throws when something else happened than must
 */
record DemoScene(String name, Supplier<String> act) {
    /** Does the step. */
    DemoStep play(IntSupplier requests) {
        long start = System.nanoTime();
        boolean passed = false;
        String detail;
        try {
            detail = act.get();
            passed = true;
        } catch (RuntimeException e) {
            detail = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        return new DemoStep(name, passed, System.nanoTime() - start, requests.getAsInt(), detail);
    }
}
