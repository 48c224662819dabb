package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of docs/identity-providers.md: a row for each provider, which replaces the one that is there. */
final class Page {
    private static final String END = "<!-- end of the table -->";

    private final Path file;

    Page(Workplace workplace) {
        file = workplace.root().resolve("docs/identity-providers.md");
    }

    void write(Findings findings) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String start = "| " + findings.name() + " |";
        int place = lines.indexOf(END);
        if (place < 0) {
            throw new IOException(file + " has no line " + END);
        }
        for (int i = place - 1; i >= 0; i--) { // behind it are other tables, with the same names
            if (lines.get(i).startsWith(start)) {
                lines.remove(i);
                place = i;
            }
        }
        lines.add(place, row(findings));
        Files.write(file, lines);
    }

    static String row(Findings findings) {
        Disturbance rotations = findings.rotations();
        Disturbance restart = findings.restart();
        return "| "
                + String.join(
                        " | ",
                        findings.name(),
                        findings.version(),
                        String.join(", ", findings.algorithms()),
                        seconds(findings.first().longest()),
                        Long.toString(findings.first().requests()),
                        refused(rotations),
                        requests(rotations),
                        refused(restart),
                        recovery(restart),
                        requests(restart))
                + " |";
    }

    private static String requests(Disturbance disturbance) {
        return disturbance.shown() == 0 ? "–" : Long.toString(disturbance.requests());
    }

    private static String refused(Disturbance disturbance) {
        return disturbance.shown() == 0 ? "–" : disturbance.refusals().size() + " of " + disturbance.shown();
    }

    private static String recovery(Disturbance restart) {
        return restart.recovery().isZero() ? "at once" : seconds(restart.recovery());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
