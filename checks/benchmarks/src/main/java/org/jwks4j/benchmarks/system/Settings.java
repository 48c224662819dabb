package org.jwks4j.benchmarks.system;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a library is told beside its issuers; null where it keeps its own default.
 *
 * @param freshness for how long keys are used
 * @param deadline how long a caller waits, where a library has such a setting
 */
record Settings(@Nullable Duration freshness, @Nullable Duration deadline) {
    static final Settings DEFAULTS = new Settings(null, null);

    static Settings freshFor(@Nullable Duration freshness) {
        return new Settings(freshness, null);
    }

    static Settings within(@Nullable Duration deadline) {
        return new Settings(null, deadline);
    }
}
