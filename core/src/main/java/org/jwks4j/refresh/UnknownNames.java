package org.jwks4j.refresh;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jwks4j.net.Environment;

/**
 * What is known of names that are not in the value.
 *
 * @param budget for the fetches that they cause
 * @param absent those that a fetch has confirmed absent lately
 * @param removed those that were in the value before
 * @param asked those that were asked for, and when: the next fetch that begins settles all of them
 * @param fetchAt when to fetch for those whom the empty budget refused; {@link Environment#NEVER} if it refused no one
 */
record UnknownNames(
        FetchBudget budget, AbsentNames absent, RemovedNames removed, Map<String, Long> asked, long fetchAt) {
    private static final int MAX_ASKED = 32;

    /** Of each small budget, since a hundred thousand sources may have the same. */
    private static final List<UnknownNames> NONE =
            IntStream.range(0, 32).mapToObj(UnknownNames::none).toList();

    static UnknownNames none(RefreshSettings rules) {
        int burst = rules.unknownBurst();
        return burst < NONE.size() ? NONE.get(burst) : none(burst);
    }

    private static UnknownNames none(int burst) {
        return new UnknownNames(
                FetchBudget.full(burst), AbsentNames.NONE, RemovedNames.NONE, Map.of(), Environment.NEVER);
    }

    UnknownNames with(FetchBudget changed) {
        return new UnknownNames(changed, absent, removed, asked, fetchAt);
    }

    UnknownNames with(AbsentNames changed) {
        return new UnknownNames(budget, changed, removed, asked, fetchAt);
    }

    UnknownNames with(RemovedNames changed) {
        return changed.confirmed().equals(removed.confirmed())
                ? this
                : new UnknownNames(budget, absent, changed, asked, fetchAt);
    }

    UnknownNames withFetchAt(long changed) {
        return changed == fetchAt ? this : new UnknownNames(budget, absent, removed, asked, changed);
    }

    /** Somebody waits for a name, or was told to come again. */
    UnknownNames asking(String name, long now) {
        if (asked.containsKey(name) || asked.size() >= MAX_ASKED) {
            return this;
        }
        Map<String, Long> more = new LinkedHashMap<>(asked);
        more.put(name, now);
        return new UnknownNames(budget, absent, removed, Collections.unmodifiableMap(more), fetchAt);
    }

    /** The caller that asked for a name was told that it is absent: no later answer concerns it. */
    UnknownNames told(String name, long now) {
        AbsentNames more = absent.plus(name, now);
        if (!asked.containsKey(name)) {
            return with(more);
        }
        Map<String, Long> rest = new LinkedHashMap<>(asked);
        rest.remove(name);
        return new UnknownNames(budget, more, removed, unmodifiable(rest), fetchAt);
    }

    private static Map<String, Long> unmodifiable(Map<String, Long> names) {
        return names.isEmpty() ? Map.of() : Collections.unmodifiableMap(names);
    }

    /**
     * After an answer, which settles all that was asked for before it was.
     *
     * @param isThere whether the value has a name now
     */
    UnknownNames after(long askedAt, long now, Predicate<String> isThere) {
        if (asked.isEmpty() && absent.names().isEmpty() && removed.confirmed().isEmpty()) {
            return this;
        }
        AbsentNames settled = absent.without(isThere);
        Map<String, Long> rest = new LinkedHashMap<>();
        for (Map.Entry<String, Long> name : asked.entrySet()) {
            if (isThere.test(name.getKey())) {
                continue; // no caller waits for it any more
            }
            if (name.getValue() > askedAt) {
                rest.put(name.getKey(), name.getValue());
            } else {
                settled = settled.plus(name.getKey(), now);
            }
        }
        return new UnknownNames(budget, settled, removed.after(isThere), unmodifiable(rest), fetchAt);
    }
}
