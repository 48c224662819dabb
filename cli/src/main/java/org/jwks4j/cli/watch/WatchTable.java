package org.jwks4j.cli.watch;

import java.util.Collection;
import java.util.List;
import org.jwks4j.cli.terminal.Mark;
import org.jwks4j.cli.terminal.Table;

/** The table of issuers, and the latest changes below it. */
final class WatchTable {
    private WatchTable() {}

    static String of(Collection<Sighting> sightings, List<String> latest) {
        Table table = new Table(
                String.valueOf(Mark.NONE), "ISSUER", "STATE", "AGE", "NEXT REQUEST", "KEYS", "REQUESTS", "FAILED");
        sightings.forEach(sighting -> table.row(
                String.valueOf(sighting.mark()),
                sighting.status().issuer(),
                sighting.state(),
                sighting.age(),
                sighting.nextRequest(),
                String.valueOf(sighting.status().keys()),
                String.valueOf(sighting.requests()),
                String.valueOf(sighting.failures())));
        return table + "\n\n" + String.join("\n", latest) + "\n\nCtrl-C ends it.";
    }
}
