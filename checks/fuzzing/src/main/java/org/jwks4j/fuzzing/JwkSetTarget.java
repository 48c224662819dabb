package org.jwks4j.fuzzing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkippedJwk;

/**
 * A document is a {@link JwkSet} or is refused, each entry is a key or is skipped, and a key is one: JCA takes it, nothing
 * private is left of it, and written and read again it is the same. The input is a document.
 */
public final class JwkSetTarget {
    private static final Set<String> PUBLIC_MEMBERS =
            Set.of("kid", "use", "alg", "kty", "n", "e", "crv", "x", "y", "pub", "issuer");

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
        requireAllEntries(set, JsonObject.parse(input));
        set.keys().forEach(JwkSetTarget::requireUsable);
        set.keys().forEach(key -> requireSpelledSo(key, JsonObject.parse(input)));
        set.skipped().forEach(JwkSetTarget::requireReason);
        requireRoundTrip(set);
    }

    private static void requireAllEntries(JwkSet set, JsonObject document) {
        boolean all = document.asMap().get("keys") instanceof List<?> entries
                && set.keys().size() + set.skipped().size() == entries.size();
        if (!all) {
            throw new AssertionError(set + " is not all of them: " + document);
        }
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

    /** Numbers have one spelling; only those of RSA may come with leading zeros. */
    private static void requireSpelledSo(Jwk key, JsonObject document) {
        List<?> entries = (List<?>) Objects.requireNonNull(document.asMap().get("keys"));
        for (String name : List.of("crv", "x", "y", "pub", "issuer")) {
            Optional<String> value = key.toJson().string(name);
            boolean isThere = value.isEmpty()
                    || entries.stream()
                            .anyMatch(entry -> entry instanceof JsonObject jwk
                                    && value.get().equals(jwk.asMap().get(name)));
            if (!isThere) {
                throw new AssertionError(name + " is spelled otherwise in the document: " + key);
            }
        }
    }

    /** A key of one algorithm per type and curve, but for RSA; EdDSA has two names. */
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
        if (dropped || again.hashCode() != set.hashCode()) {
            throw new AssertionError("not the same after it was read again: " + again.toJson());
        }
    }
}
