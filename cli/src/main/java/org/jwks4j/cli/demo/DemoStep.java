package org.jwks4j.cli.demo;

import java.util.Locale;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.json.JsonObject;

/**
 * A step of the demo, done.
 *
 * @param name what it shows
 * @param passed whether it went as it must
 * @param nanos how long it took
 * @param requests how many requests the issuer has seen by then
 * @param detail what happened
 */
record DemoStep(String name, boolean passed, long nanos, int requests, String detail) {
    private static final double NANOS_PER_MILLI = 1e6;

    String toLine() {
        return String.format(
                Locale.ROOT,
                "%-6s  %-8s  %8.1f ms  %2d requests  %s",
                passed ? "ok" : "FAILED",
                name,
                nanos / NANOS_PER_MILLI,
                requests,
                detail);
    }

    JsonObject toJson() {
        return new JsonMembers()
                .with("name", name)
                .with("passed", passed)
                .with("millis", Math.round(nanos / 1e3) / 1e3)
                .with("requests", requests)
                .with("detail", detail)
                .build();
    }
}
