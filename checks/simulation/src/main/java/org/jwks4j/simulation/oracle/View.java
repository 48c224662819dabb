package org.jwks4j.simulation.oracle;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.Publication;
import org.jwks4j.simulation.world.Reply;
import org.jwks4j.simulation.world.SimulatedIssuer;

/** What one node must know of one issuer, worked out from what the network brought it and from nothing else. */
final class View {
    static final long NEVER = Long.MAX_VALUE;

    private static final long CONFIRM_AFTER = Duration.ofSeconds(30).toNanos();

    private static final long FAILURES_KEPT = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_FETCH = Duration.ofSeconds(20).toNanos();
    private static final long METADATA_OLD = Duration.ofHours(1).toNanos();

    /** At the latest so long after the last attempt began, an unknown key may have the next one begin. */
    private static final long OUT_OF_TURN_BY = Duration.ofSeconds(8).toNanos();

    final Node node;
    final SimulatedIssuer issuer;
    final RequestBudget budget;
    final Vouched vouched;
    final UnknownKeys unknown = new UnknownKeys();
    final Kept kept;
    final Set<Call> pending = new LinkedHashSet<>();

    @Nullable
    Held held;

    /** What was held when this instant began. */
    @Nullable
    Held heldBefore;

    @Nullable
    Failing failing;

    /** The failures when this instant began. */
    @Nullable
    Failing failingBefore;

    long lastFailureAt = -1;
    long lastImproperAt = -1;
    long lastLieAt = -1;
    long lastLandedAt = -1;
    long lastFromBehindAt = -1;
    long lastKeysSentAt = -1;
    long lastMetadataSentAt = -1;
    long lastChangeAt = -1;
    long lastUseAt = -1;
    long lastOrderAt = -1;
    long firstUseSinceAccepted = NEVER;
    long goneAt = -1;

    /** Whether the node may have forgotten the issuer, which was resolved and not used for a day. */
    boolean mayBeForgotten;

    /** Whether the node may wait for a second answer, since it may have forgotten a first one that had no usable key. */
    private boolean mayBeUnconfirmed;

    /** Whether there were failures that the node may have forgotten before it failed again. */
    private boolean forgotFailures;

    private @Nullable Exchange keys;
    private @Nullable Exchange metadata;
    private @Nullable Exchange metadataFailure;
    private boolean metadataKnown;
    private long metadataFrom;
    private long unusableSince = NEVER;
    private long busySince = -1;
    private long lastAttemptAt = -1;
    private long idleSince = -1;

    View(Node node, SimulatedIssuer issuer) {
        this.node = node;
        this.issuer = issuer;
        this.vouched = new Vouched(issuer);
        this.kept = new Kept(node.policy());
        this.budget = new RequestBudget(node.policy(), node.metadataPlaces());
    }

    /** The request of this kind that the engine still waits for. */
    @Nullable
    Exchange underWay(boolean ofMetadata, long now) {
        Exchange exchange = ofMetadata ? metadata : keys;
        return exchange == null || exchange.isOver(now) ? null : exchange;
    }

    /** Whether it waits after failures, beyond all doubt: an empty set that may be in use needs no second one. */
    boolean isHeldBack(long now) {
        return failing != null && !mayBeUnconfirmed && now < failing.retryFrom();
    }

    boolean isBusy(long now) {
        return underWay(true, now) != null || underWay(false, now) != null;
    }

    /** Whether it is, or was until this instant. */
    boolean wasBusy(long now) {
        return isBusy(now) || idleSince == now;
    }

    /** Since when requests have followed each other without a pause; meaningless where none is under way. */
    long busySince() {
        return busySince;
    }

    /** When the last attempt at the keys began, or earlier. */
    long lastAttemptAt() {
        return lastAttemptAt;
    }

    /** The order of an instant is free, so that what ends in it may be told after what follows it. */
    private static boolean endsNow(@Nullable Exchange exchange, long now) {
        return exchange != null && now == exchange.sentAt() + Exchange.TIMEOUT;
    }

    void sent(Exchange exchange, long now) {
        if (!isBusy(now) && idleSince != now && !endsNow(metadata, now) && !endsNow(keys, now)) {
            busySince = now;
        }
        if (exchange.isMetadata()) {
            metadata = exchange;
            lastMetadataSentAt = now;
        } else {
            keys = exchange;
            lastKeysSentAt = now;
            lastAttemptAt = busySince;
        }
    }

    void landed(Exchange exchange, long now) {
        lastLandedAt = now;
        if (exchange.isMetadata()) {
            Reply reply = exchange.reply();
            if (reply != null && reply.metadata()) {
                metadataKnown = true;
                metadataFrom = exchange.sentAt();
            } else {
                metadataFailure = exchange;
            }
        } else {
            keysLanded(exchange, now);
        }
        if (!isBusy(now)) {
            idleSince = now;
        }
    }

    private void keysLanded(Exchange exchange, long now) {
        if (held != null && exchange.sentAt() < held.exchange().sentAt()) {
            return; // older than what is known: it changes nothing
        }
        Reply reply = exchange.reply();
        Publication content = exchange.publication();
        goneAt = reply != null && (reply.status() == 404 || reply.status() == 410) ? now : -1;
        if (exchange.isLie()) {
            lastLieAt = now;
            lastImproperAt = now;
        }
        if (exchange.isFromBehind()) {
            lastFromBehindAt = now;
        }
        if (reply == null || content == null) {
            failed(reply, now);
        } else if (content.isEmpty() && isPerhapsConfirmed(now)) {
            long since = isConfirmed(now) ? now : unusableSince;
            accepted(exchange, reply, content, now);
            unconfirmed(since, now);
            mayBeUnconfirmed = true;
        } else if (content.isEmpty() && isNews(content) && !isConfirmed(now)) {
            unconfirmed(Math.min(unusableSince, now), now);
        } else {
            accepted(exchange, reply, content, now);
        }
    }

    private void unconfirmed(long since, long now) {
        unusableSince = since;
        failing = Failing.unconfirmed(failing, now, since + CONFIRM_AFTER);
        lastFailureAt = now;
        lastImproperAt = now;
        forgotFailures = false;
        forgetMetadata();
    }

    /** Of a newcomer that fails, the failures alone are kept. */
    private void forgetMetadata() {
        if (mayBeAtRest()) {
            metadataKnown = false;
        }
    }

    /** A node forgets an issuer that was never fetched, if no one asks for it for a while after it may be asked again. */
    private boolean mayHaveForgottenFailures(long now) {
        return mayBeAtRest() && failing != null && now > failing.retryFrom() + FAILURES_KEPT;
    }

    /** Whether it became known at run time, and nothing of it was fetched yet: it is not asked out of turn while it fails. */
    boolean mayBeAtRest() {
        return issuer.trust().isResolved() && (held == null || mayBeUnconfirmed);
    }

    private boolean isNews(Publication content) {
        return held == null || mayBeUnconfirmed || held.content() != content;
    }

    /**
     * Whether an empty set is the second one in a row, or the first after one that was forgotten: then it may be in use, and may not. As
     * long as that is so, each further one is either the second of those, or one more of what is in use.
     */
    private boolean isPerhapsConfirmed(long now) {
        return isConfirmed(now) ? forgotFailures || mayHaveForgottenFailures(now) : mayBeUnconfirmed;
    }

    private boolean isConfirmed(long now) {
        return unusableSince != NEVER && now - unusableSince >= CONFIRM_AFTER;
    }

    private void accepted(Exchange exchange, Reply reply, Publication content, long now) {
        if (isNews(content)) {
            lastChangeAt = now;
        }
        long began = Math.max(busySince, exchange.sentAt() - LONGEST_FETCH);
        Held before = held;
        held = Held.of(exchange, reply, content, began, now, mayHaveMoved(exchange));
        kept.accepted(before, held);
        unknown.accepted(before, held, pending, now);
        failing = null;
        unusableSince = NEVER;
        mayBeForgotten = false;
        mayBeUnconfirmed = false;
        forgotFailures = false;
        firstUseSinceAccepted = NEVER;
    }

    /** Whether someone who needs an unknown key must have had the issuer asked, though it is held back by failures. */
    boolean owesAttempt(Call call) {
        Failing failure = failing;
        Held known = held;
        return call.api() != Call.Api.REFRESH
                && !mayBeAtRest()
                && failure != null
                && failure.askedAtMost() <= failure.at()
                && known != null
                && call.answeredAt() < known.staleAtLeast()
                && known.key(call.keyId()) == null
                && call.arrivedAt() > failure.at() + OUT_OF_TURN_BY;
    }

    /** Whether the newest answer is no proof that a key is not there. */
    boolean mayHaveMoved() {
        return held != null && held.mayHaveMoved();
    }

    /**
     * An answer does not prove that a key is absent if its metadata is an hour old when it comes, or if a cache has kept the answer. Newer
     * metadata that comes later does not make a better proof of it.
     */
    private boolean mayHaveMoved(Exchange exchange) {
        long age = exchange.sentAt() - metadataFrom;
        return exchange.isOutOfACache() || (issuer.trust().isDiscovered() && age >= METADATA_OLD - LONGEST_FETCH);
    }

    private void failed(@Nullable Reply reply, long now) {
        forgotFailures |= mayHaveForgottenFailures(now);
        boolean surelyUsable = held != null && !mayBeForgotten && !mayBeUnconfirmed && now < held.staleAtLeast();
        boolean perhapsUsable = held != null && now < held.staleAtMost();
        failing = Failing.after(failing, surelyUsable, perhapsUsable, now, reply);
        lastFailureAt = now;
        lastImproperAt = now;
        unknown.failed();
        forgetMetadata();
    }

    /** Metadata that could not be had ends the attempt, unless older metadata or another place led on. */
    boolean settle(long now) {
        Exchange failure = metadataFailure;
        metadataFailure = null;
        if (failure == null || metadataKnown || isBusy(now)) {
            return false;
        }
        lastAttemptAt = busySince;
        failed(failure.reply(), now);
        return true;
    }

    void instantOver() {
        vouched.instantOver();
        heldBefore = held;
        failingBefore = failing;
    }

    void used(long now) {
        if (issuer.trust().isResolved()
                && lastUseAt >= 0
                && now - lastUseAt > Duration.ofHours(23).toNanos()) {
            mayBeForgotten = true;
            metadataKnown = false;
        }
        lastUseAt = now;
        if (held != null && now > held.acceptedAt() && vouched.surely(now)) {
            firstUseSinceAccepted = Math.min(firstUseSinceAccepted, now);
        }
    }

    /** Whether a key may be known as gone: two answers lack it, and the set is not due for a refresh beyond all doubt. */
    boolean mayBeGone(String keyId, long now) {
        return kept.isDropped(keyId) && held != null && now < held.freshAtMost();
    }

    /** Whether the node may use what it has, beyond all doubt, in the whole of this instant. */
    boolean surelyUses(long now) {
        return held != null
                && heldBefore != null
                && now < held.staleAtLeast()
                && now < heldBefore.staleAtLeast()
                && vouched.surely(now)
                && !mayBeForgotten;
    }

    /** Whether the node has a key and may use it, beyond all doubt, in the whole of this instant. */
    boolean surelyHas(String keyId, long now) {
        return held != null
                && heldBefore != null
                && held.key(keyId) != null
                && heldBefore.key(keyId) != null
                && surelyUses(now);
    }

    /** Whether surely no caller waits for a newer set. */
    boolean isFresh(long now) {
        return held != null && now < held.freshAtLeast() && heldBefore != null && now < heldBefore.freshAtLeast();
    }

    /** Whether who waits for nothing gets the key too: it is fresh, or it is stale and the issuer may not be asked yet. */
    boolean surelyHandsOut(String keyId, long now) {
        boolean fresh = isFresh(now);
        boolean heldBack = failing != null
                && now < failing.retryFrom()
                && failingBefore != null
                && now < failingBefore.retryFrom();
        return surelyHas(keyId, now) && (fresh || heldBack);
    }

    @Override
    public String toString() {
        return node + ", " + issuer;
    }
}
