package org.jwks4j.simulation;

import java.util.List;
import org.jwks4j.simulation.oracle.Invariant;

/** Each way in which the engine is broken on purpose: which file, what it says, what it says instead. */
final class Mutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "keys are used for ever",
                    Invariant.BOUND,
                    "RefreshMachine",
                    "if (snapshot == null || !state.isUsable(now)) {",
                    "if (snapshot == null) {"),
            Mutant.of(
                    "keys past their freshness are served without need",
                    Invariant.BOUND,
                    "RefreshMachine",
                    "return now < until ? new JoinBriefly<>(flight, until) : new Serve<>(snapshot);",
                    "return new Serve<>(snapshot);"),
            Mutant.of(
                            "keys of the same kid are taken for the same",
                            Invariant.ISSUER,
                            "KeySet",
                            "return jwk.publicKey();",
                            "return SEEN.computeIfAbsent(String.valueOf(jwk.keyId()), any -> jwk.publicKey());")
                    .and("KeySet", "    private static final class Entry {", """
                                private static final class Entry {
                                    private static final java.util.Map<String, java.security.PublicKey> SEEN = new java.util.concurrent.ConcurrentHashMap<>();\
                            """),
            Mutant.of(
                            "headers can put off a withdrawal for ever",
                            Invariant.WITHDRAWAL,
                            "RefreshMachine",
                            "return lifetime.compareTo(policy.maxFreshness()) > 0 ? policy.maxFreshness() : lifetime;",
                            "return lifetime;")
                    .from(90),
            Mutant.of(
                    "an unknown key does not join the fetch under way",
                    Invariant.SINGLE_FLIGHT,
                    "RefreshMachine",
                    """
                            if (state.flight() != null) {
                                return Step.of(state, new Join<>(state.flight()));
                            }
                            KeysUnavailableException cause = state.failures().last();
                            if (cause != null && state.failures().holdBack(now)) {
                                return Step.of(state, new Unavailable<>(cause, state.failures().retryAt()));
                            }
                            UnknownKeyBudget\
                    """,
                    "        UnknownKeyBudget"),
            Mutant.of(
                    "unknown keys cost nothing",
                    Invariant.BUDGET,
                    "UnknownKeyBudget",
                    "return new UnknownKeyBudget(tokens - 1, refilledAt);",
                    "return this;"),
            Mutant.of(
                    "Retry-After is not heard",
                    Invariant.BUDGET,
                    "Failures",
                    "now + Math.max(backoff, asked)",
                    "now + backoff"),
            Mutant.of(
                    "of many who wait only the last three are told",
                    Invariant.ANSWER,
                    "Flight",
                    "while (node instanceof Waiter waiter) {",
                    "while (waiters.size() < 3 && node instanceof Waiter waiter) {"),
            Mutant.of(
                    "the deadline is a second late",
                    Invariant.ANSWER,
                    "Lookup",
                    "schedule(caller.deadline().toNanos(), this::deadlinePassed)",
                    "schedule(caller.deadline().plusSeconds(1).toNanos(), this::deadlinePassed)"),
            Mutant.of(
                    "whom a full budget refused is forgotten",
                    Invariant.ROTATION,
                    "RefreshMachine",
                    "state.withTrailingAt(slot)",
                    "state"),
            Mutant.of(
                            "an absent key is remembered for ten minutes",
                            Invariant.ROTATION,
                            "AbsentKeys",
                            "Duration.ofSeconds(10).toNanos()",
                            "Duration.ofMinutes(10).toNanos()")
                    .from(100),
            Mutant.of(
                    "an issuer that failed is asked only when it is used",
                    Invariant.RECOVERY,
                    "RefreshMachine",
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
                            "RefreshMachine",
                            """
                                    if (state.flight() != flight) {
                                        return Step.of(state, new Noted<>()); // a late, older answer
                                    }
                            """,
                            "")
                    .and("RefreshingSource", "        try {\n            CompletableFuture.supplyAsync(", """
                                    environment.schedule(2_000_000_000L, () -> land(flight, null, new RuntimeException()));
                                    try {
                                        CompletableFuture.supplyAsync(\
                            """),
            Mutant.of(
                    "the first set is taken for all that follow",
                    Invariant.ORDER,
                    "KeySetLoader",
                    "previous == null || !previous.value().digest().equals(digest)",
                    "previous == null"),
            Mutant.of("an answer of a minute ago has the last word", Invariant.VERDICT, "RefreshMachine", """
                            if (snapshot != null && snapshot.requestedAt() >= arrivedAt && !snapshot.mayBeElsewhere()) {
                                AbsentKeys\
                    """, """
                            if (snapshot != null && snapshot.requestedAt() >= arrivedAt - 60_000_000_000L && !snapshot.mayBeElsewhere()) {
                                AbsentKeys\
                    """),
            Mutant.of(
                    "an issuer that does not answer is said not to have the key",
                    Invariant.VERDICT,
                    "Lookup",
                    "            finish(null, toCaller(unavailable.cause(), untilThen(unavailable.retryAt())));",
                    "            refuse(Reason.UNKNOWN_KEY, \"no\", untilThen(unavailable.retryAt()));"),
            Mutant.of(
                    "close() leaves those who wait alone",
                    Invariant.CLOSE,
                    "RefreshingSource",
                    "        if (flight != null) {\n            flight.land(environment, cause);\n        }\n",
                    ""),
            Mutant.of(
                    "a closed fetcher goes on asking",
                    Invariant.CLOSE,
                    "TimedTransport",
                    "closed.getAsBoolean()",
                    "false"),
            Mutant.of(
                    "a key that is due for refresh is waited for",
                    Invariant.PROMPTNESS,
                    "RefreshMachine",
                    "now < snapshot.freshUntil() ? new Serve<>(snapshot)",
                    "now < snapshot.refreshAt() ? new Serve<>(snapshot)"),
            Mutant.of(
                    "nothing is refreshed before somebody needs it",
                    Invariant.PROMPTNESS,
                    "RefreshMachine",
                    "Math.min(snapshot.refreshAt(), state.trailingAt())",
                    "state.trailingAt()"),
            Mutant.of(
                    "an alarm for nobody rings again at once",
                    Invariant.PROGRESS,
                    "RefreshMachine",
                    "return used ? start(state, next) : Step.of(state.withIdle(true), new Noted<>());",
                    "return used ? start(state, next) : Step.of(state, new Noted<>());"),
            Mutant.of(
                    "whom the resolver does not know is trusted",
                    Invariant.TRUST,
                    "Resolution",
                    "            table.refuse(name);\n            return Optional.empty();",
                    "            return Optional.of(new ResolvedIssuer(TrustedIssuer.of(name), null, assemble));"));

    private Mutants() {}
}
