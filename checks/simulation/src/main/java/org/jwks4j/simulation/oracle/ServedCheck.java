package org.jwks4j.simulation.oracle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Call.Api;
import org.jwks4j.simulation.world.Call.Served;
import org.jwks4j.simulation.world.KeyMaterial;

/** Judges keys that were served. */
final class ServedCheck {
    /** Metadata in two places and the keys, 5 s each, and what an earlier fetch of the metadata had still to go. */
    private static final long LONGEST_FETCH = Duration.ofSeconds(20).toNanos();

    private static final long LONGEST_RETRY = Duration.ofMinutes(11).toNanos();

    private final Oracle oracle;

    ServedCheck(Oracle oracle) {
        this.oracle = oracle;
    }

    void check(Call call, View view) {
        if (call.api() == Api.REFRESH) {
            checkRefreshed(call, view);
            return;
        }
        if (call.served().isEmpty() && view.surelyHandsOut(call.keyId(), call.answeredAt())) {
            oracle.fail(Invariant.PROMPTNESS, call + " found nothing cached, although the key is there");
        }
        for (Served served : call.served()) {
            if (!call.keyId().equals(served.keyId()) || !call.issuerName().equals(served.issuer())) {
                oracle.fail(Invariant.ISSUER, call + " was served " + served);
            }
            if (!view.vouched.perhaps(call.arrivedAt())) {
                oracle.fail(Invariant.TRUST, call + " was served a key of an issuer that no one vouches for any more");
            }
            checkKey(call, view, served);
        }
    }

    private void checkKey(Call call, View view, Served served) {
        Held held = holder(view.held, served);
        KeyMaterial kept = held == null ? view.kept.material(served, call.answeredAt()) : null;
        if (kept != null) {
            checkWithdrawn(call, view, kept);
            expectConfirmation(call, view);
            return;
        }
        if (held == null) {
            held = holder(view.heldBefore, served);
        }
        if (held == null) {
            boolean own = view.issuer.everPublished(served.keyId(), served.key());
            oracle.fail(
                    own ? Invariant.ORDER : Invariant.ISSUER,
                    call + " was served a key that is " + (own ? "not in the newest answer" : "not of this issuer")
                            + "; newest is " + view.held);
            return;
        }
        checkBound(call, view, held);
        KeyMaterial material = held.key(call.keyId());
        if (material != null) {
            checkWithdrawn(call, view, material);
        }
    }

    /** Whether a key that is in use is there is asked again a while later. */
    private void expectConfirmation(Call call, View view) {
        long usedAt = call.answeredAt();
        long by = usedAt + RequestBudget.CONFIRMED_EACH;
        if (!view.issuer.trust().isPinned() || view.wasBusy(usedAt) || !view.kept.surelyHas(call.keyId(), by)) {
            return;
        }
        oracle.by(by, () -> {
            boolean asked = view.lastKeysSentAt >= usedAt || view.lastMetadataSentAt >= usedAt;
            if (!asked && view.failing == null && !view.node.isClosed()) {
                oracle.fail(
                        Invariant.GRACE,
                        call + " was served a key that the newest answer lacks, and no other one was asked for");
            }
        });
    }

    private static @Nullable Held holder(@Nullable Held held, Served served) {
        KeyMaterial material = held == null || served.keyId() == null ? null : held.key(served.keyId());
        return material != null && material.is(served.key()) ? held : null;
    }

    private void checkBound(Call call, View view, Held held) {
        long now = call.answeredAt();
        if (now >= held.staleAtMost()) {
            oracle.fail(
                    Invariant.BOUND,
                    call + " was served a key of " + held.exchange() + ", " + Oracle.seconds(now - held.staleAtMost())
                            + " past its last use");
        }
        boolean failing = isFailing(view.failing, call, view)
                || isFailing(view.failingBefore, call, view)
                || view.lastFailureAt == now;
        if (now >= held.freshAtMost() && !failing && !isSlow(call, view)) {
            oracle.fail(
                    Invariant.BOUND,
                    call + " was served a key of " + held.exchange() + ", " + Oracle.seconds(now - held.freshAtMost())
                            + " past freshness, and no refresh has failed or is slow");
        }
    }

    /** Whether attempts fail: the last did, and the next is not due yet or began as soon as it was. */
    private static boolean isFailing(@Nullable Failing failing, Call call, View view) {
        if (failing == null) {
            return false;
        }
        long now = call.answeredAt();
        long attempt = view.wasBusy(now) ? view.busySince() : now;
        return attempt < failing.retryBy() + call.node().policy().maxWait().toNanos();
    }

    /** Whether a fetch is under way for longer than anyone waits. */
    private static boolean isSlow(Call call, View view) {
        long now = call.answeredAt();
        return view.wasBusy(now)
                && view.busySince() <= now - call.node().policy().maxWait().toNanos();
    }

    /** Whether no one used the issuer, until a moment ago, and its answer is slow: then the staleness bounds it. */
    private static boolean wakesSlowly(Call call, View view) {
        return isSlow(call, view) && view.firstUseSinceAccepted >= view.busySince() - LONGEST_FETCH;
    }

    /** While the issuer answers, the freshness bounds it; else the staleness. An answer that lied lifts the bound. */
    private void checkWithdrawn(Call call, View view, KeyMaterial material) {
        Long withdrawnAt = view.issuer.withdrawnAt(material);
        if (withdrawnAt == null) {
            return;
        }
        RefreshPolicy policy = call.node().policy();
        boolean answered = view.lastImproperAt < withdrawnAt - LONGEST_RETRY && !wakesSlowly(call, view);
        long stale = answered ? LONGEST_FETCH : policy.staleFor().toNanos();
        long since = call.answeredAt() - withdrawnAt;
        if (view.lastLieAt < withdrawnAt && since > policy.maxFreshness().toNanos() + stale) {
            oracle.fail(
                    Invariant.WITHDRAWAL,
                    call + " was served a key " + Oracle.seconds(since) + " after it was withdrawn; "
                            + (answered ? "all answers came" : "some answers were missing"));
        }
    }

    /** The set of a fetch that began after the call. */
    private void checkRefreshed(Call call, View view) {
        Held held = view.held;
        if (held == null || held.exchange().sentAt() < call.arrivedAt()) {
            oracle.fail(Invariant.ORDER, call + " was answered without a request since; newest is " + held);
            return;
        }
        long own = call.served().stream()
                .filter(served -> holder(held, served) != null)
                .count();
        boolean same = own == held.content().keys().size()
                && call.served().stream()
                        .allMatch(served ->
                                holder(held, served) != null || view.kept.mayServe(served, call.answeredAt()));
        if (!same) {
            oracle.fail(Invariant.ORDER, call + " was answered with another set than " + held);
        }
    }
}
