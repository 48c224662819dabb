package org.jwks4j.simulation.world;

import java.time.Duration;
import org.jwks4j.RefreshPolicy;

/**
 * How a node is configured.
 *
 * @param deadline how long its callers wait at most
 * @param tickerOrigin where its monotonic clock begins: anywhere, also just before it overflows
 * @param twoMetadataPlaces whether metadata is also looked for where RFC 8414 has it
 * @param ignoresCancelling whether its transport goes on with a request that was given up
 */
public record NodeSettings(
        RefreshPolicy policy,
        Duration deadline,
        long tickerOrigin,
        boolean twoMetadataPlaces,
        boolean ignoresCancelling) {
    /** The engine's defaults. */
    public static final NodeSettings DEFAULTS =
            new NodeSettings(RefreshPolicy.defaults(), Duration.ofSeconds(10), 0, false, false);
}
