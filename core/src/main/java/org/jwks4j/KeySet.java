package org.jwks4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.jwk.SkippedJwk;

/** One issuer's JWK Set with the rule that picks a key for a token. Immutable. */
final class KeySet {
    /** RFC 7515 §4.1.4: where kid does not decide, a bounded trial does. */
    private static final int MAX_CANDIDATES = 4;

    private final TrustedIssuer issuer;
    private final JwkSet jwkSet;
    private final String digest;
    private final List<Entry> entries;

    KeySet(TrustedIssuer issuer, JwkSet jwkSet, String digest) {
        this.issuer = issuer;
        this.jwkSet = jwkSet.ofIssuer(issuer::isNamedByJwk);
        this.digest = digest;
        this.entries =
                this.jwkSet.keys().stream().map(jwk -> new Entry(issuer, jwk)).toList();
    }

    JwkSet jwkSet() {
        return jwkSet;
    }

    /** SHA-256 of the document, in hex. */
    String digest() {
        return digest;
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
        for (Entry entry : entries) {
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
        for (Entry entry : entries) {
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
        for (Entry entry : entries) {
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
        for (Entry entry : entries) {
            if (keyId.equals(entry.jwk.keyId())) {
                throw mismatch(entry, algorithm);
            }
        }
        for (SkippedJwk skipped : jwkSet.skipped()) {
            if (keyId.equals(skipped.keyId())) {
                throw unusable(
                        Reason.SKIPPED_KEY, keyId, "is not used: " + skipped.detail() + " (" + skipped.reason() + ")");
            }
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
        private volatile @Nullable VerificationKey key;

        Entry(TrustedIssuer issuer, Jwk jwk) {
            this.issuer = issuer;
            this.jwk = jwk;
            this.algorithms = issuer.algorithms()
                    .map(allowed -> intersection(jwk.algorithms(), allowed))
                    .orElse(jwk.algorithms());
        }

        private static Set<JwsAlgorithm> intersection(Set<JwsAlgorithm> some, Set<JwsAlgorithm> others) {
            Set<JwsAlgorithm> both = EnumSet.copyOf(some);
            both.retainAll(others);
            return Collections.unmodifiableSet(both);
        }

        /** RFC 7515 §4.1.4: a kid is compared as it is. The algorithm must be one of the key's (RFC 8725 §3.1). */
        boolean fits(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Set<String> revoked) {
            String own = jwk.keyId();
            return (keyId == null ? own == null || !revoked.contains(own) : keyId.equals(own))
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
