package org.jwks4j;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.jwks4j.trust.Vouching;

/**
 * An issuer that became known at run time: at work, or at rest until somebody asks for it again. A caller who got hold of the
 * issuer just before it came to rest is served by it all the same. Where a resolver vouched for it, it knows how long ago.
 */
final class ResolvedIssuer {
    private static final AtomicReferenceFieldUpdater<ResolvedIssuer, Object> FORM =
            AtomicReferenceFieldUpdater.newUpdater(ResolvedIssuer.class, Object.class, "form");
    private static final AtomicReferenceFieldUpdater<ResolvedIssuer, @Nullable Vouching> VOUCHING =
            AtomicReferenceFieldUpdater.newUpdater(ResolvedIssuer.class, Vouching.class, "vouching");

    private static final Future<?> GONE = CompletableFuture.completedFuture(null);

    private final TrustedIssuer trusted;
    private final IssuerFactory factory;
    private volatile Object form; // an Issuer, or the text of a RestingIssuer
    private volatile @Nullable Vouching vouching;
    private volatile @Nullable Future<?> wake;

    /** @param vouching null for an issuer of a template, or for anybody: nobody can withdraw that */
    ResolvedIssuer(TrustedIssuer trusted, @Nullable Vouching vouching, IssuerFactory factory) {
        this.trusted = trusted;
        this.vouching = vouching;
        this.factory = factory;
        this.form = factory.atRuntime(trusted, this::rest, null);
    }

    TrustedIssuer trusted() {
        return trusted;
    }

    @Nullable
    Vouching vouching() {
        return vouching;
    }

    /** Replaces what is known of the resolver's yes, unless somebody else has meanwhile. */
    boolean vouch(@Nullable Vouching before, Vouching after) {
        return VOUCHING.compareAndSet(this, before, after);
    }

    /** Whether it was used since the last question ended: then it has a time to wake at. */
    boolean isInUse() {
        return wake != null;
    }

    synchronized void wakeAt(Future<?> next) {
        if (wake == null) {
            wake = next;
        } else {
            next.cancel(false); // somebody else was first, or it was let go meanwhile
        }
    }

    /** A question has ended: what counts as use begins anew. */
    synchronized void forgetUse() {
        cancelWake();
        wake = wake == GONE ? GONE : null;
    }

    private synchronized void neverWake() {
        cancelWake();
        wake = GONE;
    }

    private void cancelWake() {
        Future<?> pending = wake;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /** The issuer, woken where it rests. */
    Issuer issuer() {
        while (true) {
            Object current = form;
            if (current instanceof Issuer issuer) {
                return issuer;
            }
            RestingIssuer resting = new RestingIssuer((byte[]) current);
            Issuer woken = factory.atRuntime(trusted, this::rest, resting);
            if (FORM.compareAndSet(this, current, woken)) {
                return woken;
            }
        }
    }

    private void rest() {
        if (form instanceof Issuer issuer) {
            RestingIssuer resting = issuer.resting();
            if (resting != null && FORM.compareAndSet(this, issuer, resting.text())) {
                issuer.letGo();
            }
        }
    }

    /** Wakes nobody. */
    IssuerStatus status(boolean closed, Shared shared) {
        return form instanceof byte[] text
                ? new RestingIssuer(text).status(trusted, closed, shared)
                : issuer().status(closed);
    }

    /** Wakes nobody. */
    Optional<FetchedJwkSet> export(Shared shared) {
        return form instanceof byte[] text
                ? new RestingIssuer(text).export(trusted, shared.revoked())
                : issuer().export();
    }

    void letGo() {
        neverWake();
        if (form instanceof Issuer issuer) {
            issuer.letGo();
        }
    }

    void close() {
        neverWake();
        if (form instanceof Issuer issuer) {
            issuer.close();
        }
    }
}
