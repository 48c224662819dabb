package org.jwks4j.fetch;

import java.util.List;
import java.util.stream.Collectors;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.SkippedJwk;

/** The reasons why published keys are not used, in one line for messages and the log. */
public final class SkippedJwkWords {
    private static final int MAX_NAMED = 20;

    private SkippedJwkWords() {}

    /**
     * Names skipped keys, a bounded number of them.
     *
     * @param skipped any number
     * @return a list in a sentence
     */
    public static String of(List<SkippedJwk> skipped) {
        int more = skipped.size() - MAX_NAMED;
        return skipped.stream()
                .limit(MAX_NAMED)
                .map(key -> Quoted.of(key.keyId()) + " " + key.reason() + " (" + key.detail() + ")")
                .collect(Collectors.joining(", ", "", more > 0 ? " and " + more + " more" : ""));
    }
}
