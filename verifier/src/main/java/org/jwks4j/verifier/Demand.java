package org.jwks4j.verifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of one claim, as far as it can contradict what another rule asks.
 *
 * @param needed whether the claim must be there; else the demand is met without it
 * @param values strings or booleans of which the claim must be, or have, one; null for any
 * @param bounds all that the claim may be, or have; null for any
 */
record Demand(
        String claim,
        boolean needed,
        Kind kind,
        @Nullable Set<?> values,
        @Nullable Set<?> bounds) {
    /** What the value is. */
    enum Kind {
        ANY,
        ABSENT,
        STRING,
        STRING_OR_STRINGS,
        BOOLEAN,
        NUMBER,
        OBJECT
    }

    /** Of all tokens, whatever their rules are ({@link ClaimRules}). */
    private static final Map<String, Kind> REGISTERED = registered();

    private static Map<String, Kind> registered() {
        Map<String, Kind> kinds = new HashMap<>();
        List.of("iss", "sub", "jti", "azp", "client_id").forEach(claim -> kinds.put(claim, Kind.STRING));
        List.of("aud", "scope", "scp").forEach(claim -> kinds.put(claim, Kind.STRING_OR_STRINGS));
        List.of("exp", "nbf", "iat").forEach(claim -> kinds.put(claim, Kind.NUMBER));
        return Map.copyOf(kinds);
    }

    static Demand absent(String claim) {
        return new Demand(claim, false, Kind.ABSENT, null, null);
    }

    static Demand needed(String claim, Kind kind) {
        return new Demand(claim, true, kind, null, null);
    }

    static Demand neededOf(String claim, Kind kind, List<?> oneOf) {
        return new Demand(claim, true, kind, Set.copyOf(oneOf), null);
    }

    static Demand ifPresent(String claim, Kind kind, @Nullable List<String> oneOf) {
        return new Demand(claim, false, kind, oneOf == null ? null : Set.copyOf(oneOf), null);
    }

    /** A list that has these at most. */
    static Demand within(String claim, List<String> all) {
        return new Demand(claim, false, Kind.STRING_OR_STRINGS, null, Set.copyOf(all));
    }

    /** What is asked of a claim in any case. */
    static Demand always(String claim) {
        return new Demand(claim, claim.equals("iss"), REGISTERED.getOrDefault(claim, Kind.ANY), null, null);
    }

    /** What both ask; null if no token can meet both. */
    @Nullable
    Demand and(Demand other) {
        boolean both = needed || other.needed;
        Kind narrow = narrow(kind, other.kind);
        if (narrow == null || (narrow == Kind.ABSENT && both)) {
            return both ? null : absent(claim);
        }
        Set<?> all = common(bounds, other.bounds);
        boolean oneValue = narrow != Kind.STRING_OR_STRINGS;
        Set<?> some = oneValue || values == null || other.values == null ? common(values, other.values) : null;
        if (isNone(some) || isNone(common(values, all)) || isNone(common(other.values, all))) {
            return both ? null : absent(claim);
        }
        return new Demand(claim, both, narrow, some, all);
    }

    private static boolean isNone(@Nullable Set<?> values) {
        return values != null && values.isEmpty();
    }

    private static @Nullable Set<?> common(@Nullable Set<?> one, @Nullable Set<?> another) {
        if (one == null || another == null) {
            return one == null ? another : one;
        }
        return Set.copyOf(one.stream().filter(another::contains).toList());
    }

    private static @Nullable Kind narrow(Kind one, Kind another) {
        if (one == another || another == Kind.ANY) {
            return one;
        } else if (one == Kind.ANY) {
            return another;
        }
        boolean strings = (one == Kind.STRING && another == Kind.STRING_OR_STRINGS)
                || (one == Kind.STRING_OR_STRINGS && another == Kind.STRING);
        return strings ? Kind.STRING : null;
    }
}
