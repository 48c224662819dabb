package org.jwks4j.simulation.oracle;

import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Call.Api;
import org.jwks4j.simulation.world.SimulatedIssuer;
import org.jwks4j.simulation.world.SimulatedIssuer.Trust;

/** Judges what callers were told, and that they were told in time. */
final class AnswerCheck {
    private final Oracle oracle;
    private final ServedCheck served;
    private final RefusalCheck refusals;
    private final SignatureCheck signatures;
    private final RefreshCheck refreshes;

    AnswerCheck(Oracle oracle) {
        this.oracle = oracle;
        this.served = new ServedCheck(oracle);
        this.refusals = new RefusalCheck(oracle);
        this.signatures = new SignatureCheck(oracle);
        this.refreshes = new RefreshCheck(oracle);
    }

    /** What must be so at once, before any other task has run. */
    void checkAtReturn(Call call) {
        SimulatedIssuer issuer = call.issuer();
        long now = oracle.now();
        if (!call.isPending()) {
            return;
        }
        if (call.node().isClosed()) {
            oracle.fail(Invariant.CLOSE, call + " came after close() and has no answer");
        } else if (!isTrusted(issuer)) {
            expectAnswerBy(call, call.node().hasResolver() ? now + call.node().deadline(call.api()) : now);
        } else if (issuer != null) {
            expectAnswerBy(call, now + call.node().deadline(call.api()));
            expectKnownKey(call, oracle.view(call.node(), issuer), now);
        }
    }

    private void expectAnswerBy(Call call, long time) {
        oracle.by(time, () -> {
            if (call.isPending()) {
                oracle.fail(Invariant.ANSWER, call + " has no answer by its deadline");
            }
        });
    }

    /** A key that is fresh is served at once; one past its freshness, after the longest wait for a newer set. */
    private void expectKnownKey(Call call, View view, long now) {
        if (view.issuer.trust().isPinned()
                && view.unknown.told.surely(call.keyId(), now)
                && !view.mayHaveMoved()
                && view.surelyUses(now)
                && view.isFresh(now)
                && call.api() != Api.REFRESH) {
            oracle.fail(Invariant.PROMPTNESS, call + " waits for a key that is known not to be there");
        }
        if (call.api() == Api.REFRESH || call.api().verifies() || !view.surelyHas(call.keyId(), now)) {
            return;
        }
        Held held = view.held;
        Held before = view.heldBefore;
        if (held == null || before == null) {
            return;
        }
        if (now < Math.min(held.freshAtLeast(), before.freshAtLeast())) {
            oracle.fail(Invariant.PROMPTNESS, call + " waits for a key that is fresh");
        }
        if (held.equals(before)) {
            refreshes.checkWaiting(call, view, held, now);
        }
        long patience = now + call.node().policy().maxWait().toNanos();
        if (patience < held.staleAtLeast()) {
            oracle.by(patience, () -> {
                if (call.isPending() && view.surelyHas(call.keyId(), oracle.now())) {
                    oracle.fail(Invariant.PROMPTNESS, call + " waits for a key that is there, longer than maxWait");
                }
            });
        }
    }

    /** Judges an answer at the end of its instant. */
    void check(Call call) {
        SimulatedIssuer issuer = call.issuer();
        if (call.answers() > 1) {
            oracle.fail(Invariant.ANSWER, call + " was answered " + call.answers() + " times");
        } else if (call.wasCancelled()) {
            return;
        }
        Throwable failure = call.failure();
        if (failure instanceof Call.WrongSignatureException) {
            if (issuer != null && isTrusted(issuer)) {
                signatures.check(call, oracle.view(call.node(), issuer));
            }
        } else if (failure != null && !(failure instanceof KeyFetchException)) {
            oracle.fail(Invariant.ANSWER, call + " failed with what is not documented: " + failure);
        } else if (failure instanceof KeyFetchException refusal && refusal.reason() == Reason.CLOSED) {
            if (!call.node().isClosed()) {
                oracle.fail(Invariant.CLOSE, call + " was told of a close() that was not");
            }
        } else if (issuer == null || !isTrusted(issuer)) {
            checkUntrusted(call, failure);
        } else if (failure instanceof KeyFetchException refusal) {
            refusals.check(call, oracle.view(call.node(), issuer), refusal);
        } else {
            served.check(call, oracle.view(call.node(), issuer));
        }
    }

    private static boolean isTrusted(@Nullable SimulatedIssuer issuer) {
        return issuer != null && issuer.trust() != Trust.NONE;
    }

    private void checkUntrusted(Call call, @Nullable Throwable failure) {
        if (failure == null) {
            boolean nothing = call.api() == Api.CACHED
                    && call.node().hasResolver()
                    && call.served().isEmpty();
            if (!nothing) {
                oracle.fail(Invariant.TRUST, call + " was served a key of an issuer that is not trusted");
            }
            return;
        }
        Reason reason = ((KeyFetchException) failure).reason();
        boolean resolverFailed = reason == Reason.RESOLVER_FAILED
                && oracle.resolving(call.node(), call.issuerName()).failedSince(call.arrivedAt());
        boolean late = reason == Reason.TIMEOUT
                && call.answeredAt() == call.arrivedAt() + call.node().deadline();
        if (reason != Reason.UNTRUSTED_ISSUER && !resolverFailed && !late) {
            oracle.fail(Invariant.VERDICT, call + ", whose issuer is not trusted: " + failure);
        }
    }

    /** Each caller that waited when the node was closed was told so, unless another answer came in that very instant. */
    void checkClosed(Call call) {
        SimulatedIssuer issuer = call.issuer();
        long now = oracle.now();
        if (call.isPending()) {
            oracle.fail(Invariant.CLOSE, call + " still waits after close()");
        } else if (issuer != null && !call.wasCancelled()) {
            View view = oracle.view(call.node(), issuer);
            boolean coincidence = view.lastLandedAt == now
                    || call.arrivedAt() + call.node().deadline() == now
                    || view.busySince() + call.node().policy().maxWait().toNanos() == now // no one waits longer for it
                    || oracle.resolving(call.node(), call.issuerName()).answeredAt(now);
            boolean told = call.failure() instanceof KeyFetchException failure && failure.reason() == Reason.CLOSED;
            if (!told && !coincidence) {
                oracle.fail(
                        Invariant.CLOSE,
                        call + " waited at close() and was told "
                                + (call.failure() == null ? "a key" : call.failure()));
            }
        }
    }

    /** A caller that waits, waits for something, and not for a key that has just come. */
    void checkWaiting(View view, long now) {
        if (view.pending.isEmpty() || view.node.isClosed()) {
            return;
        }
        boolean resolving = !view.issuer.trust().isPinned()
                && oracle.resolving(view.node, view.issuer.name()).isUnderWay(now);
        Call first = view.pending.iterator().next();
        if (!view.isBusy(now) && !resolving) {
            oracle.fail(Invariant.ANSWER, first + " waits, and nothing is under way that it could wait for");
        }
        Held held = view.held;
        if (held != null && held.acceptedAt() == now) {
            for (Call call : view.pending) {
                if (call.api() != Api.REFRESH
                        && !call.api().verifies()
                        && held.key(call.keyId()) != null
                        && !resolving) {
                    oracle.fail(Invariant.PROMPTNESS, call + " still waits, although the key has come");
                }
            }
        }
    }
}
