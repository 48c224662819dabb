package org.jwks4j.simulation;

import java.util.List;
import org.jwks4j.simulation.oracle.Invariant;

/** Each way in which the engine is broken on purpose: which file, what it says, what it says instead. */
final class Mutants {
    static final List<Mutant> ALL = List.of(
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
                    "return now < until ? new JoinBriefly<>(state, flight, until, start) : new Serve<>(state, snapshot, start);",
                    "return new Serve<>(state, snapshot, start);"),
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
                            "refresh.RefreshMachine",
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
                            "refresh.RefreshMachine",
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
                                AbsentNames\
                    """,
                    """
                            if (snapshot != null && snapshot.requestedAt() >= arrivedAt - 60_000_000_000L && !snapshot.mayHaveMoved()) {
                                AbsentNames\
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
                    "nothing is refreshed before somebody needs it",
                    Invariant.PROMPTNESS,
                    "refresh.RefreshMachine",
                    "Math.min(snapshot.refreshAt(), asked)",
                    "asked"),
            Mutant.of(
                    "an alarm for no one rings again at once",
                    Invariant.PROGRESS,
                    "refresh.RefreshMachine",
                    "return used ? start(after, next) : new Ignore<>(after.withIdle(true));",
                    "return used ? start(after, next) : new Ignore<>(after);"),
            Mutant.of(
                    "a key that an answer lacks is gone at once",
                    Invariant.GRACE,
                    "refresh.RefreshMachine",
                    "Grace kept = all.at(now, parts.mostKept());",
                    "Grace kept = Grace.NONE;"),
            Mutant.of(
                    "a key that an answer lacks is kept for as long as sets are believed",
                    Invariant.ORDER,
                    "refresh.Grace",
                    "Math.min(askedAt + rules.grace().toNanos(), longest)",
                    "longest"),
            Mutant.of(
                    "a key is kept though no answer had it for as long as sets are believed",
                    Invariant.ORDER,
                    "refresh.Grace",
                    "Math.min(askedAt + rules.grace().toNanos(), longest)",
                    "askedAt + rules.grace().toNanos()"),
            Mutant.of(
                    "each answer without a key prolongs its grace",
                    Invariant.ORDER,
                    "refresh.Grace",
                    "missing.forEach((part, absence) -> still.put(part, absence.again()));",
                    "missing.forEach((part, absence) -> still.put(part, Absence.first(askedAt, askedAt, rules)));"),
            Mutant.of(
                    "an empty set that was confirmed leaves keys in their grace",
                    Invariant.ORDER,
                    "refresh.RefreshMachine",
                    "Grace all = emptied || before == null",
                    "Grace all = before == null"),
            Mutant.of(
                    "attempts out of turn are half a second apart",
                    Invariant.BUDGET,
                    "refresh.Failures",
                    "OUT_OF_TURN_AFTER = Duration.ofSeconds(5)",
                    "OUT_OF_TURN_AFTER = Duration.ofMillis(500)"),
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

    private Mutants() {}
}
