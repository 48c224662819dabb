package org.jwks4j.simulation;

import java.util.List;
import java.util.regex.Pattern;
import org.jwks4j.simulation.oracle.Violation;

/**
 * What the simulator found and the engine does not do yet. The simulator reports it as any other violation; only the build is
 * not to fail for what is known. A line goes when the engine has caught up.
 */
final class OpenFindings {
    private static final List<Pattern> KNOWN = List.of(
            // a fetch that is at its metadata when the fetcher is closed goes on to the keys
            Pattern.compile("request .* was sent after close\\(\\)"),
            // a resolver's question that is on the executor when the fetcher is closed is asked
            Pattern.compile("asked the resolver for .* after close\\(\\)"),
            // whoever waits for a refresh past freshness is served the stale key by close()
            Pattern.compile("waited at close\\(\\) and was told a key"),
            // the slot promised to a throttled caller is not used while an issuer that was resolved is failing and idle
            Pattern.compile("was refused for want of budget, and the next slot was not used"),
            // getKeyIfCached serves what nobody has refreshed, as if the issuer did not answer
            Pattern.compile("CACHED .* was served a key .* after it was withdrawn; all answers came"));

    private OpenFindings() {}

    static boolean has(Violation violation) {
        return KNOWN.stream()
                .anyMatch(known -> known.matcher(violation.message()).find());
    }
}
