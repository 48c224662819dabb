package org.jwks4j.refresh;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;

/**
 * All that is known about one source; immutable, replaced whole.
 *
 * @param snapshot the last good value; null while cold
 * @param flight the fetch under way; null when there is none
 * @param failures attempts failed since the last success
 * @param unknown names that are not in the value
 * @param missing what the last answer lacks and is kept all the same
 * @param doubtFrom from when a doubt about the value may cause a fetch
 * @param unusableSince when an answer without anything usable first came; {@link Environment#NEVER} when the last one had some
 * @param idle the snapshot was not used until its refresh was due, so none is scheduled
 */
public record RefreshState<V>(
        @Nullable Snapshot<V> snapshot,
        @Nullable Flight flight,
        Failures failures,
        UnknownNames unknown,
        MissingParts missing,
        long doubtFrom,
        long unusableSince,
        boolean idle) {
    public static <V> RefreshState<V> cold(RefreshSettings rules) {
        return new RefreshState<>(
                null, null, Failures.NONE, UnknownNames.none(rules), MissingParts.NONE, 0, Environment.NEVER, false);
    }

    /** A source whose last attempts all failed. */
    public static <V> RefreshState<V> coldAfter(Failures failures, long unusableSince, RefreshSettings rules) {
        RefreshState<V> cold = cold(rules);
        return cold.failing(failures, unusableSince);
    }

    /** A source whose value was configured, or known before; null for one that begins cold. */
    public static <V> RefreshState<V> beginningWith(@Nullable Snapshot<V> snapshot, RefreshSettings rules) {
        RefreshState<V> cold = cold(rules);
        return snapshot == null ? cold : cold.accepting(snapshot, cold.unknown, MissingParts.NONE);
    }

    /** All names of which something is remembered. */
    public List<String> names() {
        return Stream.of(
                        unknown.absent().names().keySet(),
                        unknown.removed().confirmed().keySet(),
                        unknown.asked().keySet())
                .flatMap(Set::stream)
                .toList();
    }

    /** Whether there is a value that may be handed out, even if late. */
    boolean isUsable(long now) {
        return snapshot != null && now < snapshot.staleUntil();
    }

    /** A fetch begins; it also serves those whom the empty budget refused. */
    RefreshState<V> flying(Flight started) {
        return new RefreshState<>(
                snapshot,
                started,
                failures,
                unknown.withFetchAt(Environment.NEVER),
                missing,
                doubtFrom,
                unusableSince,
                false);
    }

    RefreshState<V> accepting(Snapshot<V> accepted, UnknownNames names, MissingParts kept) {
        return new RefreshState<>(accepted, null, Failures.NONE, names, kept, doubtFrom, Environment.NEVER, false);
    }

    RefreshState<V> failing(Failures more, long unusable) {
        return new RefreshState<>(snapshot, null, more, unknown, missing, doubtFrom, unusable, idle);
    }

    RefreshState<V> with(UnknownNames changed) {
        return new RefreshState<>(snapshot, flight, failures, changed, missing, doubtFrom, unusableSince, idle);
    }

    RefreshState<V> with(MissingParts changed) {
        return new RefreshState<>(snapshot, flight, failures, unknown, changed, doubtFrom, unusableSince, idle);
    }

    /** The time of some kept parts is over. */
    RefreshState<V> dropping(Snapshot<V> rest, UnknownNames names, MissingParts kept) {
        return new RefreshState<>(rest, flight, failures, names, kept, doubtFrom, unusableSince, idle);
    }

    RefreshState<V> withDoubtFrom(long changed) {
        return new RefreshState<>(snapshot, flight, failures, unknown, missing, changed, unusableSince, idle);
    }

    RefreshState<V> withIdle(boolean changed) {
        return new RefreshState<>(snapshot, flight, failures, unknown, missing, doubtFrom, unusableSince, changed);
    }
}
