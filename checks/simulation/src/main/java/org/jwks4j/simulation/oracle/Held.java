package org.jwks4j.simulation.oracle;

import org.jspecify.annotations.Nullable;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.KeyMaterial;
import org.jwks4j.simulation.world.Publication;
import org.jwks4j.simulation.world.Reply;

/**
 * The set that a node must be using since an answer came. Its age counts from when the fetch began. From outside, that is
 * known to lie between the first request of the fetch and the one for the keys, hence the two ends of each bound.
 *
 * @param mayHaveMoved whether it is no proof that a key is not published
 */
record Held(
        Exchange exchange,
        Publication content,
        long acceptedAt,
        long freshAtLeast,
        long freshAtMost,
        long staleAtLeast,
        long staleAtMost,
        boolean mayHaveMoved) {
    static Held of(
            Exchange exchange, Reply reply, Publication content, long fetchBegan, long now, boolean mayHaveMoved) {
        RefreshPolicy policy = exchange.node().policy();
        long freshAtLeast = fetchBegan + reply.lifetime().atLeast(policy);
        long freshAtMost = exchange.sentAt() + reply.lifetime().atMost(policy);
        long stale = policy.staleFor().toNanos();
        return new Held(
                exchange,
                content,
                now,
                freshAtLeast,
                freshAtMost,
                freshAtLeast + stale,
                freshAtMost + stale,
                mayHaveMoved);
    }

    @Nullable
    KeyMaterial key(String keyId) {
        return content.key(keyId);
    }
}
