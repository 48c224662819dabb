package org.jwks4j.simulation.strangers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.simulation.oracle.FirstViolation;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.VirtualTime;

/** Knows only what was sent, what was published and who was answered; and what README and SECURITY.md promise of that. */
final class StrangerOracle {
    /** What the fetchers of this world are allowed, of each kind. */
    static final long MEMORY = 1024 * 1024;

    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int BURST = 64;
    private static final long ONE_MORE_EACH = Duration.ofMillis(100).toNanos();
    private static final long SERVED_WITHIN = Duration.ofSeconds(2).toNanos();
    private static final long TRUSTED_FOR =
            Duration.ofMinutes(10).plus(DEADLINE).toNanos();
    private static final long TRUSTED_WHILE_FAILING =
            Duration.ofHours(1).plus(DEADLINE).toNanos();

    /** Random text of 64 letters is six bits a letter, however it is kept; and whatever else an issuer holds. */
    private static final double HELD_OF_TEXT = 0.7;

    private static final long HELD_BESIDES = 500;
    private static final long AT_WORK_FOR = Duration.ofMinutes(1).toNanos();
    private static final double TOLERANCE = 1.1;

    private final VirtualTime time;
    private final FirstViolation violations;
    private final Map<String, Published> published = new HashMap<>();
    private long bucketFullAt;

    StrangerOracle(VirtualTime time, Set<Invariant> watched) {
        this.time = time;
        this.violations = new FirstViolation(time::now, watched);
    }

    @Nullable
    Violation violation() {
        return violations.get();
    }

    /** First requests for invented names of one host come out of one bucket. */
    void sent(String issuer, boolean isMetadata) {
        if (!isMetadata || !issuer.contains("/junk-")) {
            return;
        }
        bucketFullAt = Math.max(bucketFullAt, time.now()) + ONE_MORE_EACH;
        if (bucketFullAt - time.now() > BURST * ONE_MORE_EACH) {
            violations.fail(Invariant.PLACES, issuer + " is asked for, and the bucket of its host is empty");
        }
    }

    void publishes(String issuer, int characters) {
        published.put(issuer, new Published(characters, time.now()));
    }

    /** An issuer that was known before is served, whatever strangers do. */
    void knownAnswered(String issuer, long arrivedAt, @Nullable Throwable failure) {
        if (failure != null) {
            violations.fail(Invariant.PLACES, issuer + ", which is known, got no key: " + failure);
        } else if (time.now() - arrivedAt > SERVED_WITHIN) {
            violations.fail(
                    Invariant.PLACES, issuer + ", which is known, waited " + Duration.ofNanos(time.now() - arrivedAt));
        }
    }

    /** @param resolverAnswers whether it has, ever since the withdrawal */
    void servedAfterWithdrawal(String issuer, long withdrawnAt, boolean resolverAnswers) {
        long since = time.now() - withdrawnAt;
        if (since > (resolverAnswers ? TRUSTED_FOR : TRUSTED_WHILE_FAILING)) {
            violations.fail(
                    Invariant.TRUST_ENDS,
                    issuer + " is trusted " + Duration.ofNanos(since) + " after that was withdrawn");
        }
    }

    /**
     * What strangers hold at least, of what they published a moment ago: later they may have come to rest. No one of them is
     * known, so that the memory of newcomers is for all of them.
     */
    void holds(List<IssuerStatus> all) {
        long held = 0;
        for (IssuerStatus status : all) {
            Published document = published.get(status.issuer());
            if (status.keys() > 0 && document != null && time.now() - document.at < AT_WORK_FOR) {
                held += HELD_BESIDES + (long) (HELD_OF_TEXT * document.characters);
            }
        }
        if (held > MEMORY * TOLERANCE) {
            violations.fail(Invariant.HEAP, all.size() + " issuers hold " + held + " bytes at least, of " + MEMORY);
        }
    }

    private record Published(int characters, long at) {}
}
