package org.jwks4j.verifier;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;

/**
 * Rules by what they are about, in the order of checking: a setting takes the place of an earlier one, a demand is added to the
 * earlier ones, and a rule that contradicts another is refused at once. Immutable.
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
        Contradictions.requireNone(more.values());
        return of(more);
    }

    /** Beside what was asked before about the same: no later rule makes an earlier one wider. */
    RuleSet also(String topic, Rule rule) {
        String free = topic;
        for (int i = 2; has(free); i++) {
            if (rule.equals(about(free))) {
                return this;
            }
            free = topic + " (" + i + ")";
        }
        return and(free, rule);
    }

    /** @throws IllegalArgumentException if one of that name is there already */
    RuleSet andNamed(String topic, Rule rule) {
        if (has(topic)) {
            throw new IllegalArgumentException(
                    "there is a " + Quoted.of(topic) + " already: give each a name of its own");
        }
        return and(topic, rule);
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
