package org.jwks4j.simulation.world;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.TrustedIssuer;

/** The database of tenants that all nodes ask: sometimes slow, silent or broken. */
public final class Resolver {
    private static final long SLOW = Duration.ofSeconds(3).toNanos();

    private final World world;
    private final RandomGenerator random;
    private boolean troubled;

    Resolver(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
    }

    /** Makes it fail, or work again. */
    public void troubled(boolean newTroubled) {
        troubled = newTroubled;
    }

    CompletableFuture<Optional<TrustedIssuer>> resolve(Node node, String name) {
        world.tell(listener -> listener.resolverAsked(node, name));
        int fate = troubled ? random.nextInt(4) : 3;
        CompletableFuture<Optional<TrustedIssuer>> answer = new CompletableFuture<>();
        if (fate == 0) {
            // no answer: the engine waits until the deadline
            world.time().in(node.deadline(), () -> answered(node, name, false));
            return answer;
        } else if (fate == 1) {
            answered(node, name, false);
            throw new IllegalStateException("the database is down");
        }
        long delay = random.nextLong(troubled ? SLOW : SLOW / 100);
        if (delay == 0) {
            delay = 1;
        }
        boolean ok = fate == 3;
        world.time().in(delay, () -> {
            answered(node, name, ok);
            if (ok) {
                answer.complete(trusted(world.issuerOf(name)));
            } else {
                answer.completeExceptionally(new IllegalStateException("the database is down"));
            }
        });
        return answer;
    }

    private void answered(Node node, String name, boolean ok) {
        world.tell(listener -> listener.resolverAnswered(node, name, ok));
    }

    private static Optional<TrustedIssuer> trusted(@Nullable SimulatedIssuer issuer) {
        return issuer == null || !issuer.trust().isResolved() ? Optional.empty() : Optional.of(Node.trusted(issuer));
    }
}
