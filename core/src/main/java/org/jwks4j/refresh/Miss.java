package org.jwks4j.refresh;

import org.jwks4j.net.Environment;

/** Why a look-up ends without what it looked for. The caller's side makes an error of it. */
public sealed interface Miss {
    Miss TIMED_OUT = new TimedOut();
    Miss CLOSED = new Closed();

    /**
     * The source was asked and does not have it.
     *
     * @param retryAt when another try may find it; {@link Environment#NEVER} if the value was configured
     */
    record Absent(long retryAt) implements Miss {}

    /** It is not in the value there is, and no fetch for unknown names is allowed before then. */
    record Throttled(long retryAt) implements Miss {}

    /** Nothing that can be used could be fetched, and the next attempt is made then. */
    record Unavailable(Failure failure, long retryAt) implements Miss {}

    /** The caller's deadline passed first. */
    record TimedOut() implements Miss {}

    /** The source was closed. */
    record Closed() implements Miss {}
}
