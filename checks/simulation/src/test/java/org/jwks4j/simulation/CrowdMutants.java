package org.jwks4j.simulation;

import java.util.List;
import org.jwks4j.simulation.oracle.Invariant;

/** What is broken on purpose in what the issuers of one host share. */
final class CrowdMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "each issuer of a host has a budget of its own",
                    Invariant.HOST_BUDGET,
                    "fetch.SharedFetchBudgets",
                    "String host = hostOf(uri);",
                    "String host = uri;"),
            Mutant.of(
                    "an attempt out of turn is not charged when it begins",
                    Invariant.HOST_BUDGET,
                    "net.TokenBucket",
                    "        take(now);\n        return true;",
                    "        return true;"),
            Mutant.of(
                    "the budget of a host is refilled twice as fast",
                    Invariant.HOST_BUDGET,
                    "fetch.SharedFetchBudgets",
                    "Duration.ofMillis(500)",
                    "Duration.ofMillis(250)"),
            Mutant.of(
                    "a host that failed is taken for one that is back",
                    Invariant.HOST_BUDGET,
                    "fetch.SharedFetchBudgets",
                    "failedAt < answeredAt && ",
                    ""),
            Mutant.of(
                    "an issuer is asked out of turn a second after its last attempt",
                    Invariant.HOST_BUDGET,
                    "refresh.Failures",
                    "OUT_OF_TURN_AFTER = Duration.ofSeconds(5)",
                    "OUT_OF_TURN_AFTER = Duration.ofSeconds(1)"),
            Mutant.of(
                    "a host that is back is asked as one that is down",
                    Invariant.HOST_RECOVERY,
                    "fetch.SharedFetchBudgets",
                    " || (failedAt < answeredAt && onceAnswered.tryTake(now))",
                    ""));

    private CrowdMutants() {}
}
