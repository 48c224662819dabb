package org.jwks4j.form;

import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;

/** A SPIFFE bundle (SPIFFE Trust Domain and Bundle §4): a JWK Set with keys for several purposes, of which those for JWT-SVIDs are read. */
public final class SpiffeBundle {
    /** SPIFFE Federation §4.1: without a hint, every five minutes. */
    private static final Duration USUAL_REFRESH = Duration.ofMinutes(5);

    private static final BigInteger LONGEST_HINT =
            BigInteger.valueOf(Duration.ofDays(365).toSeconds());

    private SpiffeBundle() {}

    /**
     * Reads the document.
     *
     * @throws JsonFormatException when it is no JWK Set, or has more keys than the limits allow
     */
    public static KeyDocument read(byte[] document, JwkLimits limits) {
        JsonObject bundle = JsonObject.parseEntries(document, "keys");
        List<?> entries = entries(bundle);
        KeyList.requireAtMost(limits, entries.size());
        KeyList keys = new KeyList();
        entries.forEach(entry -> add(entry, keys));
        JwkSet set = keys.toJwkSet(limits);
        Duration hint = number(bundle, "spiffe_refresh_hint")
                .map(seconds -> Duration.ofSeconds(seconds.min(LONGEST_HINT).longValue()))
                .orElse(USUAL_REFRESH);
        return new KeyDocument(set, endsAll(set), number(bundle, "spiffe_sequence"), Optional.of(hint));
    }

    /** SPIRE writes null for a bundle without keys. */
    private static List<?> entries(JsonObject bundle) {
        Object keys = bundle.asMap().get("keys");
        if (keys == null && bundle.has("keys")) {
            return List.of();
        } else if (keys instanceof List<?> entries) {
            return entries;
        }
        throw new JsonFormatException("keys is absent or no array (RFC 7517 §5.1)");
    }

    /** §4.1.3: keys that were there before and are in no bundle now are revoked, even if that is all of them. */
    private static boolean endsAll(JwkSet set) {
        return set.keys().isEmpty()
                && set.skipped().stream().allMatch(key -> key.reason() == SkipReason.NOT_FOR_SIGNATURES);
    }

    private static void add(@Nullable Object entry, KeyList keys) {
        if (entry instanceof JsonObject jwk) {
            add(jwk, keys);
        } else if (entry instanceof JsonObject.FaultyEntry faulty) {
            keys.skip(skipped(faulty.readable(), SkipReason.MALFORMED, faulty.problem()));
        } else {
            keys.skip(new SkippedJwk(null, null, SkipReason.MALFORMED, "the entry is no object"));
        }
    }

    /** §4.2.2: what a key is for must be said, and a key for what is not known is ignored. A key for JWT-SVIDs has an ID. */
    private static void add(JsonObject jwk, KeyList keys) {
        Object use = jwk.asMap().get("use");
        if (!"jwt-svid".equals(use)) {
            String said = use instanceof String text ? Quoted.of(text) : "not said";
            keys.skip(skipped(jwk, SkipReason.NOT_FOR_SIGNATURES, "its use is " + said + ", and not jwt-svid"));
        } else if (!(jwk.asMap().get("kid") instanceof String keyId) || keyId.isEmpty()) {
            keys.skip(skipped(jwk, SkipReason.MALFORMED, "kid is missing"));
        } else {
            Map<String, @Nullable Object> members = new LinkedHashMap<>(jwk.asMap());
            members.put("use", "sig");
            keys.add(JsonObject.of(members));
        }
    }

    private static SkippedJwk skipped(JsonObject jwk, SkipReason reason, String detail) {
        return new SkippedJwk(text(jwk, "kid"), text(jwk, "kty"), reason, detail);
    }

    private static @Nullable String text(JsonObject jwk, String name) {
        return jwk.asMap().get(name) instanceof String text ? KeyList.shortened(text) : null;
    }

    /** What is no whole number that is positive counts as not said. */
    private static Optional<BigInteger> number(JsonObject bundle, String name) {
        Object value = bundle.asMap().get(name);
        BigInteger number = value instanceof Long small
                ? BigInteger.valueOf(small)
                : value instanceof BigInteger large ? large : BigInteger.ZERO;
        return number.signum() > 0 ? Optional.of(number) : Optional.empty();
    }
}
