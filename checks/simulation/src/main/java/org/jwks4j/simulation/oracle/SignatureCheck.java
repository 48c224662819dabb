package org.jwks4j.simulation.oracle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.KeyMaterial;

/** Judges callers who found no key that their token was signed with: of a genuine one, that must be for want of a newer answer. */
final class SignatureCheck {
    /** A doubt earns a fetch no more often. */
    static final long DOUBTED_EACH = Duration.ofSeconds(30).toNanos();

    private final Oracle oracle;

    SignatureCheck(Oracle oracle) {
        this.oracle = oracle;
    }

    /** Whether the node had the key when its caller came, and could use it until the end. */
    private static boolean wasThere(@Nullable Held held, KeyMaterial material, Call call) {
        return held != null
                && held.acceptedAt() < call.arrivedAt()
                && call.answeredAt() < held.staleAtLeast()
                && held.key(call.keyId()) == material;
    }

    /** A refresh that is under way is waited for only so long. */
    private static boolean isSlow(Call call, View view) {
        long waited = call.answeredAt() - call.arrivedAt();
        return view.wasBusy(call.answeredAt())
                && waited >= call.node().policy().maxWait().toNanos();
    }

    void check(Call call, View view) {
        KeyMaterial material = call.signedWith();
        if (material == null) {
            return; // it is wrong indeed
        }
        if (wasThere(view.held, material, call)) {
            oracle.fail(Invariant.VERDICT, call + " was told that the signature is wrong, although its key is there");
        }
        long arrivedAt = call.arrivedAt();
        boolean answers = view.lastFailureAt < arrivedAt - DOUBTED_EACH
                && view.failing == null
                && view.failingBefore == null
                && view.lastImproperAt < arrivedAt
                && view.lastFromBehindAt < arrivedAt
                && !isSlow(call, view)
                && view.issuer.withdrawnAt(material) == null;
        boolean budget = view.budget.sentSince(arrivedAt - DOUBTED_EACH) == view.budget.sentSince(arrivedAt);
        if (answers && budget && call.answeredAt() < arrivedAt + call.node().deadline()) {
            oracle.fail(
                    Invariant.REPLACED,
                    call
                            + " was told that the signature is wrong, and the issuer was not asked for what is under its kid"
                            + " now, or not heard");
        }
    }
}
