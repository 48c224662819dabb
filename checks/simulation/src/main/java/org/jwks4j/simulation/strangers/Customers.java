package org.jwks4j.simulation.strangers;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.simulation.world.VirtualTime;

/** The resolver: it knows customers, takes back one of them, and may hang for invented names or for all. */
final class Customers {
    private static final long SLOWEST = Duration.ofMillis(50).toNanos();

    private final VirtualTime time;
    private final RandomGenerator random;
    private final boolean hangsForInventions;
    private Trouble trouble = Trouble.NONE;
    private long withdrawnAt = Long.MAX_VALUE;

    Customers(VirtualTime time, RandomGenerator random) {
        this.time = time;
        this.random = random;
        this.hangsForInventions = random.nextBoolean();
    }

    /** From now on the first customer is none any more, and from now on it may be in trouble. */
    void withdraw(Trouble newTrouble) {
        withdrawnAt = time.now();
        trouble = newTrouble;
    }

    long withdrawnAt() {
        return withdrawnAt;
    }

    boolean answers() {
        return trouble == Trouble.NONE;
    }

    CompletableFuture<Optional<TrustedIssuer>> resolve(String name) {
        CompletableFuture<Optional<TrustedIssuer>> answer = new CompletableFuture<>();
        boolean isCustomer = name.startsWith("https://customer-");
        if (trouble == Trouble.HANGS || (!isCustomer && hangsForInventions)) {
            return answer;
        }
        boolean trusted = isCustomer && (withdrawnAt == Long.MAX_VALUE || !name.equals(Names.customer(0)));
        Trouble now = trouble;
        time.in(random.nextLong(1, SLOWEST), () -> {
            if (now == Trouble.FAILS) {
                answer.completeExceptionally(new IllegalStateException("the database is down"));
            } else {
                answer.complete(trusted ? Optional.of(TrustedIssuer.of(name)) : Optional.empty());
            }
        });
        return answer;
    }

    /** What the resolver may be in. */
    enum Trouble {
        NONE,
        FAILS,
        HANGS
    }
}
