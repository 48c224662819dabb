package org.jwks4j.simulation;

import java.util.List;
import java.util.stream.Stream;
import org.jwks4j.simulation.oracle.Invariant;

/** Each way in which the engine is broken on purpose: which file, what it says, what it says instead. */
final class Mutants {
    private static final List<Mutant> OF_NODES = List.of(
            Mutant.of(
                    "keys are used for ever",
                    Invariant.BOUND,
                    "refresh.RefreshMachine",
                    "        }\n        if (snapshot == null || !state.isUsable(now)) {",
                    "        }\n        if (snapshot == null) {"),
            Mutant.of(
                    "keys past their freshness are served without need",
                    Invariant.BOUND,
                    "refresh.RefreshMachine",
                    ": new JoinBriefly<>(state, flight, until, start);",
                    ": new Serve<>(state, snapshot, start);"),
            Mutant.of(
                    "a failure of long ago is a reason not to wait",
                    Invariant.BOUND,
                    "refresh.RefreshMachine",
                    "failures.count() > 0 && flight.startedAt() - failures.retryAt() < maxWait;",
                    "failures.count() > 0;"),
            Mutant.of(
                    "a step back of the wall clock makes keys younger",
                    Invariant.BOUND,
                    "net.ElapsedTime",
                    "Math.max(0, Math.min(stepped, LONGEST_STEP.toMillis())) * MILLI",
                    "Math.min(stepped, LONGEST_STEP.toMillis()) * MILLI"),
            Mutant.of(
                            "keys of the same kid are taken for the same",
                            Invariant.ISSUER,
                            "KeyEntry",
                            "return jwk.publicKey();",
                            "return SEEN.computeIfAbsent(String.valueOf(jwk.keyId()), any -> jwk.publicKey());")
                    .and("KeyEntry", "final class KeyEntry {", """
                            final class KeyEntry {
                                private static final java.util.Map<String, java.security.PublicKey> SEEN = new java.util.concurrent.ConcurrentHashMap<>();\
                            """),
            Mutant.of(
                            "headers can put off a withdrawal for ever",
                            Invariant.WITHDRAWAL,
                            "refresh.RefreshTimes",
                            "return lifetime.compareTo(rules.maxFreshness()) > 0 ? rules.maxFreshness() : lifetime;",
                            "return lifetime;")
                    .from(90),
            Mutant.of(
                    "an unknown key does not join the fetch under way",
                    Invariant.SINGLE_FLIGHT,
                    "refresh.RefreshMachine",
                    """
                            if (state.flight() != null) {
                                return new Join<>(asking, state.flight());
                            }
                    """,
                    ""),
            Mutant.of(
                    "unknown keys cost nothing",
                    Invariant.BUDGET,
                    "refresh.FetchBudget",
                    "return new FetchBudget(tokens - 1, refilledAt);",
                    "return this;"),
            Mutant.of(
                    "Retry-After is not heard",
                    Invariant.BUDGET,
                    "refresh.Failures",
                    "Math.max(now + backoff(usable, recoversUnasked, chance), asked)",
                    "now + backoff(usable, recoversUnasked, chance)"),
            Mutant.of(
                    "of many who wait only the last three are told",
                    Invariant.ANSWER,
                    "refresh.Flight",
                    "while (node instanceof Waiter waiter) {",
                    "while (waiters.size() < 3 && node instanceof Waiter waiter) {"),
            Mutant.of(
                    "the deadline is a second late",
                    Invariant.ANSWER,
                    "refresh.Lookup",
                    "Futures.failAfter(caller.deadline(), answer,",
                    "Futures.failAfter(caller.deadline().plusSeconds(1), answer,"),
            Mutant.of(
                    "whom a full budget refused is forgotten",
                    Invariant.ROTATION,
                    "refresh.RefreshMachine",
                    "asking.with(asking.unknown().withFetchAt(slot))",
                    "asking"),
            Mutant.of(
                            "an absent key is remembered for ten minutes",
                            Invariant.ROTATION,
                            "refresh.AbsentNames",
                            "Duration.ofSeconds(10).toNanos()",
                            "Duration.ofMinutes(10).toNanos()")
                    .from(100),
            Mutant.of(
                    "an issuer that failed is asked only when it is used",
                    Invariant.RECOVERY,
                    "refresh.RefreshMachine",
                    "return used || recoversUnasked ? start(state, next)",
                    "return used ? start(state, next)"),
            Mutant.of(
                    "keys that have moved are not looked for",
                    Invariant.RECOVERY,
                    "Discovery",
                    "mayHaveMoved = failure != null && (",
                    "mayHaveMoved = false && ("),
            Mutant.of(
                            "a fetch is given up after 2 s, and its late answer is taken",
                            Invariant.ORDER,
                            "refresh.FetchCompletion",
                            """
                                    if (state.flight() != flight) {
                                        return new Ignore<>(state); // a late, older answer
                                    }
                            """,
                            "")
                    .and("refresh.RefreshingSource", "        try {\n            CompletableFuture.supplyAsync(", """
                                    environment.schedule(2_000_000_000L, () -> end(flight, null, new RuntimeException()));
                                    try {
                                        CompletableFuture.supplyAsync(\
                            """),
            Mutant.of(
                    "the first set is taken for all that follow",
                    Invariant.ORDER,
                    "KeySetLoader",
                    "known == null || !known.set().digest().equals(digest)",
                    "known == null"),
            Mutant.of(
                    "an answer of a minute ago has the last word",
                    Invariant.VERDICT,
                    "refresh.RefreshMachine",
                    """
                            if (snapshot != null && snapshot.requestedAt() >= arrivedAt && !snapshot.mayHaveMoved()) {
                                UnknownNames\
                    """,
                    """
                            if (snapshot != null && snapshot.requestedAt() >= arrivedAt - 60_000_000_000L && !snapshot.mayHaveMoved()) {
                                UnknownNames\
                    """),
            Mutant.of(
                    "an issuer that does not answer is said not to have the key",
                    Invariant.VERDICT,
                    "outcome.LookupErrors",
                    "            return toCaller(causeOf(unavailable.failure()), issuer, keyId, until(unavailable.retryAt(), now));",
                    "            return notFound(Reason.UNKNOWN_KEY, issuer, keyId, \"no\", until(unavailable.retryAt(), now));"),
            Mutant.of(
                    "close() leaves those who wait alone",
                    Invariant.CLOSE,
                    "refresh.RefreshingSource",
                    "        if (flight != null) {\n            flight.land(environment, Miss.CLOSED);\n        }\n",
                    ""),
            Mutant.of(
                            "a closed fetcher goes on asking",
                            Invariant.CLOSE,
                            "net.ClosableRequests",
                            "if (closed) {\n            return",
                            "if (false) {\n            return")
                    .and("net.ClosableRequests", "if (closed) { // looked", "if (false) { // looked")
                    .and("net.ClosableRequests", "underWay.forEach(answer -> answer.cancel(true));", ""),
            Mutant.of(
                    "a key that is due for refresh is waited for",
                    Invariant.PROMPTNESS,
                    "refresh.RefreshMachine",
                    "now < snapshot.freshUntil()\n                ? new Serve<>(after, snapshot, start)",
                    "now < snapshot.refreshAt()\n                ? new Serve<>(after, snapshot, start)"),
            Mutant.of(
                    "a refresh of a slow issuer begins no earlier than others",
                    Invariant.PROMPTNESS,
                    "refresh.RefreshTimes",
                    "long inTime = lifetime - MILLI * FETCHES_AHEAD * fetchMillis;",
                    "long inTime = lifetime;"),
            Mutant.of(
                    "nothing is refreshed before somebody needs it",
                    Invariant.PROMPTNESS,
                    "refresh.RefreshMachine",
                    "Math.min(state.missing().confirmAt(), refreshAt)",
                    "state.missing().confirmAt()"),
            Mutant.of(
                    "an alarm for no one rings again at once",
                    Invariant.PROGRESS,
                    "refresh.RefreshMachine",
                    "return used ? start(after, next) : new Ignore<>(after.withIdle(true));",
                    "return used ? start(after, next) : new Ignore<>(after);"),
            Mutant.of(
                    "a key that an answer lacks is gone at once",
                    Invariant.GRACE,
                    "refresh.Acceptance",
                    "MissingParts kept = all.at(now, parts.mostKept());",
                    "MissingParts kept = MissingParts.NONE;"),
            Mutant.of(
                    "a key that an answer lacks is kept for as long as sets are believed",
                    Invariant.ORDER,
                    "refresh.MissingParts",
                    "Math.min(askedAt + rules.grace().toNanos(), longest)",
                    "longest"),
            Mutant.of(
                    "a key is kept though no answer had it for as long as sets are believed",
                    Invariant.ORDER,
                    "refresh.MissingParts",
                    "Math.min(askedAt + rules.grace().toNanos(), longest)",
                    "askedAt + rules.grace().toNanos()"),
            Mutant.of(
                            "each answer without a key prolongs its grace",
                            Invariant.ORDER,
                            "refresh.MissingParts",
                            "absences.forEach((part, absence) -> still.put(part, absence.again()));",
                            "absences.forEach((part, absence) -> still.put(part, Absence.first(askedAt, askedAt, rules)));")
                    .from(70),
            Mutant.of(
                    "an empty set that was confirmed leaves keys in their grace",
                    Invariant.ORDER,
                    "refresh.Acceptance",
                    "MissingParts all = emptied || before == null",
                    "MissingParts all = before == null"),
            Mutant.of(
                    "attempts out of turn are half a second apart",
                    Invariant.BUDGET,
                    "refresh.Failures",
                    "OUT_OF_TURN_AFTER = Duration.ofSeconds(5)",
                    "OUT_OF_TURN_AFTER = Duration.ofMillis(500)"),
            Mutant.of(
                    "attempts out of turn are a minute apart",
                    Invariant.RECOVERY,
                    "refresh.Failures",
                    "OUT_OF_TURN_AFTER = Duration.ofSeconds(5)",
                    "OUT_OF_TURN_AFTER = Duration.ofMinutes(1)"),
            Mutant.of(
                    "what is under a kid is never asked for again",
                    Invariant.REPLACED,
                    "refresh.RefreshMachine",
                    "return allowed && mayDoubt(state, arrivedAt, now)",
                    "return false"),
            Mutant.of(
                    "the answer to a doubt is not looked at",
                    Invariant.REPLACED,
                    "refresh.RefreshMachine",
                    "? start(state.withDoubtFrom(now + DOUBTED_EACH), next.forNewest())",
                    "? new Serve<>(state.withDoubtFrom(now + DOUBTED_EACH).flying(next), snapshot, next)"),
            Mutant.of(
                    "doubts are a third of a second apart",
                    Invariant.BUDGET,
                    "refresh.RefreshMachine",
                    "DOUBTED_EACH = Duration.ofSeconds(30)",
                    "DOUBTED_EACH = Duration.ofMillis(300)"),
            Mutant.of(
                    "a doubt has an issuer asked that is held back",
                    Invariant.BUDGET,
                    "refresh.RefreshMachine",
                    "                && now >= state.doubtFrom()\n                && !state.failures().holdBack(now);",
                    "                && now >= state.doubtFrom();"),
            Mutant.of(
                    "absences are confirmed twice a second",
                    Invariant.BUDGET,
                    "refresh.MissingParts",
                    "CONFIRMED_EACH = Duration.ofSeconds(15)",
                    "CONFIRMED_EACH = Duration.ofMillis(500)"),
            Mutant.of(
                    "an absence is not confirmed though the key is in use",
                    Invariant.GRACE,
                    "refresh.RefreshMachine",
                    "if (confirming && keptInUse) {",
                    "if (false) {"),
            Mutant.of(
                    "a key that is back is still taken for missing",
                    Invariant.GRACE,
                    "refresh.MissingParts",
                    "still.keySet().removeIf(part -> has.contains(part) || forbidden.test(part));",
                    "still.keySet().removeIf(forbidden);"),
            Mutant.of(
                    "one answer is enough to know a key as gone",
                    Invariant.VERDICT,
                    "refresh.RemovedNames",
                    "return Boolean.TRUE.equals(confirmed.get(name));",
                    "return confirmed.containsKey(name);"),
            Mutant.of(
                    "without a grace, keys that an answer dropped are known as gone",
                    Invariant.VERDICT,
                    "refresh.Acceptance",
                    "if (isOver && !rules.grace().isZero()) {",
                    "if (isOver) {"),
            Mutant.of(
                    "an answer settles what was asked for after it was",
                    Invariant.VERDICT,
                    "refresh.UnknownNames",
                    "if (name.getValue() > askedAt) {",
                    "if (false) {"),
            Mutant.of(
                    "an answer settles nothing for whom the empty budget refused",
                    Invariant.PROMPTNESS,
                    "refresh.UnknownNames",
                    "settled = settled.plus(name.getKey(), now);",
                    "rest.remove(name.getKey());"),
            Mutant.of(
                    "an absent key is forgotten before its caller is to come again",
                    Invariant.PROMPTNESS,
                    "refresh.RefreshMachine",
                    """
                            if (now < absent.until(name)) {
                                return\
                    """,
                    """
                            if (now < absent.until(name) - 1_000_000_000L) {
                                return\
                    """),
            Mutant.of(
                    "a key that is gone is asked for though its caller was told",
                    Invariant.PROMPTNESS,
                    "refresh.RefreshMachine",
                    "&& now < snapshot.refreshAt()\n                && !snapshot.mayHaveMoved() // or",
                    "&& now < snapshot.requestedAt() + 60_000_000_000L\n                && !snapshot.mayHaveMoved() // or"),
            Mutant.of(
                    "attempts out of turn do not hear Retry-After",
                    Invariant.BUDGET,
                    "refresh.Failures",
                    "Math.max(outOfTurn, asked)",
                    "outOfTurn"),
            Mutant.of(
                    "after an outage a new key waits for the backoff",
                    Invariant.RECOVERY,
                    "refresh.RefreshMachine",
                    "return outOfTurn && mayStartOutOfTurn(state, now)",
                    "return false"),
            Mutant.of(
                    "whom the resolver does not know is trusted",
                    Invariant.TRUST,
                    "Resolution",
                    "            table.refuse(name);\n            return Optional.empty();",
                    "            return Optional.of(new ResolvedIssuer(TrustedIssuer.of(name), null, table));"),
            Mutant.of(
                    "issuers are counted, and not weighed",
                    Invariant.HEAP,
                    "IssuerTable",
                    "atLeast(bytes / maximum, issuer.weight())",
                    "atLeast(bytes / maximum, 400)"),
            Mutant.of(
                    "an issuer is weighed only when it is made",
                    Invariant.HEAP,
                    "IssuerTable",
                    "!newcomers.asMap().replace(name, issuer, issuer)",
                    "!newcomers.asMap().containsKey(name)"),
            Mutant.of(
                    "a first request costs no token",
                    Invariant.PLACES,
                    "net.TokenBucket",
                    "fullAt = Math.max(now, fullAt) + interval;",
                    ""),
            Mutant.of(
                    "who came with a seed waits among newcomers",
                    Invariant.PLACES,
                    "MetadataLoader",
                    "previous != null || issuer.seed() != null ? Standing.KNOWN : Standing.NEWCOMER",
                    "Standing.NEWCOMER"),
            Mutant.of(
                    "while the resolver fails, its last yes holds for ever",
                    Invariant.TRUST_ENDS,
                    "trust.Vouching",
                    "failures > 0 && now < askedAt + age.whileFailing().toNanos()",
                    "failures > 0"));

    static final List<Mutant> ALL = Stream.of(OF_NODES, StoreMutants.ALL, CrowdMutants.ALL, ClockMutants.ALL)
            .flatMap(List::stream)
            .toList();

    private Mutants() {}
}
