package org.jwks4j.simulation.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private static final long TRUST_USUAL = Duration.ofMinutes(10).toNanos();
    private static final long TRUST_WHILE_FAILING = Duration.ofHours(1).toNanos();

    private long vouchedAt = -1;
    private long vouchedAtBefore = -1;
    static final long NEVER = Long.MAX_VALUE;

    private static final long CONFIRM_AFTER = Duration.ofSeconds(30).toNanos();

    private static final long FAILURES_KEPT = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_FETCH = Duration.ofSeconds(20).toNanos();

    /** At the latest so long after the last attempt began, an unknown key may have the next one begin. */
    private static final long OUT_OF_TURN_BY = Duration.ofSeconds(8).toNanos();

    final Node node;
    final SimulatedIssuer issuer;
    final RequestBudget budget;
    final Kept kept;
    final Set<Call> pending = new LinkedHashSet<>();
    final Map<String, Long> confirmedAbsent = new HashMap<>();

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
    long lastKeysSentAt = -1;
    long lastMetadataSentAt = -1;
    long lastChangeAt = -1;
    long lastUseAt = -1;
    long lastOrderAt = -1;
    long firstUseSinceAccepted = NEVER;
    long goneAt = -1;

    /** Whether the node may have forgotten the issuer, which was resolved and not used for a day. */
    boolean mayBeForgotten;

    /** Callers who were told to come again: the next answer settles what they asked for. */
    private final List<Call> asked = new ArrayList<>();

    /** Whether the node may wait for a second answer, since it may have forgotten a first one that had no usable key. */
    private boolean mayBeUnconfirmed;

    /** Callers that gave up: what an answer says of their keys is remembered all the same. */
    private final List<Call> abandoned = new ArrayList<>();

    private @Nullable Exchange keys;
    private @Nullable Exchange metadata;
    private @Nullable Exchange metadataFailure;
    private boolean metadataKnown;
    private long unusableSince = NEVER;
    private long busySince = -1;
    private long lastAttemptAt = -1;
    private long idleSince = -1;

    View(Node node, SimulatedIssuer issuer) {
        this.node = node;
        this.issuer = issuer;
        this.kept = new Kept(node.policy());
        this.budget = new RequestBudget(node.policy(), node.metadataPlaces());
    }

    /** The request of this kind that the engine still waits for. */
    @Nullable
    Exchange underWay(boolean ofMetadata, long now) {
        Exchange exchange = ofMetadata ? metadata : keys;
        return exchange == null || exchange.isOver(now) ? null : exchange;
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

    void sent(Exchange exchange, long now) {
        if (!isBusy(now) && idleSince != now) {
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
        if (reply == null || content == null) {
            failed(reply, now);
        } else if (content.isEmpty() && isNews(content) && !isConfirmed(now)) {
            unconfirmed(Math.min(unusableSince, now), now);
        } else if (content.isEmpty() && mayHaveForgottenFailures(now)) {
            accepted(exchange, reply, content, now);
            unconfirmed(now, now);
            mayBeUnconfirmed = true;
        } else {
            accepted(exchange, reply, content, now);
        }
    }

    private void unconfirmed(long since, long now) {
        unusableSince = since;
        failing = Failing.unconfirmed(failing, now, since + CONFIRM_AFTER);
        lastFailureAt = now;
        lastImproperAt = now;
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

    private boolean isConfirmed(long now) {
        return unusableSince != NEVER && now - unusableSince >= CONFIRM_AFTER;
    }

    private void accepted(Exchange exchange, Reply reply, Publication content, long now) {
        if (isNews(content)) {
            lastChangeAt = now;
        }
        long began = Math.max(busySince, exchange.sentAt() - LONGEST_FETCH);
        Held before = held;
        held = Held.of(exchange, reply, content, began, now);
        kept.accepted(before, held);
        settle(exchange, content, now);
        confirmForAbandoned(held, now);
        // its fetch may have begun before the caller came, so that only the next answer counts: both are looked at
        abandoned.removeIf(
                call -> before != null && call.arrivedAt() <= before.exchange().sentAt());
        failing = null;
        unusableSince = NEVER;
        mayBeForgotten = false;
        mayBeUnconfirmed = false;
        firstUseSinceAccepted = NEVER;
    }

    /** A caller leaves without its key, because of an empty budget or a failure, and the next answer says whether it is there. */
    void asked(Call call) {
        Held known = held;
        if (known != null
                && call.answeredAt() < known.staleAtMost()
                && call.api() != Call.Api.REFRESH
                && known.key(call.keyId()) == null) {
            asked.add(call);
        }
    }

    /** Whether someone who needs an unknown key must have had the issuer asked, though it is held back by failures. */
    boolean owesAttempt(Call call) {
        Failing failure = failing;
        Held known = held;
        return call.api() != Call.Api.REFRESH
                && failure != null
                && failure.askedAtMost() <= failure.at()
                && known != null
                && call.answeredAt() < known.staleAtLeast()
                && known.key(call.keyId()) == null
                && call.arrivedAt() > failure.at() + OUT_OF_TURN_BY;
    }

    /** What was asked for before an answer was asked for is settled by it, whether or not its caller waits. */
    private void settle(Exchange exchange, Publication content, long now) {
        asked.addAll(pending);
        for (Call call : asked) {
            if (call.arrivedAt() <= exchange.sentAt() && content.key(call.keyId()) == null) {
                confirmedAbsent.put(call.keyId(), now);
            }
        }
        asked.removeIf(call -> call.arrivedAt() <= exchange.sentAt() || call.isPending());
    }

    /** A caller left before its answer, which comes to the node all the same. */
    void abandoned(Call call, long now) {
        abandoned.add(call);
        asked(call);
        if (held != null && held.acceptedAt() == now) {
            confirmForAbandoned(held, now);
        }
    }

    private void confirmForAbandoned(Held answer, long now) {
        for (Call call : abandoned) {
            if (call.arrivedAt() <= answer.exchange().sentAt() && answer.key(call.keyId()) == null) {
                confirmedAbsent.put(call.keyId(), now);
            }
        }
    }

    private void failed(@Nullable Reply reply, long now) {
        boolean surelyUsable = held != null && !mayBeForgotten && now < held.staleAtLeast();
        boolean perhapsUsable = held != null && now < held.staleAtMost();
        failing = Failing.after(failing, surelyUsable, perhapsUsable, now, reply);
        lastFailureAt = now;
        lastImproperAt = now;
        abandoned.clear();
        if (mayBeAtRest()) {
            metadataKnown = false; // of a newcomer that fails, the failures alone are kept
        }
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

    /** A resolver has vouched for the issuer, in answer to a question of that time. */
    void vouched(long askedAt) {
        vouchedAt = Math.max(vouchedAt, askedAt);
    }

    /** Whether the resolver's yes is young enough beyond all doubt. */
    private boolean surelyVouched(long now) {
        long askedAt = Math.min(vouchedAt, vouchedAtBefore);
        return !issuer.trust().isResolved() || (askedAt >= 0 && now < askedAt + TRUST_USUAL);
    }

    /** Whether the resolver's yes may still be used by one who came at that time, be it that the resolver fails. */
    boolean mayBeVouched(long arrivedAt) {
        return !issuer.trust().isResolved() || (vouchedAt >= 0 && arrivedAt < vouchedAt + TRUST_WHILE_FAILING);
    }

    void instantOver() {
        vouchedAtBefore = vouchedAt;
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
        if (held != null && now > held.acceptedAt() && surelyVouched(now)) {
            firstUseSinceAccepted = Math.min(firstUseSinceAccepted, now);
        }
    }

    /** Whether a key may be known as gone: an answer dropped it, and the set is not due for a refresh beyond all doubt. */
    boolean mayBeGone(String keyId, long now) {
        return kept.isDropped(keyId) && held != null && now < held.freshAtMost();
    }

    /** Whether the node has a key and may use it, beyond all doubt, in the whole of this instant. */
    boolean surelyHas(String keyId, long now) {
        return held != null
                && heldBefore != null
                && held.key(keyId) != null
                && heldBefore.key(keyId) != null
                && now < held.staleAtLeast()
                && now < heldBefore.staleAtLeast()
                && surelyVouched(now)
                && !mayBeForgotten;
    }

    /** Whether who waits for nothing gets the key too: it is fresh, or it is stale and the issuer fails. */
    boolean surelyHandsOut(String keyId, long now) {
        boolean fresh =
                held != null && now < held.freshAtLeast() && heldBefore != null && now < heldBefore.freshAtLeast();
        return surelyHas(keyId, now) && (fresh || (failing != null && failingBefore != null));
    }

    @Override
    public String toString() {
        return node + ", " + issuer;
    }
}
