package org.jwks4j.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules of a public suffix list, by the algorithm at publicsuffix.org/list. Names are in lower case and A-labels. */
final class PublicSuffixList {
    private final Set<String> suffixes = new HashSet<>();

    /** What follows {@code *.}: each name of one label more is a public suffix. */
    private final Set<String> wildcards = new HashSet<>();

    /** What follows {@code !}: registrable, although a wildcard says otherwise. */
    private final Set<String> exceptions = new HashSet<>();

    private PublicSuffixList() {}

    static PublicSuffixList read(InputStream list) throws IOException {
        PublicSuffixList rules = new PublicSuffixList();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, UTF_8))) {
            for (Iterator<String> line = lines.lines().iterator(); line.hasNext(); ) {
                rules.add(line.next().strip());
            }
        }
        return rules;
    }

    private void add(String line) {
        if (line.isEmpty() || line.startsWith("//")) {
            return;
        }
        String rule = line.split("\\s", 2)[0]; // a rule ends at the first white space
        if (rule.startsWith("!")) {
            exceptions.add(toAscii(rule.substring(1)));
        } else if (rule.startsWith("*.")) {
            wildcards.add(toAscii(rule.substring(2)));
        } else {
            suffixes.add(toAscii(rule));
        }
    }

    private static String toAscii(String name) {
        return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    Optional<String> registrableDomain(String name) {
        List<String> labels = List.of(name.split("\\.", -1));
        if (labels.contains("")) {
            return Optional.empty();
        }
        int suffixAt = publicSuffixAt(labels);
        return suffixAt == 0 ? Optional.empty() : Optional.of(from(labels, suffixAt - 1));
    }

    /** At which label the public suffix begins: an exception prevails, then the rule of most labels, then {@code *}. */
    private int publicSuffixAt(List<String> labels) {
        for (int at = 0; at < labels.size(); at++) {
            if (exceptions.contains(from(labels, at))) {
                return at + 1;
            }
        }
        for (int at = 0; at < labels.size(); at++) {
            if (suffixes.contains(from(labels, at)) || wildcards.contains(from(labels, at + 1))) {
                return at;
            }
        }
        return labels.size() - 1;
    }

    private static String from(List<String> labels, int at) {
        return String.join(".", labels.subList(at, labels.size()));
    }
}
