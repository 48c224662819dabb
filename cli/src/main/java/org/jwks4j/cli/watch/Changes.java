package org.jwks4j.cli.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus.MissingKey;
import org.jwks4j.cli.terminal.LibraryWords;
import org.jwks4j.json.Quoted;

/** What became of an issuer between two sightings, in words. */
final class Changes {
    private static final int SHOWN = 10;

    private Changes() {}

    /** Between two sightings of one issuer; before the first one, everything is new. */
    static List<String> between(@Nullable Sighting before, Sighting after) {
        List<String> changes = new ArrayList<>();
        if (before == null || before.status().state() != after.status().state()) {
            changes.add((before == null ? "" : before.state() + " -> ") + after.state());
        }
        Set<String> added = without(after.keyIds(), before == null ? Set.of() : before.keyIds());
        Set<String> removed = before == null ? Set.of() : without(before.keyIds(), after.keyIds());
        if (!added.isEmpty()) {
            changes.add("keys added: " + quoted(added));
        }
        Set<String> missing = without(missing(after), before == null ? Set.of() : missing(before));
        if (!missing.isEmpty()) {
            changes.add("keys missing in the newest answer, kept for now: " + quoted(missing));
        }
        if (!removed.isEmpty()) {
            changes.add("keys removed: " + quoted(removed));
        }
        long failures = after.failures() - (before == null ? 0 : before.failures());
        if (failures > 0) {
            changes.add(failed(after));
        } else if (before != null
                && before.status().failures() > 0
                && after.status().failures() == 0) {
            changes.add("answers again");
        }
        return changes;
    }

    private static String failed(Sighting after) {
        String cause = after.status().lastFailure().map(LibraryWords::asOptions).orElse("no cause");
        return String.format(
                Locale.ROOT, "request failed (%d in a row): %s", after.status().failures(), cause);
    }

    private static Set<String> missing(Sighting sighting) {
        return sighting.status().missingKeys().stream()
                .map(MissingKey::keyId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static String quoted(Set<String> keyIds) {
        return keyIds.stream().limit(SHOWN).map(Quoted::of).collect(Collectors.joining(", "))
                + (keyIds.size() > SHOWN ? " and " + (keyIds.size() - SHOWN) + " more" : "");
    }
}
