package org.jwks4j.cli.web;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.json.JsonObject;

/** The latest rotations. */
final class RecentChanges implements KeyFetcherEvent.Listener {
    private static final int MOST = 50;

    private final InstantSource clock;
    private final Deque<JsonObject> latest = new ArrayDeque<>();

    RecentChanges(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void onEvent(KeyFetcherEvent event) {
        if (event instanceof KeyFetcherEvent.KeySetChanged change) {
            add(new JsonMembers()
                    .with(
                            "time",
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                    .with("issuer", change.issuer())
                    .with("added", new TreeSet<>(change.added()))
                    .with("removed", new TreeSet<>(change.removed()))
                    .build());
        }
    }

    private synchronized void add(JsonObject change) {
        latest.addFirst(change);
        if (latest.size() > MOST) {
            latest.removeLast();
        }
    }

    /** The newest first. */
    synchronized List<JsonObject> toJson() {
        return List.copyOf(latest);
    }
}
