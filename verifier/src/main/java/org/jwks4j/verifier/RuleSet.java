package org.jwks4j.verifier;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;

/**
 * Rules by what they are about, in the order of checking: a new rule about the same takes the place of the old one, and one that
 * contradicts another is refused at once. Immutable.
 */
record RuleSet(Map<String, Rule> byTopic, List<Rule> inOrder) {
    static final RuleSet NONE = of(Map.of());

    private static RuleSet of(Map<String, Rule> byTopic) {
        return new RuleSet(Collections.unmodifiableMap(byTopic), List.copyOf(byTopic.values()));
    }

    /** @throws IllegalArgumentException if no token could ever meet all of them */
    RuleSet and(String topic, Rule rule) {
        Map<String, Rule> more = new LinkedHashMap<>(byTopic);
        more.put(topic, rule);
        more.values().forEach(one -> {
            if (one instanceof ForbiddenRule forbidden) {
                requireNoneNeeds(forbidden, more);
            }
        });
        return of(more);
    }

    private static void requireNoneNeeds(ForbiddenRule forbidden, Map<String, Rule> rules) {
        rules.values().stream()
                .filter(other -> other.neededClaims().contains(forbidden.claim()))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(
                            "rules contradict each other about " + Quoted.of(forbidden.claim())
                                    + ": " + forbidden.explanation() + ", and " + other.explanation()
                                    + (forbidden.claim().equals("events")
                                            ? "; acceptEvents() lifts what is forbidden by default"
                                            : ""));
                });
    }

    RuleSet without(String topic) {
        Map<String, Rule> fewer = new LinkedHashMap<>(byTopic);
        fewer.remove(topic);
        return of(fewer);
    }

    boolean has(String topic) {
        return byTopic.containsKey(topic);
    }

    @Nullable
    Rule about(String topic) {
        return byTopic.get(topic);
    }
}
