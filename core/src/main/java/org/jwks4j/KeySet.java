package org.jwks4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;

/** One issuer's JWK Set with the rule that picks a key for a token: a look-up by the token's {@code kid}. Immutable. */
final class KeySet {
    /** RFC 7515 §4.1.4: if kid does not decide, a bounded trial does. */
    private static final int MAX_CANDIDATES = 4;

    /** Up to so many keys are compared one by one: an index of them would cost memory and save no time. */
    private static final int FEW_KEYS = 4;

    private final TrustedIssuer issuer;
    private final JwkSet jwkSet;
    private final boolean fitAnyId;
    private final byte[] digest;
    private final List<Entry> entries;
    private final Map<String, List<Entry>> byKeyId;
    private final Map<String, SkippedJwk> skippedByKeyId;

    /** @param digest SHA-256 of the document in hex, or empty */
    KeySet(TrustedIssuer issuer, JwkSet jwkSet, String digest) {
        this.issuer = issuer;
        this.jwkSet = ofIssuer(issuer, jwkSet);
        this.fitAnyId = issuer.keySource().keysFitAnyId();
        this.digest = HexFormat.of().parseHex(digest);
        this.entries = entries(issuer, this.jwkSet.keys());
        this.byKeyId = entries.size() > FEW_KEYS ? byKeyId(entries) : Map.of();
        this.skippedByKeyId = skippedByKeyId(this.jwkSet.skipped());
    }

    /** A set for several issuers may have a key once for each; if two of them are names of this one, that is one key. */
    private static List<Entry> entries(TrustedIssuer issuer, List<Jwk> keys) {
        Set<@Nullable String> keyIds = new HashSet<>();
        Set<@Nullable String> sharedKeyIds = new HashSet<>();
        for (Jwk jwk : keys) {
            if (!keyIds.add(jwk.keyId())) {
                sharedKeyIds.add(jwk.keyId());
            }
        }
        Map<Object, Entry> distinct = new LinkedHashMap<>();
        for (Jwk jwk : keys) {
            boolean isShared = sharedKeyIds.contains(jwk.keyId());
            Object identity = isShared ? Arrays.asList(jwk.keyId(), jwk.thumbprint()) : jwk;
            distinct.merge(identity, new Entry(issuer, jwk), Entry::withAlgorithmsOf);
        }
        return List.copyOf(distinct.values());
    }

    private static Map<String, List<Entry>> byKeyId(List<Entry> entries) {
        Map<String, List<Entry>> lists = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.jwk.keyId() != null) {
                lists.computeIfAbsent(entry.jwk.keyId(), keyId -> new ArrayList<>(1))
                        .add(entry);
            }
        }
        lists.replaceAll((keyId, list) -> List.copyOf(list));
        return Map.copyOf(lists);
    }

    private static Map<String, SkippedJwk> skippedByKeyId(List<SkippedJwk> skipped) {
        Map<String, SkippedJwk> first = new HashMap<>();
        for (SkippedJwk key : skipped) {
            if (key.keyId() != null) {
                first.putIfAbsent(key.keyId(), key);
            }
        }
        return Map.copyOf(first);
    }

    JwkSet jwkSet() {
        return jwkSet;
    }

    /** Without the keys that the operator revoked, which are skipped with that reason instead. */
    JwkSet jwkSet(Set<String> revoked) {
        return skipping(
                jwkSet,
                key -> key.keyId() != null && revoked.contains(key.keyId()),
                key -> new SkippedJwk(key.keyId(), key.keyType(), SkipReason.REVOKED, "it was revoked here"));
    }

    /** Without keys that name another issuer, which are skipped with that reason instead. */
    private static JwkSet ofIssuer(TrustedIssuer issuer, JwkSet set) {
        return skipping(
                set,
                key -> key.issuer().filter(named -> !issuer.isNamedByJwk(named)).isPresent(),
                key -> new SkippedJwk(
                        key.keyId(),
                        key.keyType(),
                        SkipReason.OTHER_ISSUER,
                        "it is of the issuer " + Quoted.of(key.issuer().orElseThrow())));
    }

    private static JwkSet skipping(JwkSet set, Predicate<Jwk> isSkipped, Function<Jwk, SkippedJwk> skip) {
        if (set.keys().stream().noneMatch(isSkipped)) {
            return set;
        }
        List<SkippedJwk> all = new ArrayList<>(set.skipped());
        set.keys().stream().filter(isSkipped).map(skip).forEach(all::add);
        return new JwkSet(set.keys().stream().filter(isSkipped.negate()).toList(), all);
    }

    /** SHA-256 of the document in hex, or empty. */
    String digest() {
        return HexFormat.of().formatHex(digest);
    }

    /** The keys among which those of that ID are; without one, any may be meant. */
    private List<Entry> among(@Nullable String keyId) {
        return keyId == null || entries.size() <= FEW_KEYS || fitAnyId
                ? entries
                : byKeyId.getOrDefault(keyId, List.of());
    }

    /**
     * The one key that fits.
     *
     * @param algorithm what the key must verify; null when the caller does not know
     * @param revoked the IDs of keys that are not used, whatever the issuer says
     * @return null when no key fits and a newer set may have one
     * @throws UnusableKeyException when the key is there and may not be used, or several fit
     */
    @Nullable
    VerificationKey select(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Set<String> revoked) {
        Entry found = null;
        List<Entry> among = among(keyId);
        for (int i = 0; i < among.size(); i++) { // an iterator would be 24 bytes for each token
            Entry entry = among.get(i);
            if (entry.fits(keyId, algorithm, revoked)) {
                if (found != null) {
                    throw ambiguous(keyId);
                }
                found = entry;
            }
        }
        if (found == null) {
            requireUnknown(keyId, algorithm);
            return null;
        }
        return found.key();
    }

    /** All keys that fit, which are few; else as {@link #select}. */
    @Nullable
    List<VerificationKey> candidates(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Set<String> revoked) {
        List<VerificationKey> fitting = new ArrayList<>(1);
        UnusableKeyException unusable = null;
        for (Entry entry : among(keyId)) {
            if (entry.fits(keyId, algorithm, revoked)) {
                try {
                    fitting.add(entry.key());
                } catch (UnusableKeyException e) {
                    unusable = e; // no harm to the others
                }
            }
        }
        if (fitting.size() > MAX_CANDIDATES) {
            throw unusable(
                    Reason.AMBIGUOUS_KEY,
                    keyId,
                    "is ambiguous: " + fitting.size() + " keys fit, more than the " + MAX_CANDIDATES
                            + " that may be tried");
        } else if (!fitting.isEmpty()) {
            return Collections.unmodifiableList(fitting);
        } else if (unusable != null) {
            throw unusable;
        }
        requireUnknown(keyId, algorithm);
        return null;
    }

    /** Whether this very object came from here: an equal key of another set may be allowed other algorithms. */
    @SuppressWarnings("ReferenceEquality")
    boolean holds(VerificationKey key) {
        for (Entry entry : among(key.keyId())) {
            if (entry.key == key) {
                return true;
            }
        }
        return false;
    }

    /** A key that is there under this ID, and does not fit, is not unknown: a newer set would not help. */
    private void requireUnknown(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        if (keyId == null) {
            return;
        }
        for (Entry entry : among(keyId)) {
            if (keyId.equals(entry.jwk.keyId())) {
                throw mismatch(entry, algorithm);
            }
        }
        SkippedJwk skipped = skippedByKeyId.get(keyId);
        if (skipped != null) {
            throw unusable(
                    Reason.SKIPPED_KEY, keyId, "is not used: " + skipped.detail() + " (" + skipped.reason() + ")");
        }
    }

    private UnusableKeyException mismatch(Entry entry, @Nullable JwsAlgorithm algorithm) {
        return unusable(
                Reason.ALGORITHM_MISMATCH,
                entry.jwk.keyId(),
                "is " + entry.jwk.description() + " for " + entry.algorithms + " and may not verify " + algorithm);
    }

    private UnusableKeyException ambiguous(@Nullable String keyId) {
        String which = keyId == null ? "several keys fit a token without kid" : "several keys have this kid";
        return unusable(Reason.AMBIGUOUS_KEY, keyId, "is ambiguous: " + which + "; getKeys has all of them");
    }

    private UnusableKeyException unusable(Reason reason, @Nullable String keyId, String problem) {
        return new UnusableKeyException(
                reason,
                issuer.name(),
                keyId,
                "key " + Quoted.of(keyId) + " of " + Quoted.of(issuer.name()) + " " + problem);
    }

    /** A JWK and its {@link VerificationKey}, which is made at first use. */
    private static final class Entry {
        private final TrustedIssuer issuer;
        private final Jwk jwk;
        private final Set<JwsAlgorithm> algorithms;
        private final boolean fitsAnyId;
        private volatile @Nullable VerificationKey key;

        Entry(TrustedIssuer issuer, Jwk jwk) {
            this(
                    issuer,
                    jwk,
                    issuer.algorithms()
                            .map(allowed -> intersection(jwk.algorithms(), allowed))
                            .orElse(jwk.algorithms()));
        }

        private Entry(TrustedIssuer issuer, Jwk jwk, Set<JwsAlgorithm> algorithms) {
            this.issuer = issuer;
            this.jwk = jwk;
            this.algorithms = algorithms;
            this.fitsAnyId = issuer.keySource().keysFitAnyId();
        }

        Entry withAlgorithmsOf(Entry same) {
            return new Entry(issuer, jwk, intersection(algorithms, same.algorithms));
        }

        private static Set<JwsAlgorithm> intersection(Set<JwsAlgorithm> some, Set<JwsAlgorithm> others) {
            Set<JwsAlgorithm> both = EnumSet.noneOf(JwsAlgorithm.class);
            both.addAll(some);
            both.retainAll(others);
            return Collections.unmodifiableSet(both);
        }

        /** RFC 7515 §4.1.4: a kid is compared as it is. The algorithm must be one of the key's (RFC 8725 §3.1). */
        boolean fits(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Set<String> revoked) {
            String own = jwk.keyId();
            return (keyId == null ? own == null || !revoked.contains(own) : own == null ? fitsAnyId : keyId.equals(own))
                    && (algorithm == null ? !algorithms.isEmpty() : algorithms.contains(algorithm));
        }

        VerificationKey key() {
            VerificationKey made = key;
            if (made == null) {
                made = new VerificationKey(issuer, jwk.keyId(), publicKey(), algorithms, jwk);
                key = made;
            }
            return made;
        }

        private java.security.PublicKey publicKey() {
            try {
                return jwk.publicKey();
            } catch (IllegalStateException e) {
                String message =
                        "key " + Quoted.of(jwk.keyId()) + " of " + Quoted.of(issuer.name()) + ": " + e.getMessage();
                throw new UnusableKeyException(Reason.SKIPPED_KEY, issuer.name(), jwk.keyId(), message);
            }
        }
    }
}
