package org.jwks4j;

/** What the refresh machine tells a caller. */
sealed interface Verdict<V> {
    /** Use this, now. */
    record Serve<V>(Snapshot<V> snapshot) implements Verdict<V> {}

    /** Wait for this fetch, then ask again. */
    record Join<V>(Flight flight) implements Verdict<V> {}

    /** Wait for this fetch, but no longer than until then; then ask again, impatiently. */
    record JoinBriefly<V>(Flight flight, long until) implements Verdict<V> {}

    /** The issuer does not answer, and will not be asked again before then. */
    record Unavailable<V>(KeysUnavailableException cause, long retryAt) implements Verdict<V> {}

    /** The issuer was asked and does not have it. */
    record Absent<V>(long retryAt) implements Verdict<V> {}

    /** It is not known, and the budget for asking is used up until then. */
    record Throttled<V>(long retryAt) implements Verdict<V> {}

    /** Nothing to tell: the event had no caller. */
    record Noted<V>() implements Verdict<V> {}
}
