package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkippedJwk;

/**
 * A document is a {@link JwkSet} or is refused; each entry is a key or is skipped, as it would be in a set of its own, except for
 * entries that are the same key; and a key is one: JCA takes it, nothing private is left of it, written and read again it is the
 * same, and so it is in other spellings, none of which is taken inside a token. The input is a document.
 */
public final class JwkSetTarget {
    private static final Set<String> PUBLIC_MEMBERS =
            Set.of("kid", "use", "alg", "kty", "n", "e", "crv", "x", "y", "pub", "issuer", "x5t#S256");

    private JwkSetTarget() {}

    /**
     * Called by the fuzzer.
     *
     * @param input the document
     */
    public static void fuzzerTestOneInput(byte[] input) {
        JwkSet set;
        try {
            set = JwkSet.parse(input);
        } catch (JsonFormatException e) {
            return;
        }
        List<?> entries = (List<?>) Objects.requireNonNull(
                JsonObject.parseEntries(input, "keys").asMap().get("keys"));
        requireAsAlone(set, entries);
        set.keys().forEach(JwkSetTarget::requireUsable);
        set.keys().forEach(key -> requireSpelledSo(key, entries));
        set.keys().forEach(JwkSetTarget::requireSameInEachSpelling);
        set.skipped().forEach(JwkSetTarget::requireReason);
        requireRoundTrip(set);
    }

    /** An entry is what it is alone, but that those of one kid and one number are one key, with what all of them allow. */
    private static void requireAsAlone(JwkSet set, List<?> entries) {
        List<Jwk> alone =
                entries.stream().flatMap(entry -> alone(entry).keys().stream()).toList();
        long identities = alone.stream().map(JwkSetTarget::identity).distinct().count();
        if (set.keys().size() > identities || set.keys().size() + set.skipped().size() > entries.size()) {
            throw new AssertionError(set + " has more than its entries: " + entries);
        }
        if (alone.size() == identities && set.keys().size() + set.skipped().size() < entries.size()) {
            throw new AssertionError(set + " is not all of them: " + entries);
        }
        for (Jwk key : set.keys()) {
            Set<JwsAlgorithm> common = EnumSet.allOf(JwsAlgorithm.class);
            alone.stream()
                    .filter(other -> identity(other).equals(identity(key)))
                    .forEach(other -> common.retainAll(other.algorithms()));
            if (!common.equals(key.algorithms())) {
                throw new AssertionError("its entries have in common " + common + ", and not " + key.algorithms());
            }
        }
    }

    private static JwkSet alone(@Nullable Object entry) {
        boolean isFaulty = entry instanceof JsonObject.FaultyEntry;
        return JwkSet.of(JsonObject.of(Map.of("keys", isFaulty ? List.of() : Arrays.asList(entry))));
    }

    private static List<Object> identity(Jwk key) {
        return List.of(key.keyId(), key.issuer(), key.thumbprint());
    }

    private static void requireUsable(Jwk key) {
        if (!PUBLIC_MEMBERS.containsAll(key.toJson().asMap().keySet())) {
            throw new AssertionError("more than public members: " + key);
        }
        if (!key.publicKey().equals(key.publicKey()) || key.publicKey().getEncoded() == null) {
            throw new AssertionError("JCA has no such key: " + key);
        }
        boolean pinned = key.algorithm().map(key.algorithms()::contains).orElse(true);
        if (key.algorithms().isEmpty() || !pinned || !areOfOneType(key)) {
            throw new AssertionError("its algorithms are " + key.algorithms() + ": " + key);
        }
        if (key.thumbprint().length() != 43) {
            throw new AssertionError("no thumbprint: " + key);
        }
    }

    /** A key without a note is spelled in the document as we write it; one with a note is the same number. */
    private static void requireSpelledSo(Jwk key, List<?> entries) {
        for (String name : List.of("crv", "issuer", "n", "e", "x", "y", "pub")) {
            Optional<String> value = key.toJson().string(name);
            boolean isText =
                    name.equals("crv") || name.equals("issuer") || key.notes().isEmpty();
            boolean isThere = value.isEmpty()
                    || membersCalled(name, entries)
                            .anyMatch(member -> isText
                                    ? value.get().equals(member)
                                    : OddSpelling.isSameNumber(key.keyType(), value.get(), member));
            if (!isThere) {
                throw new AssertionError(name + " is spelled otherwise in the document: " + key);
            }
        }
    }

    private static Stream<@Nullable Object> membersCalled(String name, List<?> entries) {
        return entries.stream()
                .filter(JsonObject.class::isInstance)
                .map(entry -> ((JsonObject) entry).asMap().get(name));
    }

    private static void requireSameInEachSpelling(Jwk key) {
        if (isWithinLimitsOfStrangers(key) && !Jwk.inToken(key.toJson()).equals(key)) {
            throw new AssertionError("inside a token it is another key: " + key);
        }
        for (JsonObject spelling : OddSpelling.of(key)) {
            JwkSet set = JwkSet.of(JsonObject.of(Map.of("keys", List.of(spelling))));
            if (!set.keys().equals(List.of(key))) {
                throw new AssertionError("spelled as " + spelling + ", it is " + set.keys() + set.skipped());
            }
            requireRefusedInToken(spelling);
        }
    }

    private static void requireRefusedInToken(JsonObject spelling) {
        try {
            Jwk.inToken(spelling);
        } catch (JsonFormatException e) {
            return;
        }
        throw new AssertionError("taken inside a token: " + spelling);
    }

    private static boolean isWithinLimitsOfStrangers(Jwk key) {
        String document = JsonObject.of(Map.of("keys", List.of(key.toJson()))).toJson();
        byte[] utf8 = document.getBytes(UTF_8);
        return !JwkSet.parse(utf8, JwkLimits.forStrangers()).keys().isEmpty();
    }

    /** A key of one algorithm per type and curve, except for RSA; EdDSA has two names. */
    private static boolean areOfOneType(Jwk key) {
        return switch (key.keyType()) {
            case "RSA" ->
                key.algorithms().stream()
                        .allMatch(algorithm -> algorithm.jwsName().matches("[RP]S\\d+"));
            case "OKP" ->
                key.algorithms().contains(JwsAlgorithm.EDDSA)
                        && key.algorithms().size() == 2;
            case "EC", "AKP" -> key.algorithms().size() == 1;
            default -> false;
        };
    }

    private static void requireReason(SkippedJwk entry) {
        if (entry.detail().isEmpty() || entry.detail().length() > 1000) {
            throw new AssertionError("no reason: " + entry);
        }
    }

    private static void requireRoundTrip(JwkSet set) {
        JwkSet again = JwkSet.parse(set.toJson().toJson());
        if (!again.keys().equals(set.keys()) || !again.skipped().isEmpty()) {
            throw new AssertionError("written and read again, it is " + again.toJson() + ", " + again.skipped());
        }
        boolean dropped = again.keys().stream().anyMatch(Jwk::privateMembersDropped);
        if (dropped || again.keys().hashCode() != set.keys().hashCode()) {
            throw new AssertionError("not the same after it was read again: " + again.toJson());
        }
    }
}
