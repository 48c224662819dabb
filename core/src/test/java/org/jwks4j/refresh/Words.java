package org.jwks4j.refresh;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values of a test: words, each a part. "a:1" is the part named a that is 1, "-a" says that a is not to be used, and what is kept
 * stands behind a bar: "b:1 | a:1".
 */
final class Words implements Parts<String> {
    private static final String BAR = " | ";

    private boolean keptInUse;

    void keptInUse(boolean used) {
        keptInUse = used;
    }

    @Override
    public Set<Part> of(String value) {
        return parts(value.split(" \\| ", 2)[0]);
    }

    private static Set<Part> parts(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> word.contains(":"))
                .map(word -> new Part(word.split(":", 2)[0], word.split(":", 2)[1]))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean forbids(String answer, Part part) {
        return Set.of(answer.split(" ")).contains("-" + part.name());
    }

    @Override
    public boolean has(String value, String name) {
        return parts(value).stream().anyMatch(part -> part.name().equals(name));
    }

    @Override
    public String keeping(String answer, String before, Set<Part> kept) {
        String own = answer.split(" \\| ", 2)[0];
        String rest = parts(before).stream()
                .filter(kept::contains)
                .map(part -> part.name() + ":" + part.identity())
                .collect(Collectors.joining(" "));
        return rest.isEmpty() ? own : own + BAR + rest;
    }

    @Override
    public String keepingOnly(String value, Set<Part> kept) {
        return keeping(value, value, kept);
    }

    @Override
    public boolean isKeptInUse(String value) {
        return keptInUse;
    }

    @Override
    public int mostKept() {
        return 3;
    }
}
