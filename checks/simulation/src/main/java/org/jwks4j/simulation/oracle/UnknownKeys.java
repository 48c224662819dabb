package org.jwks4j.simulation.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.world.Call;

/** What a node must know, and what it may know, of keys that its issuer does not have. */
final class UnknownKeys {
    final ToldAbsent told = new ToldAbsent();

    private final Map<String, Long> confirmedAt = new HashMap<>();

    /** Callers who were told to come again: the next answer settles what they asked for. */
    private final List<Call> asked = new ArrayList<>();

    /** Those of them whom an answer may have settled: whether the next one does, is not known. */
    private final Set<Call> perhapsSettled = new HashSet<>();

    /** Callers that gave up: what an answer says of their keys is remembered all the same. */
    private final List<Call> abandoned = new ArrayList<>();

    /** An answer lacks a key that was asked for. */
    void confirmed(String keyId, long now) {
        confirmedAt.put(keyId, now);
    }

    /** When an answer last lacked a key that was asked for; null if none did. */
    @Nullable
    Long confirmedAt(String keyId) {
        return confirmedAt.get(keyId);
    }

    /** A caller leaves without its key, because of an empty budget or a failure, and the next answer says whether it is there. */
    void asked(Call call, @Nullable Held held) {
        if (held != null
                && call.arrivedAt() < held.staleAtMost()
                && call.api() != Call.Api.REFRESH
                && held.key(call.keyId()) == null) {
            asked.add(call);
        }
    }

    /** A caller left before its answer, which comes to the node all the same. */
    void abandoned(Call call, @Nullable Held held, long now) {
        abandoned.add(call);
        asked(call, held);
        if (held != null && held.acceptedAt() == now) {
            confirmForAbandoned(held, now);
        }
    }

    /** What was asked for before an answer was asked for is settled by it, whether or not its caller waits. */
    void accepted(@Nullable Held before, Held held, Collection<Call> pending, long now) {
        told.answered(held.content().keys().keySet());
        asked.addAll(pending);
        List<Call> answered =
                asked.stream().filter(call -> isAnswered(call, held)).toList();
        answered.forEach(call -> settle(call, held, now));
        asked.removeAll(pending);
        if (held.mayHaveMoved()) {
            perhapsSettled.addAll(answered);
        } else {
            asked.removeIf(call -> isAnswered(call, held));
            perhapsSettled.clear(); // all of them came before
            told.settledAll(held.exchange().sentAt(), now);
        }
        confirmForAbandoned(held, now);
        // its fetch may have begun before the caller came, so that only the next answer counts: both are looked at
        abandoned.removeIf(
                call -> before != null && call.arrivedAt() <= before.exchange().sentAt());
    }

    private static boolean isAnswered(Call call, Held held) {
        return call.arrivedAt() <= held.exchange().sentAt();
    }

    private void settle(Call call, Held held, long now) {
        if (held.key(call.keyId()) != null) {
            return;
        }
        confirmed(call.keyId(), now);
        if (ToldAbsent.isOwedAnAnswer(call) && !held.mayHaveMoved() && !perhapsSettled.contains(call)) {
            told.settled(call.keyId(), now);
        }
    }

    /** Nothing was learned. */
    void failed() {
        abandoned.clear();
    }

    private void confirmForAbandoned(Held answer, long now) {
        for (Call call : abandoned) {
            if (isAnswered(call, answer) && answer.key(call.keyId()) == null) {
                confirmed(call.keyId(), now);
            }
        }
    }
}
