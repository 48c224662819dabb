package org.jwks4j.simulation.scenario;

import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jwks4j.simulation.world.VirtualTime;

/** With which key an issuer signs since when. Half of its callers have just got their token, half up to ten minutes ago. */
final class Signer {
    private final VirtualTime time;
    private final SplittableRandom random;
    private final TreeMap<Long, String> since = new TreeMap<>();

    Signer(VirtualTime time, SplittableRandom random, String keyId) {
        this.time = time;
        this.random = random;
        since.put(Long.MIN_VALUE, keyId);
    }

    /** Signs with another key from now on. */
    void signWith(String keyId) {
        since.put(time.now(), keyId);
    }

    String newest() {
        return since.lastEntry().getValue();
    }

    /** The key IDs of callers' tokens. */
    Supplier<String> tokens() {
        return () -> {
            long age = random.nextBoolean() ? 0 : random.nextLong(10 * Span.MINUTE);
            return since.floorEntry(time.now() - age).getValue();
        };
    }
}
