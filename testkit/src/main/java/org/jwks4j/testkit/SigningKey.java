package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;

/**
 * A key pair that signs with one JWS algorithm, and the JWK that stands for it. Immutable and thread-safe: the {@code
 * with…} methods give copies with the same key pair, so that a JWK can say something else than its key.
 *
 * <p>{@code kid} and every other JWK member may be changed or removed; no check is made, as tests need bad JWKs too.
 */
public final class SigningKey {
    private final KeyKind kind;
    private final Algorithm algorithm;
    private final KeyPair pair;
    private final Map<String, Object> jwk;

    private SigningKey(KeyKind kind, Algorithm algorithm, KeyPair pair, Map<String, Object> jwk) {
        this.kind = kind;
        this.algorithm = algorithm;
        this.pair = pair;
        this.jwk = Collections.unmodifiableMap(jwk);
    }

    /**
     * Generates a key pair for an algorithm: RSA has 2048 bits, {@code EdDSA} is on Ed25519. Its JWK says {@code alg},
     * {@code use: sig} and a random {@code kid}.
     *
     * @param algorithm one of {@link #algorithms()}
     * @return a new key
     * @throws IllegalArgumentException when the algorithm is not known here
     * @throws IllegalStateException when it needs BouncyCastle, and that is not on the class path
     */
    public static SigningKey generate(String algorithm) {
        Algorithm known = Algorithm.named(algorithm);
        return of(known.keyKind, known, known.keyKind.generate());
    }

    /**
     * Generates an RSA key pair of any size, such as a weak one.
     *
     * @param algorithm one of the RS and PS algorithms
     * @param bits the size of the modulus in bits
     * @return a new key
     * @throws IllegalArgumentException when the algorithm is not known here, or not for RSA
     */
    public static SigningKey generateRsa(String algorithm, int bits) {
        Algorithm known = Algorithm.named(algorithm);
        requireFit(known, KeyKind.RSA);
        return of(KeyKind.RSA, known, KeyKind.generateRsa(bits));
    }

    /**
     * Every algorithm that tokens can be signed with, on any JDK from 17 on. ES256K and ML-DSA need BouncyCastle ({@code
     * org.bouncycastle:bcprov-jdk18on}), which the test kit does not bring: it would change what is tested.
     *
     * @return RS, PS and ES 256/384/512, ES256K, EdDSA, Ed25519, Ed448, ML-DSA-44/65/87
     */
    public static List<String> algorithms() {
        return Algorithm.names();
    }

    /**
     * The {@code kid} of the JWK.
     *
     * @return the key ID, or null when the JWK has none
     */
    public @Nullable String keyId() {
        return jwk.get("kid") instanceof String keyId ? keyId : null;
    }

    /**
     * The JWS algorithm that {@link #sign} uses, whatever the JWK says.
     *
     * @return one of {@link #algorithms()}
     */
    public String algorithm() {
        return algorithm.jwsName;
    }

    /**
     * The public half.
     *
     * @return a key of the JDK, or of BouncyCastle if the JDK lacks the algorithm (ES256K; ML-DSA before JDK 24)
     */
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /**
     * The public half as {@code PUBLIC KEY} PEM text: what an {@code HS256} key-confusion attack takes for a secret.
     *
     * @return PEM with lines of 64 characters and a line feed at the end
     */
    public String publicKeyPem() {
        return Pem.of("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /**
     * The JWK as it is published.
     *
     * @return its members, unmodifiable, in the order they are written
     */
    public Map<String, Object> jwk() {
        return jwk;
    }

    /**
     * Signs bytes.
     *
     * @param input what to sign, for a JWS the first two segments with the dot
     * @return the signature in JWS form: ECDSA as {@code R || S} of fixed length (RFC 7518 §3.4)
     */
    public byte[] sign(byte[] input) {
        return algorithm.sign(pair, requireNonNull(input, "input"));
    }

    /**
     * The same key pair under another key ID.
     *
     * @param keyId the new {@code kid}; null for a JWK without one
     * @return a copy
     */
    public SigningKey withKeyId(@Nullable String keyId) {
        return withJwkMember("kid", keyId);
    }

    /**
     * The same key pair signing with another algorithm, which its JWK then names as {@code alg}.
     *
     * @param newAlgorithm an algorithm for this kind of key, for instance PS256 in place of RS256
     * @return a copy
     * @throws IllegalArgumentException when this kind of key cannot sign so
     */
    public SigningKey withAlgorithm(String newAlgorithm) {
        Algorithm known = Algorithm.named(newAlgorithm);
        requireFit(known, kind);
        return new SigningKey(kind, known, pair, changed("alg", known.jwsName));
    }

    /**
     * The same key pair with another JWK member, for instance {@code use: enc}.
     *
     * @param name the member's name
     * @param value anything with a JSON form (String, Number, Boolean, Iterable, Map); null removes the member
     * @return a copy
     */
    public SigningKey withJwkMember(String name, @Nullable Object value) {
        return new SigningKey(kind, algorithm, pair, changed(requireNonNull(name, "name"), value));
    }

    /**
     * The same key pair with the private members in its JWK, as no issuer should ever publish it.
     *
     * @return a copy
     */
    public SigningKey withPrivateMembers() {
        Map<String, Object> members = new LinkedHashMap<>(jwk);
        members.putAll(JwkMembers.ofPrivateKey(pair));
        return new SigningKey(kind, algorithm, pair, members);
    }

    /**
     * The same key pair with a self-signed certificate for it in {@code x5c} (RFC 7517 §4.7).
     *
     * @return a copy
     */
    public SigningKey withCertificate() {
        try {
            byte[] certificate = Certificates.selfSigned(kind, pair).getEncoded();
            return withJwkMember("x5c", List.of(Base64.getEncoder().encodeToString(certificate)));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("cannot encode a certificate for " + this, e);
        }
    }

    /** Key ID and algorithm; nothing private. */
    @Override
    public String toString() {
        return "SigningKey[kid=" + Quoted.of(keyId()) + ", alg=" + algorithm.jwsName + "]";
    }

    private static SigningKey of(KeyKind kind, Algorithm algorithm, KeyPair pair) {
        Map<String, Object> jwk = JwkMembers.ofPublicKey(kind, pair.getPublic());
        jwk.put("kid", "key-" + UUID.randomUUID());
        jwk.put("alg", algorithm.jwsName);
        jwk.put("use", "sig");
        return new SigningKey(kind, algorithm, pair, jwk);
    }

    private Map<String, Object> changed(String name, @Nullable Object value) {
        Map<String, Object> members = new LinkedHashMap<>(jwk);
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return members;
    }

    private static void requireFit(Algorithm algorithm, KeyKind kind) {
        if (!algorithm.fits(kind)) {
            throw new IllegalArgumentException("a key of kind " + kind + " cannot sign with " + algorithm.jwsName);
        }
    }
}
