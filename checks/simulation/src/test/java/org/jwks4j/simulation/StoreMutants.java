package org.jwks4j.simulation;

import java.util.List;
import org.jwks4j.simulation.oracle.Invariant;

/** What is broken on purpose in the engine's use of a shared store. */
final class StoreMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "an entry of a store needs no seal",
                    Invariant.FORGERY,
                    "fleet.StoreEntry",
                    "if (!MessageDigest.isEqual(seal.of(entry.secretId, head), found)) {",
                    "if (false) {"),
            Mutant.of(
                            "an entry is believed under any name, and says itself whose keys it has",
                            Invariant.STORE_HARMLESS,
                            "fleet.StoreEntry",
                            "if (!entry.name.equals(name)) {",
                            "if (false) {")
                    .and("FetchedKeys", "caching == null || !saved.issuer().equals(trusted.name())", "caching == null")
                    .and("FetchedKeys", "if (!uri.isEmpty()) {", "if (false) {"),
            Mutant.of(
                    "what comes out of a store was asked for now",
                    Invariant.FLEET_AGE,
                    "fleet.StoredEntries",
                    "return access.environment().now() - (age.compareTo(OLDEST) > 0 ? OLDEST : age).toNanos();",
                    "return access.environment().now();"),
            Mutant.of(
                    "an older entry takes the place of what a node has",
                    Invariant.STORE_HARMLESS,
                    "fleet.StoredLoader",
                    "return found.askedAt().isAfter(newest());",
                    "return true;"),
            Mutant.of(
                    "an entry counts as old as the wall clock of its reader says",
                    Invariant.FLEET_AGE,
                    "fleet.StoreClock",
                    "return other.isAfter(wall) ? other : wall;",
                    "return wall;"),
            Mutant.of(
                    "an entry is dated by the later of two clocks",
                    Invariant.FLEET_AGE,
                    "fleet.AskedAt",
                    "return isToldByStore() ? Math.min(wallMillis, storeMillis) : wallMillis;",
                    "return laterMillis();"),
            Mutant.of(
                    "what the issuer confirms is not written again",
                    Invariant.FLEET_BUDGET,
                    "fleet.StoredLoader",
                    "} else if (fetched.unusable() != null) {",
                    "} else if (fetched.unusable() != null || fetched.sameAsBefore()) {"),
            Mutant.of(
                            "another node is waited for without end",
                            Invariant.STORE_HARMLESS,
                            "fleet.StoredLoader",
                            "hasLease || access.environment().now() >= waitsUntil) {",
                            "hasLease) {")
                    .and("fleet.StoredLoader", "Math.min(delay, rest)", "delay"),
            Mutant.of(
                    "a set without usable keys is written for all",
                    Invariant.STORE_HARMLESS,
                    "fleet.StoredLoader",
                    "} else if (fetched.unusable() != null) {",
                    "} else if (false) {"),
            Mutant.of(
                            "what was revoked elsewhere is read with keys, and no more",
                            Invariant.FLEET_REVOCATION,
                            "fleet.Revocations",
                            "names.forEach(name -> access.hints().add(name, this::readSoon));",
                            "")
                    .and("fleet.Revocations", "alarm.setNoLaterThan(inAWhile());", ""),
            Mutant.of(
                    "what a store has lost of what was revoked is not written again",
                    Invariant.FLEET_REVOCATION,
                    "fleet.Revocations",
                    "if (stored.containsAll(mine)) {",
                    "if (stored.containsAll(mine) || unwritten.isEmpty()) {"));

    private StoreMutants() {}
}
