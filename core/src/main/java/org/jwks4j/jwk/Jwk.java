package org.jwks4j.jwk;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/**
 * A published key that passed every check (RFC 7517 §4): a public signature key of a known type, strong enough, on its
 * curve. Private members that its document had are gone.
 *
 * <p>Immutable and thread-safe. Keeps the encoded numbers; the {@link PublicKey} is built at its first use.
 */
public final class Jwk {
    /** A JWK with a longer {@code kid}, in characters, is not used. */
    public static final int MAX_KEY_ID_LENGTH = 256;

    private static final AtomicReferenceFieldUpdater<Jwk, @Nullable PublicKey> PUBLIC_KEY =
            AtomicReferenceFieldUpdater.newUpdater(Jwk.class, PublicKey.class, "publicKey");

    private final @Nullable String keyId;
    private final @Nullable String use;
    private final @Nullable JwsAlgorithm algorithm;
    private final @Nullable String issuer;
    private final Set<JwsAlgorithm> algorithms;
    private final KeyMaterial material;
    private final boolean privateMembersDropped;
    private volatile @Nullable PublicKey publicKey;

    Jwk(
            @Nullable String keyId,
            @Nullable String use,
            @Nullable JwsAlgorithm algorithm,
            @Nullable String issuer,
            Set<JwsAlgorithm> algorithms,
            KeyMaterial material,
            boolean privateMembersDropped) {
        this.keyId = keyId;
        this.use = use;
        this.algorithm = algorithm;
        this.issuer = issuer;
        this.algorithms = algorithms;
        this.material = material;
        this.privateMembersDropped = privateMembersDropped;
    }

    /**
     * The {@code kid}.
     *
     * @return the key ID, or null when the key has none
     */
    public @Nullable String keyId() {
        return keyId;
    }

    /**
     * The {@code kty}.
     *
     * @return {@code RSA}, {@code EC}, {@code OKP} or {@code AKP}
     */
    public String keyType() {
        return material.keyType();
    }

    /**
     * Type and size, or the curve, for a person.
     *
     * @return for example {@code RSA 2048} or {@code P-256}
     */
    public String description() {
        return material.description();
    }

    /**
     * The {@code use}.
     *
     * @return {@code sig}, or empty when the JWK does not say
     */
    public Optional<String> use() {
        return Optional.ofNullable(use);
    }

    /**
     * The {@code alg} that the JWK itself names.
     *
     * @return the one algorithm, or empty when the JWK does not say
     */
    public Optional<JwsAlgorithm> algorithm() {
        return Optional.ofNullable(algorithm);
    }

    /**
     * The issuer that the JWK itself names, as Entra's do, where one set is for the keys of several; a part of it may be a
     * slot in braces. Not of RFC 7517; a key is used for no other issuer all the same.
     *
     * @return the issuer, or empty when the JWK does not say
     */
    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /**
     * The algorithms that this key may verify: the JWK's own {@code alg}, or else what its type and curve allow.
     *
     * @return at least one; an EdDSA key has both names of its one algorithm
     */
    public Set<JwsAlgorithm> algorithms() {
        return algorithms;
    }

    /**
     * Whether the document published private members too. They were dropped unread; the issuer should know.
     *
     * @return true when it did
     */
    public boolean privateMembersDropped() {
        return privateMembersDropped;
    }

    /**
     * The key for JCA, built at the first call.
     *
     * @return always the same object
     * @throws IllegalStateException when the installed providers refuse a key that passed our checks
     */
    public PublicKey publicKey() {
        PublicKey key = publicKey;
        return key == null ? built() : key;
    }

    /** Of several first callers, one builds the key that all get. */
    private PublicKey built() {
        try {
            PublicKey mine = material.publicKey();
            return PUBLIC_KEY.compareAndSet(this, null, mine) ? mine : requireNonNull(publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no security provider takes this " + description() + " key", e);
        }
    }

    /**
     * The SHA-256 thumbprint (RFC 7638).
     *
     * @return 43 characters of base64url
     */
    public String thumbprint() {
        byte[] canonical = JsonObject.of(material.requiredMembers()).toJson().getBytes(StandardCharsets.UTF_8);
        try {
            return JwkMembers.encode(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /**
     * The public JWK: the members above and the public numbers, nothing else.
     *
     * @return a JSON object
     */
    public JsonObject toJson() {
        Map<String, String> members = new LinkedHashMap<>();
        if (keyId != null) {
            members.put("kid", keyId);
        }
        if (use != null) {
            members.put("use", use);
        }
        if (algorithm != null) {
            members.put("alg", algorithm.jwsName());
        }
        if (issuer != null) {
            members.put("issuer", issuer);
        }
        members.putAll(material.requiredMembers());
        return JsonObject.of(members);
    }

    /** Two keys are equal when their public JWKs are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jwk jwk && toJson().equals(jwk.toJson());
    }

    @Override
    public int hashCode() {
        return thumbprint().hashCode();
    }

    /** The public JWK as JSON. */
    @Override
    public String toString() {
        return toJson().toJson();
    }
}
