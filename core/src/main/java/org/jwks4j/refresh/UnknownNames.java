package org.jwks4j.refresh;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jwks4j.net.Environment;

/**
 * What is known of names that are not in the value.
 *
 * @param budget for the fetches that they cause
 * @param absent those that a fetch has confirmed absent lately
 * @param gone those that were in the value before
 * @param asked those that were asked for, and when: the next fetch that begins settles all of them
 * @param fetchAt when to fetch for those whom the empty budget refused; {@link Environment#NEVER} if it refused no one
 */
record UnknownNames(FetchBudget budget, AbsentNames absent, GoneNames gone, Map<String, Long> asked, long fetchAt) {
    private static final int MAX_ASKED = 32;

    static UnknownNames none(RefreshSettings rules) {
        return new UnknownNames(FetchBudget.full(rules), AbsentNames.NONE, GoneNames.NONE, Map.of(), Environment.NEVER);
    }

    UnknownNames with(FetchBudget changed) {
        return new UnknownNames(changed, absent, gone, asked, fetchAt);
    }

    UnknownNames with(AbsentNames changed) {
        return new UnknownNames(budget, changed, gone, asked, fetchAt);
    }

    UnknownNames with(GoneNames changed) {
        return new UnknownNames(budget, absent, changed, asked, fetchAt);
    }

    UnknownNames withFetchAt(long changed) {
        return new UnknownNames(budget, absent, gone, asked, changed);
    }

    /** Somebody waits for a name, or was told to come again. */
    UnknownNames asking(String name, long now) {
        if (asked.containsKey(name) || asked.size() >= MAX_ASKED) {
            return this;
        }
        Map<String, Long> more = new LinkedHashMap<>(asked);
        more.put(name, now);
        return new UnknownNames(budget, absent, gone, Collections.unmodifiableMap(more), fetchAt);
    }

    /**
     * After an answer, which settles all that was asked for before it was.
     *
     * @param isThere whether the value has a name now
     */
    UnknownNames after(long askedAt, long now, Predicate<String> isThere) {
        AbsentNames settled = absent.without(isThere);
        Map<String, Long> rest = new LinkedHashMap<>();
        for (Map.Entry<String, Long> name : asked.entrySet()) {
            if (name.getValue() > askedAt) {
                rest.put(name.getKey(), name.getValue());
            } else if (!isThere.test(name.getKey())) {
                settled = settled.plus(name.getKey(), now);
            }
        }
        return new UnknownNames(budget, settled, gone.after(isThere), Collections.unmodifiableMap(rest), fetchAt);
    }
}
