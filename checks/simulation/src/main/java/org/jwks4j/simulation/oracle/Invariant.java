package org.jwks4j.simulation.oracle;

import java.util.EnumSet;
import java.util.Set;

/** What always holds, whatever issuers, the network and callers do. */
public enum Invariant {
    /** A key is served no later than its clamped freshness and staleness allow, and past freshness only in need. */
    BOUND,
    /** A key is served only for the issuer and the key ID that it was published under. */
    ISSUER,
    /** A withdrawn key is gone within the bound. */
    WITHDRAWAL,
    /** A document of an issuer is never fetched twice at the same time by one node. */
    SINGLE_FLIGHT,
    /** An issuer is asked no more often than the rules allow, and not before it said. */
    BUDGET,
    /** Each caller has one answer, of a documented type, by its deadline; no one waits for nothing. */
    ANSWER,
    /** A key that is published is found by its first caller, and under a flood within one slot. */
    ROTATION,
    /** A key that is new under its kid is found by the first whose token is signed with it, or 30 s later. */
    REPLACED,
    /** An issuer that is back is noticed within one step of the backoff. */
    RECOVERY,
    /** What a node knows never goes back to an older answer. */
    ORDER,
    /** 401 is said only after the issuer was asked, and 503 only while it does not answer. */
    VERDICT,
    /** A closed fetcher fails all callers who wait, and sends no request. */
    CLOSE,
    /** A key that an answer lacks is kept for its grace. */
    GRACE,
    /** A key that is known is served at once, and refreshed before it is needed. */
    PROMPTNESS,
    /** An instant ends: tasks do not make each other without end. */
    PROGRESS,
    /** An issuer that is not trusted costs no request. */
    TRUST,
    /** What strangers publish is held within the memory that was allowed. */
    HEAP,
    /** Who is known is served in two seconds, whatever strangers ask; and first requests for invented names are few. */
    PLACES,
    /** A trust that was withdrawn ends within its bound. */
    TRUST_ENDS,
    /** A node takes no key that its issuer did not publish, whatever is in the store. */
    FORGERY,
    /** What came out of a store is no younger than it is, but for what clocks differ. */
    FLEET_AGE,
    /** Nodes that share a store which works ask as one node would. */
    FLEET_BUDGET,
    /** A store in any trouble costs a caller a timeout and a wait, and never a key. */
    STORE_HARMLESS,
    /** A key that is revoked on one node is so on all, and no node forgets it. */
    FLEET_REVOCATION,
    /** A host that fails is asked out of turn twice a second, for all its issuers together. */
    HOST_BUDGET,
    /** A host that is back gives out a thousand new keys within ten seconds. */
    HOST_RECOVERY,
    /** Keys are as old as the clock says that moved further, and are asked for by it. */
    CLOCK_AGE,
    /** What is due after a suspension is not kept waiting by a timer of before. */
    CLOCK_ALARM;

    /** Those that strangers would like to break: they are watched in a world of their own. */
    public static final Set<Invariant> OF_STRANGERS = EnumSet.of(HEAP, PLACES, TRUST_ENDS);

    /** Those of nodes that share a store, which are watched in another world of their own. */
    public static final Set<Invariant> OF_STORES =
            EnumSet.of(FORGERY, FLEET_AGE, FLEET_BUDGET, STORE_HARMLESS, FLEET_REVOCATION);

    /** Those of many issuers at one host, which have a world too. */
    public static final Set<Invariant> OF_CROWDS = EnumSet.of(HOST_BUDGET, HOST_RECOVERY);

    /** Those of a machine whose clocks run apart, which has a world of its own. */
    public static final Set<Invariant> OF_CLOCKS = EnumSet.of(CLOCK_AGE, CLOCK_ALARM);
}
