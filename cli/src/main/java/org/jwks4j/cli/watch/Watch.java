package org.jwks4j.cli.watch;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.jwk.JwkSet;

/** Looks at issuers again and again, and shows what changed: a table on a terminal, else a line for each change. */
final class Watch {
    private static final int LATEST = 10;

    private final KeyFetcher fetcher;
    private final Console console;
    private final InstantSource clock;
    private final Map<String, Sighting> sightings = new LinkedHashMap<>();
    private final Deque<String> latest = new ArrayDeque<>();

    Watch(KeyFetcher fetcher, Console console, InstantSource clock) {
        this.fetcher = fetcher;
        this.console = console;
        this.clock = clock;
    }

    /** Looks once. */
    void look() {
        for (IssuerStatus status : fetcher.status()) {
            Sighting after = Sighting.of(status, keys(status.issuer()));
            Sighting before = sightings.put(status.issuer(), after);
            Changes.between(before, after).forEach(change -> tell(after, change));
        }
        if (redraws()) {
            console.redraw(WatchTable.of(sightings.values(), List.copyOf(latest)));
        }
    }

    /** To ask is to use the keys, so that they are kept fresh. What is not there yet is not waited for. */
    private @Nullable JwkSet keys(String issuer) {
        CompletableFuture<JwkSet> keys = fetcher.getJwkSet(issuer);
        return keys.isDone() && !keys.isCompletedExceptionally() ? keys.join() : null;
    }

    private boolean redraws() {
        return console.terminal().redraws() && !console.json();
    }

    private void tell(Sighting sighting, String change) {
        String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        if (console.json()) {
            console.print(new JsonMembers()
                    .with("time", time)
                    .with("change", change)
                    .with("status", sighting.toJson())
                    .build());
        }
        String line = time + " " + sighting.mark() + " " + sighting.status().issuer() + "  " + change;
        if (redraws()) {
            latest.addLast(line);
            if (latest.size() > LATEST) {
                latest.removeFirst();
            }
        } else if (!console.json()) {
            console.printMarked(line);
        }
        console.flush();
    }
}
