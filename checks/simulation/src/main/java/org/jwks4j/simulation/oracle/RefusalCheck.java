package org.jwks4j.simulation.oracle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Call.Api;
import org.jwks4j.simulation.world.SimulatedIssuer;

/** Judges why callers got no key: 401 is for what the issuer does not have, 503 for what it did not say. */
final class RefusalCheck {
    private static final long LONGEST_MEMORY = Duration.ofSeconds(10).toNanos();

    /** A resolver that fails is not asked again before. */
    private static final long LONGEST_BACKOFF = Duration.ofSeconds(30).toNanos();

    private final Oracle oracle;

    RefusalCheck(Oracle oracle) {
        this.oracle = oracle;
    }

    void check(Call call, View view, KeyFetchException refusal) {
        boolean waitedForOthers = call.api().verifies() && isLate(call, refusal); // than the keys that are there
        if (call.api() != Api.REFRESH && !waitedForOthers && view.surelyHas(call.keyId(), call.answeredAt())) {
            oracle.fail(Invariant.VERDICT, call + " was refused, although the key is there: " + refusal);
        }
        checkPublished(call, view, refusal);
        if (refusal.reason() != Reason.RESOLVER_FAILED
                && call.api() != Api.REFRESH
                && !waitedForOthers
                && view.surelyUses(call.answeredAt())
                && view.kept.surelyHas(call.keyId(), call.answeredAt())) {
            oracle.fail(Invariant.GRACE, call + " was refused, although the key is in its grace: " + refusal);
        }
        switch (refusal.reason()) {
            case UNKNOWN_KEY -> checkUnknown(call, view, refusal);
            case UNKNOWN_KEY_THROTTLED -> checkThrottled(call, view, refusal);
            case RESOLVER_FAILED -> checkResolverFailed(call, refusal);
            case TIMEOUT, ISSUER_UNREACHABLE, UNEXPECTED_STATUS, INVALID_METADATA, INVALID_JWK_SET, NO_USABLE_KEYS ->
                checkUnavailable(call, view, refusal);
            default -> oracle.fail(Invariant.VERDICT, call + " has nothing to do with: " + refusal);
        }
    }

    /** End to end: in calm weather and without a flood, a key that was published before its caller came is found. */
    private void checkPublished(Call call, View view, KeyFetchException refusal) {
        SimulatedIssuer issuer = view.issuer;
        long arrivedAt = call.arrivedAt();
        boolean published = issuer.current().key(call.keyId()) != null && issuer.publishedAt(call.keyId()) <= arrivedAt;
        boolean answers = view.lastImproperAt < arrivedAt
                && view.failing == null
                && view.failingBefore == null
                && refusal.reason() != Reason.RESOLVER_FAILED
                && view.lastFromBehindAt < arrivedAt
                && !isLate(call, refusal);
        boolean known = isRemembered(call, view) || view.mayBeGone(call.keyId(), call.answeredAt());
        if (call.api() != Api.REFRESH && published && answers && !isFlooded(call, view) && !known) {
            oracle.fail(
                    Invariant.ROTATION,
                    call + " was refused, although the issuer answers and has published the key "
                            + Oracle.seconds(arrivedAt - issuer.publishedAt(call.keyId())) + " before: " + refusal);
        }
    }

    private static boolean isFlooded(Call call, View view) {
        RefreshPolicy policy = call.node().policy();
        long window = policy.unknownKeyInterval().toNanos() * (policy.unknownKeyBurst() + 1);
        int before = view.budget.sentSince(call.arrivedAt() - window) - view.budget.sentSince(call.arrivedAt());
        return before >= policy.unknownKeyBurst();
    }

    /** Whether the issuer was found not to have it, no longer ago than that is remembered. */
    private static boolean isRemembered(Call call, View view) {
        Long confirmedAt = view.unknown.confirmedAt(call.keyId());
        return confirmedAt != null && call.answeredAt() - confirmedAt < LONGEST_MEMORY;
    }

    private void checkUnknown(Call call, View view, KeyFetchException refusal) {
        if (lacks(view.held, call) || lacks(view.heldBefore, call)) {
            view.unknown.confirmed(call.keyId(), call.answeredAt());
        } else if (!isRemembered(call, view) && !view.mayBeGone(call.keyId(), call.answeredAt())) {
            oracle.fail(Invariant.VERDICT, call + " was refused without an answer since it came: " + refusal);
        }
        if (refusal.retryAfter().isEmpty()) {
            oracle.fail(Invariant.VERDICT, call + " was not told when to come again: " + refusal);
        } else {
            view.unknown.told.told(
                    call.keyId(), call.answeredAt(), refusal.retryAfter().get().toNanos());
        }
    }

    /** Whether an answer that was asked for after the caller came does not have the key. */
    private static boolean lacks(@Nullable Held held, Call call) {
        return held != null && held.exchange().sentAt() >= call.arrivedAt() && held.key(call.keyId()) == null;
    }

    private void checkThrottled(Call call, View view, KeyFetchException refusal) {
        RefreshPolicy policy = call.node().policy();
        long interval = policy.unknownKeyInterval().toNanos();
        long now = call.answeredAt();
        if (view.budget.sentSince(now - interval * policy.unknownKeyBurst()) < policy.unknownKeyBurst()) {
            oracle.fail(Invariant.ROTATION, call + " was refused for a budget that is not used up: " + refusal);
        }
        Duration retryAfter = refusal.retryAfter().orElse(Duration.ZERO);
        if (retryAfter.isZero() || retryAfter.toNanos() > interval) {
            oracle.fail(Invariant.VERDICT, call + " was not told of the next slot: " + refusal);
        }
        view.unknown.asked(call, view.held);
        expectSlot(call, view, now, now + interval);
    }

    /** For a caller that the empty budget refused, the next slot is used all the same. */
    private void expectSlot(Call call, View view, long refusedAt, long slot) {
        oracle.by(slot, () -> {
            Failing failing = view.failing;
            if (view.lastKeysSentAt >= refusedAt || view.isBusy(oracle.now()) || view.node.isClosed()) {
                return;
            }
            if (failing != null && failing.retryBy() > slot) {
                expectSlot(call, view, refusedAt, failing.retryBy());
            } else {
                oracle.fail(
                        Invariant.ROTATION, call + " was refused for want of budget, and the next slot was not used");
            }
        });
    }

    private void checkResolverFailed(Call call, KeyFetchException refusal) {
        boolean failed =
                oracle.resolving(call.node(), call.issuerName()).failedSince(call.arrivedAt() - LONGEST_BACKOFF);
        if (!call.node().hasResolver() || !failed) {
            oracle.fail(Invariant.VERDICT, call + ", while the resolver works: " + refusal);
        }
    }

    private void checkUnavailable(Call call, View view, KeyFetchException refusal) {
        long now = call.answeredAt();
        if (isLate(call, refusal)) {
            boolean resolving = oracle.resolving(call.node(), call.issuerName()).isUnderWay(now);
            if (!view.wasBusy(now) && !resolving) {
                oracle.fail(
                        Invariant.ANSWER, call + " waited for its deadline while nothing was under way: " + refusal);
            }
            return;
        }
        view.unknown.asked(call, view.held);
        boolean failedSince = view.lastFailureAt >= call.arrivedAt();
        boolean heldBack = isHeldBack(view.failing, now) || isHeldBack(view.failingBefore, now);
        if (!failedSince && !(heldBack && (call.api() != Api.REFRESH || view.mayBeAtRest()))) {
            oracle.fail(Invariant.VERDICT, call + " was refused although no attempt has failed: " + refusal);
        }
        if (!failedSince && view.owesAttempt(call)) {
            oracle.fail(
                    Invariant.RECOVERY, call + " was refused, and the issuer was not asked out of turn: " + refusal);
        }
    }

    private static boolean isHeldBack(@Nullable Failing failing, long now) {
        return failing != null && now <= failing.retryBy();
    }

    private static boolean isLate(Call call, KeyFetchException refusal) {
        long deadline = call.arrivedAt() + call.node().deadline();
        return refusal.reason() == Reason.TIMEOUT
                && (call.api().verifies() ? call.answeredAt() >= deadline : call.answeredAt() == deadline);
    }
}
