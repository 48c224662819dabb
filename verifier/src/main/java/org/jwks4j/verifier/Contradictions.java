package org.jwks4j.verifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jwks4j.json.Quoted;

/** Rules that no token can meet together. They are found by what each asks of a claim; a check of others' code asks for nothing here. */
final class Contradictions {
    private Contradictions() {}

    /** A demand, and the rule whose it is. */
    private record Asked(Rule rule, Demand demand) {
        /** What makes another demand narrower comes first, so that nothing of it is lost. */
        boolean isWide() {
            return demand.kind() != Demand.Kind.STRING && demand.bounds() == null;
        }
    }

    /** @throws IllegalArgumentException if no token could ever meet all of them; with what they say */
    static void requireNone(Collection<Rule> rules) {
        Map<String, List<Asked>> byClaim = new LinkedHashMap<>();
        for (Rule rule : rules) {
            for (Demand demand : rule.demands()) {
                byClaim.computeIfAbsent(demand.claim(), any -> new ArrayList<>())
                        .add(new Asked(rule, demand));
            }
        }
        byClaim.forEach((claim, asked) -> requireMeetable(Demand.always(claim), sorted(asked)));
        rules.forEach(rule -> requireOneNotForbidden(rule, rules));
    }

    private static List<Asked> sorted(List<Asked> asked) {
        return asked.stream().sorted(Comparator.comparing(Asked::isWide)).toList();
    }

    private static void requireMeetable(Demand always, List<Asked> asked) {
        Demand all = always;
        for (int i = 0; i < asked.size(); i++) {
            all = all.and(asked.get(i).demand());
            if (all == null) {
                throw contradiction(always, asked.subList(0, i), asked.get(i));
            }
        }
    }

    /** Names the rules that one of them cannot be met with; if they are in its way together only, all of them. */
    private static IllegalArgumentException contradiction(Demand always, List<Asked> before, Asked last) {
        List<Asked> alone = before.stream()
                .filter(one -> one.demand().and(last.demand()) == null)
                .toList();
        Stream<Asked> others = (alone.isEmpty() ? before : alone).stream();
        Stream<String> said = always.and(last.demand()) == null
                ? Stream.of("it is " + inWords(always.kind()) + " in every token that is accepted")
                : others.map(one -> one.rule().explanation());
        String both = Stream.concat(said, Stream.of(last.rule().explanation())).collect(Collectors.joining(", and "));
        return new IllegalArgumentException("rules contradict each other about " + Quoted.of(always.claim()) + ": "
                + both
                + (always.claim().equals("events") ? "; acceptEvents() lifts what is forbidden by default" : ""));
    }

    private static String inWords(Demand.Kind kind) {
        return switch (kind) {
            case ANY -> "there";
            case ABSENT -> "absent";
            case STRING -> "a string";
            case STRING_OR_STRINGS -> "a string or an array of strings";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
        };
    }

    /** Such as a scope, which may be in either of two claims. */
    private static void requireOneNotForbidden(Rule rule, Collection<Rule> rules) {
        Set<String> oneOf = rule.neededOneOf();
        List<Rule> forbidding = rules.stream()
                .filter(other -> other instanceof ForbiddenRule forbidden && oneOf.contains(forbidden.claim()))
                .toList();
        if (!oneOf.isEmpty() && forbidding.size() == oneOf.size()) {
            throw new IllegalArgumentException("rules contradict each other: " + rule.explanation() + ", and "
                    + forbidding.stream().map(Rule::explanation).collect(Collectors.joining(", and ")));
        }
    }
}
