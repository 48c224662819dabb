package org.jwks4j.jwk;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * A published key that passed every check (RFC 7517 §4): a public signature key of a known type, strong enough, on its
 * curve. Private members that its document had are gone.
 *
 * <p>Immutable and thread-safe. Keeps the numbers once; the {@link PublicKey} is built at its first use.
 */
public final class Jwk {
    /** A JWK with a longer {@code kid}, in characters, is not used. */
    static final int MAX_KEY_ID_LENGTH = 256;

    private static final AtomicReferenceFieldUpdater<Jwk, @Nullable PublicKey> PUBLIC_KEY =
            AtomicReferenceFieldUpdater.newUpdater(Jwk.class, PublicKey.class, "publicKey");

    private final @Nullable String keyId;
    private final boolean isSaidToSign;
    private final @Nullable JwsAlgorithm algorithm;
    private final @Nullable String issuer;
    private final @Nullable String certificateThumbprint;
    private final KeyMaterial material;
    private final boolean privateMembersDropped;
    private final List<String> notes;
    private volatile @Nullable PublicKey publicKey;

    Jwk(
            @Nullable String keyId,
            boolean isSaidToSign,
            @Nullable JwsAlgorithm algorithm,
            @Nullable String issuer,
            @Nullable String certificateThumbprint,
            KeyMaterial material,
            boolean privateMembersDropped,
            List<String> notes) {
        this.keyId = keyId;
        this.isSaidToSign = isSaidToSign;
        this.algorithm = algorithm;
        this.issuer = issuer;
        this.certificateThumbprint = certificateThumbprint;
        this.material = material;
        this.privateMembersDropped = privateMembersDropped;
        this.notes = List.copyOf(notes);
    }

    /** One key out of several entries that are the same except for what they say of its use, and have an algorithm in common. */
    static Jwk joined(List<Jwk> same) {
        Jwk first = same.get(0);
        return new Jwk(
                first.keyId,
                same.stream().anyMatch(jwk -> jwk.isSaidToSign),
                same.stream()
                        .flatMap(jwk -> jwk.algorithm().stream())
                        .findFirst()
                        .orElse(null),
                first.issuer,
                same.stream()
                        .flatMap(jwk -> jwk.certificateThumbprint().stream())
                        .findFirst()
                        .orElse(null),
                first.material,
                same.stream().anyMatch(Jwk::privateMembersDropped),
                same.stream().flatMap(jwk -> jwk.notes.stream()).distinct().toList());
    }

    /**
     * Reads a key that stands inside a token, such as the {@code jwk} of a DPoP proof (RFC 9449 §4.2). Nothing of it is lenient:
     * numbers are canonical base64url of their exact length, a member that is null is malformed, private members are refused,
     * and the {@linkplain JwkLimits#forStrangers() limits for strangers} hold. Whether such a key may be trusted for anything, its
     * profile must say.
     *
     * @param jwk the JWK
     * @return the key
     * @throws JsonFormatException when it is no such key, with the reason
     */
    public static Jwk inToken(JsonObject jwk) {
        try {
            return JwkParser.inToken(jwk);
        } catch (UnusableJwkException e) {
            throw new JsonFormatException("the key is not used: " + e.detail() + " (" + e.reason() + ")");
        }
    }

    KeyMaterial material() {
        return material;
    }

    /**
     * The {@code kid}.
     *
     * @return the key ID, or empty when the key has none
     */
    public Optional<String> keyId() {
        return Optional.ofNullable(keyId);
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
        return isSaidToSign ? Optional.of("sig") : Optional.empty();
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
     * The issuer that the JWK itself names, as Entra's do, whose one set is for the keys of several; a part of it may be a
     * slot in braces. Not of RFC 7517; a key is still used for no other issuer.
     *
     * @return the issuer, or empty when the JWK does not say
     */
    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /**
     * The SHA-256 thumbprint of the key's certificate, by which a token may name it: of the first one in {@code x5c}, or else the
     * {@code x5t#S256} (RFC 7517 §4.9). No certificate is trusted for anything.
     *
     * @return 43 characters of base64url, or empty when the JWK has neither
     */
    public Optional<String> certificateThumbprint() {
        return Optional.ofNullable(certificateThumbprint);
    }

    /**
     * The algorithms that this key may verify: the JWK's own {@code alg}, or else what its type and curve allow.
     *
     * @return at least one; an EdDSA key has both names of its one algorithm
     */
    public Set<JwsAlgorithm> algorithms() {
        // the JWK's own and no other (RFC 8725 §3.1); both names of EdDSA are one algorithm (RFC 9864 §2.2)
        return algorithm == null || material instanceof OkpMaterial ? material.algorithms() : algorithm.alone();
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
     * How the document spells this key otherwise than the RFCs ask, such as {@code x has 65 bytes, but P-521 asks for 66}. The
     * key itself still passed every check, and is equal to one that is spelled well; the issuer may want to know.
     *
     * @return one sentence for each fault, safe to log; empty for nearly all keys
     */
    public List<String> notes() {
        return notes;
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
        return Sha256.base64Url(JsonObject.of(material.requiredMembers()).toJson());
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
        if (isSaidToSign) {
            members.put("use", "sig");
        }
        if (algorithm != null) {
            members.put("alg", algorithm.jwsName());
        }
        if (issuer != null) {
            members.put("issuer", issuer);
        }
        if (certificateThumbprint != null) {
            members.put("x5t#S256", certificateThumbprint);
        }
        members.putAll(material.requiredMembers());
        return JsonObject.of(members);
    }

    /** Two keys are equal when their public JWKs are, whatever certificates they have. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jwk jwk
                && Objects.equals(keyId, jwk.keyId)
                && isSaidToSign == jwk.isSaidToSign
                && algorithm == jwk.algorithm
                && Objects.equals(issuer, jwk.issuer)
                && material.equals(jwk.material);
    }

    @Override
    public int hashCode() {
        return 31 * material.hashCode() + Objects.hashCode(keyId);
    }

    /** The public JWK as JSON. */
    @Override
    public String toString() {
        return toJson().toJson();
    }
}
