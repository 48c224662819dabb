package org.jwks4j.spring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jwks4j.IssuerStatus;

/** What operators are told of an issuer, for health and endpoint. */
final class IssuerDetails {
    private IssuerDetails() {}

    static Map<String, Object> of(IssuerStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", status.state().name());
        details.put("keys", status.keys());
        details.put("skippedKeys", status.skippedKeys());
        put(details, "age", status.age());
        put(details, "freshFor", status.freshFor());
        put(details, "nextAttempt", status.nextAttempt());
        details.put("failures", status.failures());
        status.lastFailure().ifPresent(failure -> details.put("lastFailure", failure));
        return details;
    }

    /** In whole seconds: ISO 8601 as {@link Duration} writes it. */
    private static void put(Map<String, Object> details, String name, Optional<Duration> time) {
        time.ifPresent(length ->
                details.put(name, Duration.ofSeconds(length.toSeconds()).toString()));
    }
}
