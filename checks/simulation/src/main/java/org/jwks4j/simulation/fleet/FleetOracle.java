package org.jwks4j.simulation.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.simulation.oracle.FirstViolation;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.VirtualTime;

/** Knows what issuers published and when they were asked; and what docs/shared-store.md promises of that. */
final class FleetOracle {
    /** An answer, one timeout of the store, a wait, a second for a place; and once more for a key that was not there yet. */
    private static final long LONGEST = Duration.ofSeconds(7).toNanos();

    /** How late the store may say what time it is. */
    private static final long LATE = Duration.ofSeconds(1).toNanos();

    private static final long WINDOW = Duration.ofMinutes(20).toNanos();
    private static final long LEFT_ALONE = Duration.ofSeconds(30).toNanos();

    /** Of each issuer and window: two a lifetime, which is refreshed after seven minutes at the earliest, and two to begin with. */
    private static final int REQUESTS = 8;

    private static final long REVOKED_EVERYWHERE = Duration.ofSeconds(12).toNanos();

    /** A store that was in trouble is left alone for 10 s, read 10 s later, and what it has lost is written and read once more. */
    private static final long REVOKED_AGAIN = Duration.ofSeconds(40).toNanos();

    /** After which nodes know that their issuers are back. */
    private static final long RECOVERED = Duration.ofMinutes(1).toNanos();

    private final VirtualTime time;
    private final boolean clocksAgree;
    private final FirstViolation violations;
    private final Map<String, Long> confirmedAt = new HashMap<>();
    private final Map<String, Deque<Long>> requests = new HashMap<>();
    private final Map<String, Revoked> revoked = new HashMap<>();
    private final Map<Integer, Set<String>> served = new HashMap<>();
    private final Map<Integer, Set<String>> refused = new HashMap<>();
    private long troubledAt;
    private long issuersBackAt;

    FleetOracle(VirtualTime time, boolean clocksAgree, Set<Invariant> watched) {
        this.time = time;
        this.clocksAgree = clocksAgree;
        this.violations = new FirstViolation(time::now, watched);
    }

    @Nullable
    Violation violation() {
        return violations.get();
    }

    /** A node has asked, and the issuer has these keys. */
    void answered(String keys) {
        confirmedAt.put(keys, time.now());
    }

    /** Something that may cost requests: a rotation, a restart, an issuer that is down. */
    void troubled() {
        troubledAt = time.now();
    }

    /** Both issuers answer from now on. */
    void issuersAreBack() {
        troubled();
        issuersBackAt = time.now();
    }

    void issuersFail() {
        troubled();
        issuersBackAt = Long.MAX_VALUE;
    }

    /** Whether issuers answer, and have done so for long enough that each node has had an answer. */
    boolean issuersAreHeard() {
        return hasPassed(RECOVERED, issuersBackAt, time.now());
    }

    /** @param storeHealthySince when the store was last in trouble */
    void asked(String issuer, long storeHealthySince) {
        Deque<Long> all = requests.computeIfAbsent(issuer, any -> new ArrayDeque<>());
        all.add(time.now());
        while (time.now() - all.peekFirst() > WINDOW) {
            all.removeFirst();
        }
        boolean quiet = storeHealthySince != Long.MAX_VALUE
                && time.now() - Math.max(storeHealthySince, troubledAt) > WINDOW + LEFT_ALONE;
        if (clocksAgree && quiet && all.size() > REQUESTS) {
            violations.fail(
                    Invariant.FLEET_BUDGET,
                    issuer + " is asked " + all.size() + " times in " + Duration.ofNanos(WINDOW));
        }
    }

    /** What only this node knew, because the store was in trouble, no one knows now. */
    void restarted(int node, long storeHealthySince) {
        served.remove(node);
        refused.remove(node);
        revoked.values()
                .removeIf(key ->
                        key.node == node && !hasPassed(REVOKED_AGAIN, Math.max(key.at, storeHealthySince), time.now()));
    }

    void revoked(int node, String keyId) {
        revoked.put(keyId, new Revoked(node, time.now()));
    }

    private static boolean hasPassed(long length, long since, long at) {
        return since != Long.MAX_VALUE && at - since > length;
    }

    /** @param genuine whether it is the key that the issuer published; false if there is none */
    void answer(
            int node,
            String keyId,
            long arrivedAt,
            boolean genuine,
            @Nullable Throwable failure,
            long storeHealthySince) {
        long took = time.now() - arrivedAt;
        if (took > LONGEST) {
            violations.fail(
                    Invariant.STORE_HARMLESS, "node" + node + " waited " + Duration.ofNanos(took) + " for " + keyId);
        }
        Set<String> before = served.computeIfAbsent(node, any -> new HashSet<>());
        if (failure == null) {
            before.add(keyId);
            if (!genuine) {
                violations.fail(Invariant.FORGERY, "node" + node + " took another key for " + keyId);
            }
            revokedIsServed(node, keyId, arrivedAt, storeHealthySince);
        } else if (failure instanceof KeyFetchException e && e.reason() == Reason.REVOKED_KEY) {
            refused.computeIfAbsent(node, any -> new HashSet<>()).add(keyId);
        } else if (before.contains(keyId)) {
            violations.fail(Invariant.STORE_HARMLESS, "node" + node + " has lost " + keyId + ": " + failure);
        } else if (hasPassed(RECOVERED, issuersBackAt, arrivedAt) && !isAboutKey(failure)) {
            violations.fail(
                    Invariant.STORE_HARMLESS, "node" + node + " has no " + keyId + ", and its issuer has: " + failure);
        }
    }

    /** Of an unknown key, nodes whose clocks differ may say so for a while. */
    private static boolean isAboutKey(Throwable failure) {
        return failure instanceof KeyFetchException e
                && (e.reason() == Reason.UNKNOWN_KEY || e.reason() == Reason.UNKNOWN_KEY_THROTTLED);
    }

    private void revokedIsServed(int node, String keyId, long arrivedAt, long storeHealthySince) {
        Revoked everywhere = revoked.get(keyId);
        if (refused.getOrDefault(node, Set.of()).contains(keyId)) {
            violations.fail(Invariant.FLEET_REVOCATION, "node" + node + " has forgotten that " + keyId + " is revoked");
        } else if (everywhere != null
                && (storeHealthySince <= everywhere.at
                        ? hasPassed(REVOKED_EVERYWHERE, everywhere.at, arrivedAt)
                        : hasPassed(REVOKED_AGAIN, storeHealthySince, arrivedAt))) {
            violations.fail(
                    Invariant.FLEET_REVOCATION, "node" + node + " serves " + keyId + ", which was revoked elsewhere");
        }
    }

    /** @param keys what the node has */
    void holds(int node, String keys, Duration age) {
        Long at = confirmedAt.get(keys);
        if (at != null && time.now() - at - age.toNanos() > LATE) {
            violations.fail(
                    Invariant.FLEET_AGE,
                    "node" + node + " says that its keys are " + age + " old, and they are "
                            + Duration.ofNanos(time.now() - at));
        }
    }

    /** A key that was revoked on a node. */
    private record Revoked(int node, long at) {}
}
