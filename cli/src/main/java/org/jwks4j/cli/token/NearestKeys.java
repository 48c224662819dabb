package org.jwks4j.cli.token;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.terminal.KeyText;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;

/** The keys that an issuer publishes, those with the most similar {@code kid} first: a kid is often mistyped or shortened. */
final class NearestKeys {
    private static final int SHOWN = 5;

    private NearestKeys() {}

    /** All of them. */
    static List<String> keyIds(JwkSet set, @Nullable String keyId) {
        return all(set, keyId).map(Published::keyId).map(String::valueOf).toList();
    }

    /** The first of them, in words. */
    static String inWords(JwkSet set, @Nullable String keyId) {
        int count = set.keys().size() + set.skipped().size();
        if (count == 0) {
            return "no keys";
        }
        List<String> first =
                all(set, keyId).limit(SHOWN).map(Published::inWords).toList();
        return String.join(", ", first) + (count > SHOWN ? " and " + (count - SHOWN) + " more" : "");
    }

    private static Stream<Published> all(JwkSet set, @Nullable String keyId) {
        return Stream.concat(
                        set.keys().stream().map(Published::of),
                        set.skipped().stream().map(Published::of))
                .sorted(Comparator.comparingInt(key -> distance(key.keyId, keyId)));
    }

    /** Levenshtein's, between texts of at most 256 characters. */
    static int distance(@Nullable String one, @Nullable String other) {
        String a = one == null ? "" : one;
        String b = other == null ? "" : other;
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private record Published(@Nullable String keyId, String inWords) {
        static Published of(Jwk jwk) {
            String algorithms = String.join("/", KeyText.names(jwk.algorithms()));
            return new Published(
                    jwk.keyId().orElse(null), Quoted.of(jwk.keyId().orElse(null)) + " (" + algorithms + ")");
        }

        static Published of(SkippedJwk skipped) {
            return new Published(
                    skipped.keyId(), Quoted.of(skipped.keyId()) + " (not usable: " + skipped.reason() + ")");
        }
    }
}
