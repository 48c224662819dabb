package org.jwks4j.simulation.script;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.simulation.world.Caching;

/** What is drawn from a seed. */
final class Draw {
    private final SplittableRandom random;

    Draw(SplittableRandom random) {
        this.random = random;
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    long between(long least, long most) {
        return random.nextLong(least, most);
    }

    /** As often between one and ten as between ten and a hundred. */
    long logarithmic(long least, long most) {
        return (long) (least * Math.pow((double) most / least, random.nextDouble()));
    }

    Caching caching() {
        return Caching.ALL.get(random.nextInt(oneIn(2) ? 4 : Caching.ALL.size()));
    }

    RefreshPolicy policy() {
        RefreshPolicy policy = oneOf(
                RefreshPolicy.defaults(), RefreshPolicy.defaults(), RefreshPolicy.strict(), RefreshPolicy.resilient());
        if (oneIn(4)) {
            policy = policy.withUnknownKeyBudget(1 + below(4), Duration.ofMillis(between(500, 8_000)));
        }
        if (oneIn(4)) {
            Duration min = Duration.ofSeconds(between(20, 120));
            policy = policy.withFreshness(min.multipliedBy(2), min, min.multipliedBy(between(2, 20)));
        }
        return oneIn(5) ? policy.withStaleFor(Duration.ofSeconds(between(0, 1_000))) : policy;
    }
}
