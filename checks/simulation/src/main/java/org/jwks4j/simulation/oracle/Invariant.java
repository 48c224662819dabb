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
    /** An issuer that is back is noticed within one step of the backoff. */
    RECOVERY,
    /** What a node knows never goes back to an older answer. */
    ORDER,
    /** 401 is said only after the issuer was asked, and 503 only while it does not answer. */
    VERDICT,
    /** A closed fetcher fails whoever waits, and asks no one. */
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
    TRUST_ENDS;

    /** Those that strangers would like to break: they are watched in a world of their own. */
    public static final Set<Invariant> OF_STRANGERS = EnumSet.of(HEAP, PLACES, TRUST_ENDS);
}
