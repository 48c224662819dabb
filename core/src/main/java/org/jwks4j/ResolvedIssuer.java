package org.jwks4j;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.heap.HeapSize;
import org.jwks4j.trust.Vouching;

/**
 * An issuer that became known at run time: at work, or at rest until it is asked for again. A caller who got hold of the
 * issuer just before it came to rest is still served by it. If a resolver vouched for it, it knows how long ago.
 */
final class ResolvedIssuer implements KeySetEvents.Upkeep {
    private static final AtomicReferenceFieldUpdater<ResolvedIssuer, Object> FORM =
            AtomicReferenceFieldUpdater.newUpdater(ResolvedIssuer.class, Object.class, "form");
    private static final AtomicReferenceFieldUpdater<ResolvedIssuer, @Nullable Vouching> VOUCHING =
            AtomicReferenceFieldUpdater.newUpdater(ResolvedIssuer.class, Vouching.class, "vouching");

    private static final long NOTE_INTERVAL = Duration.ofSeconds(1).toNanos();
    private static final Future<?> GONE = CompletableFuture.completedFuture(null);

    private final TrustedIssuer trusted;
    private final Keeper keeper;
    private volatile Object form; // an Issuer, or a DormantIssuer
    private volatile @Nullable Vouching vouching;
    private volatile @Nullable Future<?> wake;
    private volatile long nextNoteAt;

    /** @param vouching null for an issuer of a template, or for any issuer: that cannot be withdrawn */
    ResolvedIssuer(TrustedIssuer trusted, @Nullable Vouching vouching, Keeper keeper) {
        this.trusted = trusted;
        this.vouching = vouching;
        this.keeper = keeper;
        this.form = keeper.make(trusted, this, null);
    }

    TrustedIssuer trusted() {
        return trusted;
    }

    @Nullable
    Vouching vouching() {
        return vouching;
    }

    /** Replaces what is known of the resolver's yes, unless someone else has meanwhile. */
    boolean vouch(@Nullable Vouching before, Vouching after) {
        return VOUCHING.compareAndSet(this, before, after);
    }

    /** Whether a use is to be noted: once a second, or more often if callers meet. */
    boolean tryNote(long now) {
        if (now < nextNoteAt) {
            return false;
        }
        nextNoteAt = now + NOTE_INTERVAL;
        return true;
    }

    /** Whether it was used since the last question ended: then it has a time to wake at. */
    boolean isInUse() {
        return wake != null;
    }

    synchronized void wakeAt(Future<?> next) {
        if (wake == null) {
            wake = next;
        } else {
            next.cancel(false); // someone else was first, or it was let go meanwhile
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

    /**
     * The issuer, put to work if it is not.
     *
     * @throws KeyFetchException if it must not be asked yet
     */
    Issuer issuer(FetcherContext shared) {
        while (true) {
            Object current = form;
            if (current instanceof Issuer issuer) {
                return issuer;
            }
            DormantIssuer dormant = (DormantIssuer) current;
            KeyFetchException refusal = dormant.refusal(trusted.name(), shared);
            if (refusal != null) {
                throw refusal;
            }
            Issuer woken = keeper.make(trusted, this, dormant);
            if (FORM.compareAndSet(this, current, woken)) {
                keeper.changed(this);
                return woken;
            }
        }
    }

    @Override
    public void changed() {
        if (!(form instanceof Issuer issuer && isHeldBack(issuer))) {
            keeper.changed(this);
        }
    }

    /** Comes to rest. */
    @Override
    public void idle() {
        if (form instanceof Issuer issuer && !isHeldBack(issuer)) {
            RestingIssuer resting = issuer.resting();
            if (resting != null) {
                comesToRest(issuer, resting);
            }
        }
    }

    /** Of a newcomer that failed, no more is kept than that; of one that was not even asked, nothing. */
    private boolean isHeldBack(Issuer issuer) {
        DormantIssuer.HeldBack heldBack = trusted.seed() == null ? issuer.heldBack() : null;
        if (heldBack == null) {
            return false;
        } else if (heldBack.failures().count() == 0) {
            keeper.drop(this);
        } else {
            comesToRest(issuer, heldBack);
        }
        return true;
    }

    private void comesToRest(Issuer issuer, DormantIssuer dormant) {
        if (FORM.compareAndSet(this, issuer, dormant)) {
            issuer.letGo();
            keeper.changed(this);
        }
    }

    /** Whether its keys were fetched, and it is not just anyone. */
    boolean isKnown() {
        boolean isSomeone = vouching != null || trusted.tenant() != null;
        return isSomeone
                && (form instanceof DormantIssuer dormant
                        ? dormant.hasKeys()
                        : form instanceof Issuer issuer && issuer.hasKeys());
    }

    /** How long it is kept if it is not used from now on, in nanoseconds. */
    long keptFor(long now) {
        return form instanceof DormantIssuer dormant ? dormant.keptFor(now) : DormantIssuer.UNUSED.toNanos();
    }

    /** Estimates how many bytes of heap it holds, its entry in a table included. */
    long weight() {
        Object current = form;
        return HeapSize.ofEntry(trusted.name())
                + (current instanceof DormantIssuer dormant ? dormant.weight() : ((Issuer) current).weight());
    }

    /** Does not wake it. */
    IssuerStatus status(boolean closed, FetcherContext shared) {
        Object current = form;
        return current instanceof DormantIssuer dormant
                ? dormant.status(trusted, closed, shared)
                : ((Issuer) current).status(closed);
    }

    /** Does not wake it. */
    Optional<FetchedJwkSet> export(FetcherContext shared) {
        Object current = form;
        return current instanceof DormantIssuer dormant
                ? dormant.export(trusted, shared.revoked())
                : ((Issuer) current).export();
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

    /** Makes issuers, and counts how much memory they hold. */
    interface Keeper {
        Issuer make(TrustedIssuer trusted, KeySetEvents.Upkeep upkeep, @Nullable DormantIssuer rested);

        /** It holds more than before, or less, or its keys were fetched. */
        void changed(ResolvedIssuer issuer);

        /** There is nothing worth keeping. */
        void drop(ResolvedIssuer issuer);
    }
}
