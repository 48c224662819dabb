package org.jwks4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.jwks4j.refresh.Part;
import org.jwks4j.trust.Revoked;

/** One issuer's JWK Set with the rule that picks a key for a token: a look-up by the token's {@code kid}. Immutable. */
final class KeySet {
    /** RFC 7515 §4.1.4: if kid does not decide, a bounded trial does. */
    private static final int MAX_CANDIDATES = 4;

    /** Up to so many keys are compared one by one: an index of them would cost memory and save no time. */
    private static final int FEW_KEYS = 4;

    private final TrustedIssuer issuer;
    private final JwkSet answered;
    private final JwkSet jwkSet;
    private final boolean fitAnyId;
    private final byte[] digest;

    /** Those of the answer in its order, and then those that are kept although it lacks them. */
    private final List<KeyEntry> entries;

    private final Map<String, List<KeyEntry>> byKeyId;
    private final Map<String, SkippedJwk> skippedByKeyId;

    /** @param digest SHA-256 of the document in hex, or empty */
    KeySet(TrustedIssuer issuer, JwkSet jwkSet, String digest) {
        this.issuer = issuer;
        this.answered = ofIssuer(issuer, jwkSet);
        this.jwkSet = answered;
        this.fitAnyId = issuer.keySource().keysFitAnyId();
        this.digest = HexFormat.of().parseHex(digest);
        this.entries = KeyEntry.of(issuer, answered.keys());
        this.byKeyId = byKeyId(entries);
        this.skippedByKeyId = skippedByKeyId(answered.skipped());
    }

    private KeySet(KeySet of, List<KeyEntry> entries) {
        this.issuer = of.issuer;
        this.answered = of.answered;
        List<Jwk> keys = new ArrayList<>(answered.keys());
        entries.stream().filter(KeyEntry::isKept).map(KeyEntry::jwk).forEach(keys::add);
        this.jwkSet = new JwkSet(keys, answered.skipped());
        this.fitAnyId = of.fitAnyId;
        this.digest = of.digest;
        this.entries = List.copyOf(entries);
        this.byKeyId = byKeyId(entries);
        this.skippedByKeyId = of.skippedByKeyId;
    }

    /** This answer, and the keys of these parts out of an earlier set. */
    KeySet keeping(KeySet before, Set<Part> kept) {
        if (kept.isEmpty() && entries.size() == answeredCount()) {
            return this;
        }
        Map<Part, KeyEntry> known = new LinkedHashMap<>();
        before.entries.forEach(entry -> known.putIfAbsent(entry.part(), entry));
        int newest = before.entries.stream().mapToInt(KeyEntry::newness).max().orElse(0) + 1;
        List<KeyEntry> all = new ArrayList<>();
        for (KeyEntry entry : entries.subList(0, answeredCount())) {
            KeyEntry same = known.get(entry.part());
            all.add(entry.ofNewness(same == null ? newest : same.newness()));
        }
        known.forEach((part, entry) -> {
            if (kept.contains(part)) {
                all.add(entry.keptFromNowOn());
            }
        });
        return new KeySet(this, all);
    }

    private int answeredCount() {
        return (int) entries.stream().filter(entry -> !entry.isKept()).count();
    }

    /** The same, without the kept keys that are of none of these parts; of the others it is known whether they were used. */
    KeySet keepingOnly(Set<Part> kept) {
        List<KeyEntry> rest = new ArrayList<>(entries);
        rest.removeIf(entry -> entry.isKept() && !kept.contains(entry.part()));
        return new KeySet(this, rest);
    }

    /** Those of the answer, without what is kept. */
    Set<Part> parts() {
        Set<Part> parts = new LinkedHashSet<>();
        for (KeyEntry entry : entries) {
            if (!entry.isKept()) {
                parts.add(entry.part());
            }
        }
        return parts;
    }

    /** The thumbprints of the keys of these IDs. */
    Set<String> materials(Set<String> keyIds) {
        Set<String> materials = new HashSet<>();
        for (KeyEntry entry : entries) {
            String keyId = entry.keyId();
            if (keyId != null && keyIds.contains(keyId)) { // Set.of refuses to look for null
                materials.add(entry.jwk().thumbprint());
            }
        }
        return materials;
    }

    boolean isKeptInUse() {
        return entries.stream().anyMatch(entry -> entry.isKept() && entry.isUsed());
    }

    /** Hashes of a hostile issuer's choice must not make look-ups long, which they would in Map.copyOf. */
    private static Map<String, List<KeyEntry>> byKeyId(List<KeyEntry> entries) {
        if (entries.size() <= FEW_KEYS) {
            return Map.of();
        }
        Map<String, List<KeyEntry>> lists = new HashMap<>();
        for (KeyEntry entry : entries) {
            String keyId = entry.keyId();
            if (keyId != null) {
                lists.computeIfAbsent(keyId, id -> new ArrayList<>(1)).add(entry);
            }
        }
        lists.replaceAll((keyId, list) -> List.copyOf(list));
        return lists;
    }

    private static Map<String, SkippedJwk> skippedByKeyId(List<SkippedJwk> skipped) {
        Map<String, SkippedJwk> first = new HashMap<>();
        for (SkippedJwk key : skipped) {
            if (key.keyId() != null) {
                first.putIfAbsent(key.keyId(), key);
            }
        }
        return first.isEmpty() ? Map.of() : first;
    }

    /** All keys that can be used, those that are kept included. */
    JwkSet jwkSet() {
        return jwkSet;
    }

    /** What the issuer's newest answer says, and nothing else. */
    JwkSet answered() {
        return answered;
    }

    boolean isSkipped(String keyId) {
        return skippedByKeyId.containsKey(keyId);
    }

    /** Whether there is anything under an ID, even if it cannot be used. */
    boolean mentions(String keyId) {
        return isSkipped(keyId) || hasKey(keyId);
    }

    private boolean hasKey(String keyId) {
        return among(keyId).stream().anyMatch(entry -> keyId.equals(entry.keyId()));
    }

    boolean hasKeyFor(JwsAlgorithm algorithm) {
        return entries.stream().anyMatch(entry -> entry.algorithms().contains(algorithm));
    }

    /** The IDs that were there before, and under which this answer has another key. */
    Set<String> replacedSince(KeySet before) {
        Set<String> replaced = new LinkedHashSet<>();
        for (Jwk jwk : answered.keys()) {
            String keyId = jwk.keyId().orElse(null);
            if (keyId != null
                    && before.hasKey(keyId)
                    && before.among(keyId).stream().noneMatch(entry -> entry.isSameKey(jwk))) {
                replaced.add(keyId);
            }
        }
        return replaced;
    }

    /** Without the keys that the operator revoked, which are skipped with that reason instead. */
    JwkSet jwkSet(Revoked revoked) {
        return without(revoked, jwkSet);
    }

    /** As {@link #jwkSet(Revoked)}, of {@link #answered()}. */
    JwkSet answered(Revoked revoked) {
        return without(revoked, answered);
    }

    private static JwkSet without(Revoked revoked, JwkSet set) {
        return skipping(
                set,
                revoked::has,
                key -> new SkippedJwk(
                        key.keyId().orElse(null), key.keyType(), SkipReason.REVOKED, "it was revoked here"));
    }

    /** Without keys that name another issuer, which are skipped with that reason instead. */
    private static JwkSet ofIssuer(TrustedIssuer issuer, JwkSet set) {
        return skipping(
                set,
                key -> key.issuer().filter(named -> !issuer.isNamedByJwk(named)).isPresent(),
                key -> new SkippedJwk(
                        key.keyId().orElse(null),
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

    /** For a token without key ID that has the thumbprint of a certificate: the keys that it may mean. */
    KeySet ofCertificate(String thumbprint) {
        return new KeySet(this, KeyEntry.ofCertificate(thumbprint, entries));
    }

    /** The keys among which those of that ID are; without one, any may be meant. */
    private List<KeyEntry> among(@Nullable String keyId) {
        return keyId == null || entries.size() <= FEW_KEYS || fitAnyId
                ? entries
                : byKeyId.getOrDefault(keyId, List.of());
    }

    /**
     * The one key that fits.
     *
     * @param algorithm what the key must verify; null when the caller does not know
     * @param revoked the keys that are not used, whatever the issuer says
     * @return null when no key fits and a newer set may have one
     * @throws UnusableKeyException when the key is there and may not be used, or several fit
     */
    @Nullable
    VerificationKey select(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Revoked revoked) {
        KeyEntry found = null;
        List<KeyEntry> among = among(keyId);
        for (int i = 0; i < among.size(); i++) { // an iterator would be 24 bytes for each token
            KeyEntry entry = among.get(i);
            if (entry.fits(keyId, algorithm, revoked)) {
                if (found != null && !entry.isKept()) {
                    throw ambiguous(keyId);
                }
                if (found == null || entry.newness() > found.newness()) {
                    found = entry;
                }
            }
        }
        if (found == null) {
            requireUnknown(keyId, algorithm, revoked);
            return null;
        }
        return found.key();
    }

    /** All keys that fit, which are few, the newest first where some are kept; else as {@link #select}. */
    @Nullable
    List<VerificationKey> candidates(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Revoked revoked) {
        List<KeyEntry> fitting = new ArrayList<>(1);
        for (KeyEntry entry : among(keyId)) {
            if (entry.fits(keyId, algorithm, revoked)) {
                fitting.add(entry);
            }
        }
        if (fitting.isEmpty()) {
            requireUnknown(keyId, algorithm, revoked);
            return null;
        }
        return keys(newestFirst(keyId, fitting));
    }

    private List<KeyEntry> newestFirst(@Nullable String keyId, List<KeyEntry> fitting) {
        if (!fitting.get(fitting.size() - 1).isKept()) {
            requireFew(keyId, fitting.size());
            return fitting;
        }
        requireFew(keyId, fitting.stream().filter(entry -> !entry.isKept()).count());
        return fitting.stream()
                .sorted(Comparator.comparingInt(KeyEntry::newness).reversed())
                .limit(MAX_CANDIDATES)
                .toList();
    }

    private void requireFew(@Nullable String keyId, long fitting) {
        if (fitting > MAX_CANDIDATES) {
            throw unusable(
                    Reason.AMBIGUOUS_KEY,
                    keyId,
                    "is ambiguous: " + fitting + " keys fit, more than the " + MAX_CANDIDATES + " that may be tried");
        }
    }

    /** Of few entries; one that no provider takes does no harm to the others. */
    private static List<VerificationKey> keys(List<KeyEntry> entries) {
        List<VerificationKey> keys = new ArrayList<>(entries.size());
        UnusableKeyException unusable = null;
        for (KeyEntry entry : entries) {
            try {
                keys.add(entry.key());
            } catch (UnusableKeyException e) {
                unusable = e;
            }
        }
        if (keys.isEmpty() && unusable != null) {
            throw unusable;
        }
        return Collections.unmodifiableList(keys);
    }

    /** Whether this very object came from here: an equal key of another set may be allowed other algorithms. */
    boolean holds(VerificationKey key) {
        for (KeyEntry entry : among(key.keyId())) {
            if (entry.holds(key)) {
                return true;
            }
        }
        return false;
    }

    /** A key that is there under this ID, and does not fit, is not unknown: a newer set would not help. */
    private void requireUnknown(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Revoked revoked) {
        if (keyId == null) {
            return;
        }
        for (KeyEntry entry : among(keyId)) {
            if (keyId.equals(entry.keyId())) {
                throw revoked.isOfMaterial(entry.jwk()) ? revoked(keyId) : mismatch(entry, algorithm);
            }
        }
        SkippedJwk skipped = skippedByKeyId.get(keyId);
        if (skipped != null) {
            throw unusable(
                    Reason.SKIPPED_KEY, keyId, "is not used: " + skipped.detail() + " (" + skipped.reason() + ")");
        }
    }

    private UnusableKeyException mismatch(KeyEntry entry, @Nullable JwsAlgorithm algorithm) {
        return unusable(
                Reason.ALGORITHM_MISMATCH,
                entry.keyId(),
                "is " + entry.jwk().description() + " for " + entry.algorithms() + " and may not verify " + algorithm);
    }

    private UnusableKeyException revoked(String keyId) {
        return unusable(
                Reason.REVOKED_KEY, keyId, "was revoked by this service's operator, under another kid that it had");
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
                (keyId == null ? "the key of a token without kid" : "key " + Quoted.of(keyId)) + " of "
                        + Quoted.of(issuer.name()) + " " + problem);
    }
}
