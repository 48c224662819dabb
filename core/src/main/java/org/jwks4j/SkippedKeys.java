package org.jwks4j;

import java.util.List;
import java.util.stream.Collectors;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.SkippedJwk;

/** The reasons why published keys are not used, in one line for messages and the log. */
final class SkippedKeys {
    private static final int MAX_NAMED = 20;

    private SkippedKeys() {}

    static String inWords(List<SkippedJwk> skipped) {
        int more = skipped.size() - MAX_NAMED;
        return skipped.stream()
                .limit(MAX_NAMED)
                .map(key -> Quoted.of(key.keyId()) + " " + key.reason() + " (" + key.detail() + ")")
                .collect(Collectors.joining(", ", "", more > 0 ? " and " + more + " more" : ""));
    }
}
