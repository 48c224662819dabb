package org.jwks4j;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.refresh.Part;
import org.jwks4j.trust.Revoked;

/** A JWK of a {@link KeySet} and its {@link VerificationKey}, which is made at first use. */
final class KeyEntry {
    private static final String BY_KEY_ID = "kid ";
    private static final String BY_ALGORITHM = "alg ";

    private final TrustedIssuer issuer;
    private final Jwk jwk;
    private final @Nullable String keyId; // at hand, since every token asks for it
    private final Set<JwsAlgorithm> algorithms;
    private final int newness;
    private final boolean kept;
    private final boolean fitsAnyId;
    private volatile @Nullable VerificationKey key;
    private volatile boolean used;

    KeyEntry(TrustedIssuer issuer, Jwk jwk) {
        this(
                issuer,
                jwk,
                issuer.algorithms()
                        .map(allowed -> intersection(jwk.algorithms(), allowed))
                        .orElse(jwk.algorithms()),
                0,
                false,
                null);
    }

    private KeyEntry(
            TrustedIssuer issuer,
            Jwk jwk,
            Set<JwsAlgorithm> algorithms,
            int newness,
            boolean kept,
            @Nullable VerificationKey key) {
        this.issuer = issuer;
        this.jwk = jwk;
        this.keyId = jwk.keyId().orElse(null);
        this.algorithms = algorithms;
        this.newness = newness;
        this.kept = kept;
        this.fitsAnyId = issuer.keySource().keysFitAnyId();
        this.key = key;
    }

    /** A set for several issuers may have a key once for each; if two of them are names of this one, that is one key. */
    static List<KeyEntry> of(TrustedIssuer issuer, List<Jwk> keys) {
        Set<Optional<String>> keyIds = new HashSet<>();
        Set<Optional<String>> sharedKeyIds = new HashSet<>();
        for (Jwk jwk : keys) {
            if (!keyIds.add(jwk.keyId())) {
                sharedKeyIds.add(jwk.keyId());
            }
        }
        Map<Object, KeyEntry> distinct = new LinkedHashMap<>();
        for (Jwk jwk : keys) {
            boolean isShared = sharedKeyIds.contains(jwk.keyId());
            Object identity = isShared ? Arrays.asList(jwk.keyId(), jwk.thumbprint()) : jwk;
            distinct.merge(identity, new KeyEntry(issuer, jwk), KeyEntry::withAlgorithmsOf);
        }
        return List.copyOf(distinct.values());
    }

    /** Those of the certificate; if it is of none, those without any, since a JWK need not say its certificate (RFC 7517 §4.9). */
    static List<KeyEntry> ofCertificate(String thumbprint, List<KeyEntry> entries) {
        List<KeyEntry> named = entries.stream()
                .filter(entry -> entry.isOf(Optional.of(thumbprint)))
                .toList();
        return named.isEmpty()
                ? entries.stream().filter(entry -> entry.isOf(Optional.empty())).toList()
                : named;
    }

    private boolean isOf(Optional<String> certificate) {
        return jwk.certificateThumbprint().equals(certificate);
    }

    KeyEntry withAlgorithmsOf(KeyEntry same) {
        return new KeyEntry(issuer, jwk, intersection(algorithms, same.algorithms), newness, kept, null);
    }

    private static Set<JwsAlgorithm> intersection(Set<JwsAlgorithm> some, Set<JwsAlgorithm> others) {
        Set<JwsAlgorithm> both = EnumSet.noneOf(JwsAlgorithm.class);
        both.addAll(some);
        both.retainAll(others);
        return Collections.unmodifiableSet(both);
    }

    /** The same, first seen in a later answer than those of lower numbers. */
    KeyEntry ofNewness(int number) {
        return number == newness ? this : new KeyEntry(issuer, jwk, algorithms, number, kept, key);
    }

    /** The same, no longer in the newest answer, and not used since that came. */
    KeyEntry keptFromNowOn() {
        return new KeyEntry(issuer, jwk, algorithms, newness, true, key);
    }

    Jwk jwk() {
        return jwk;
    }

    @Nullable
    String keyId() {
        return keyId;
    }

    Set<JwsAlgorithm> algorithms() {
        return algorithms;
    }

    int newness() {
        return newness;
    }

    /** Whether the newest answer lacks it. */
    boolean isKept() {
        return kept;
    }

    boolean isUsed() {
        return used;
    }

    /** A key is what it is by {@code kid} and material. */
    Part part() {
        return partOf(jwk);
    }

    boolean isSameKey(Jwk other) {
        return jwk.equals(other) || part().equals(partOf(other));
    }

    private static Part partOf(Jwk jwk) {
        return new Part(jwk.keyId().map(KeyEntry::nameOf).orElse(""), jwk.thumbprint());
    }

    /** RFC 7515 §4.1.4: a kid is compared as it is. The algorithm must be one of the key's (RFC 8725 §3.1). */
    boolean fits(@Nullable String sought, @Nullable JwsAlgorithm algorithm, Revoked revoked) {
        return (sought == null
                        ? keyId == null || !revoked.keyIds().contains(keyId)
                        : keyId == null ? fitsAnyId : sought.equals(keyId))
                && (algorithm == null ? !algorithms.isEmpty() : algorithms.contains(algorithm))
                && !revoked.isOfMaterial(jwk);
    }

    /** Whether this very object is its key. */
    @SuppressWarnings("ReferenceEquality")
    boolean holds(VerificationKey other) {
        return key == other && isUsedNow();
    }

    /** A read almost always, a write once for each answer; always true. */
    private boolean isUsedNow() {
        if (kept && !used) {
            used = true;
        }
        return true;
    }

    VerificationKey key() {
        isUsedNow();
        VerificationKey made = key;
        if (made == null) {
            made = new VerificationKey(issuer, keyId, publicKey(), algorithms, jwk);
            key = made;
        }
        return made;
    }

    private PublicKey publicKey() {
        try {
            return jwk.publicKey();
        } catch (IllegalStateException e) {
            String message = "key " + Quoted.of(keyId) + " of " + Quoted.of(issuer.name()) + ": " + e.getMessage();
            throw new UnusableKeyException(Reason.SKIPPED_KEY, issuer.name(), keyId, message);
        }
    }

    static String nameOf(String keyId) {
        return BY_KEY_ID + keyId;
    }

    /** The name under which a missing key is remembered. */
    static String sought(@Nullable String keyId, @Nullable JwsAlgorithm algorithm) {
        return keyId != null ? nameOf(keyId) : algorithm != null ? BY_ALGORITHM + algorithm.jwsName() : "";
    }

    /** Null for a key that has none. */
    static @Nullable String keyIdOf(Part part) {
        return keyIdIn(part.name());
    }

    /** Null if it is not one of a key ID. */
    static @Nullable String keyIdIn(String name) {
        return name.startsWith(BY_KEY_ID) ? name.substring(BY_KEY_ID.length()) : null;
    }

    /** Empty if it is one of a key ID. */
    static String algorithmIn(String name) {
        return name.startsWith(BY_ALGORITHM) ? name.substring(BY_ALGORITHM.length()) : "";
    }
}
