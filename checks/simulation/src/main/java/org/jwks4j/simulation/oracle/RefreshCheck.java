package org.jwks4j.simulation.oracle;

import org.jwks4j.simulation.world.Call;

/**
 * Judges when sets are fetched again. While its issuer answers, and each fetch takes at most three times as long as the last one
 * and half of the lifetime, no one who uses a set waits for the next one.
 */
final class RefreshCheck {
    private final Oracle oracle;

    RefreshCheck(Oracle oracle) {
        this.oracle = oracle;
    }

    /** A set that was accepted and is used is fetched again in time. */
    void expectNext(View view, Held held) {
        oracle.by(refreshAtMost(held) + 1, () -> {
            long earliestAlarm = held.exchange().sentAt()
                    + (held.freshAtLeast() - held.exchange().sentAt()) / 10 * 6;
            boolean used = view.firstUseSinceAccepted < Math.min(earliestAlarm, refreshAtMost(held));
            boolean asked = view.lastKeysSentAt > held.acceptedAt() || view.isBusy(oracle.now());
            if (held.equals(view.held) && used && !asked && isHealthy(view, held) && !view.node.isClosed()) {
                oracle.fail(
                        Invariant.PROMPTNESS,
                        view + ": the set of " + held.exchange() + " was used, and not refreshed ahead");
            }
        });
    }

    /** A caller that waits although its key is known waits for a fetch that takes longer than there was reason to think. */
    void checkWaiting(Call call, View view, Held held, long now) {
        boolean used = view.firstUseSinceAccepted < refreshAtMost(held);
        long fetchingSince = view.wasBusy(now) ? view.busySince() : now;
        if (used && isHealthy(view, held) && fetchingSince > refreshAtMost(held)) {
            oracle.fail(Invariant.PROMPTNESS, call + " waits for a refresh that began too late");
        }
    }

    private static boolean isHealthy(View view, Held held) {
        return view.failing == null && view.lastFailureAt < held.acceptedAt() && !view.mayBeForgotten;
    }

    /**
     * When 90 % of the lifetime are over, or three times as long before its end as the fetch took, but not before half of it. From
     * outside a fetch took at least as long as the request for the keys.
     */
    private static long refreshAtMost(Held held) {
        long lifetime = held.freshAtMost() - held.exchange().sentAt();
        long took = held.acceptedAt() - held.exchange().sentAt();
        return held.freshAtMost() - Math.max(lifetime / 10, Math.min(3 * took, lifetime / 2));
    }
}
