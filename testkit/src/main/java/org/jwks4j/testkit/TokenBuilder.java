package org.jwks4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A compact JWS in the making: genuine unless told otherwise, and forged in every way one asks for. Made by {@link
 * FakeIssuer#token()}. Not thread-safe; {@link #mint()} may be called again after further changes.
 *
 * <p>A genuine token has the header members {@code alg}, {@code kid} and {@code typ: JWT}, and the claims {@code iss},
 * {@code sub: alice}, {@code iat} and {@code exp}, five minutes later.
 */
public final class TokenBuilder {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Instant now;
    private final Map<String, @Nullable Object> headerChanges = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> tamperedClaims = new LinkedHashMap<>();
    private SigningKey key;
    private @Nullable Forgery forgery;
    private UnaryOperator<byte[]> signatureChange = UnaryOperator.identity();
    private byte @Nullable [] rawHeader;
    private byte @Nullable [] rawPayload;

    TokenBuilder(String issuer, Instant now, SigningKey key) {
        this.now = now;
        this.key = key;
        claims.put("iss", issuer);
        claims.put("sub", "alice");
        claims.put("iat", now);
        claims.put("exp", now.plus(LIFE));
    }

    /**
     * Sets a claim.
     *
     * @param name the claim's name
     * @param value String, Number, Boolean, Instant (written as seconds), Iterable or Map; null removes the claim
     * @return this
     */
    public TokenBuilder claim(String name, @Nullable Object value) {
        claims.put(requireNonNull(name, "name"), value);
        return this;
    }

    /**
     * Sets claims; see {@link #claim}.
     *
     * @param values names and values
     * @return this
     */
    public TokenBuilder claims(Map<String, ? extends @Nullable Object> values) {
        claims.putAll(values);
        return this;
    }

    /**
     * Sets {@code exp} relative to the issuer's clock.
     *
     * @param life until it expires; negative for a token that has expired
     * @return this
     */
    public TokenBuilder expiresIn(Duration life) {
        return claim("exp", now.plus(life));
    }

    /**
     * Signs with this key, published or not, and says its {@code alg} and {@code kid}.
     *
     * @param signingKey the key, of this issuer or of another
     * @return this
     */
    public TokenBuilder signedWith(SigningKey signingKey) {
        key = requireNonNull(signingKey, "signingKey");
        return this;
    }

    /**
     * Sets a header member, {@code alg} too, without a change of how the token is signed.
     *
     * @param name the member's name, for instance {@code typ}, {@code crit}, {@code jku}
     * @param value anything with a JSON form; null removes the member
     * @return this
     */
    public TokenBuilder header(String name, @Nullable Object value) {
        headerChanges.put(requireNonNull(name, "name"), value);
        return this;
    }

    /**
     * Says another {@code kid} than the key's.
     *
     * @param keyId the key ID; null for a token without one
     * @return this
     */
    public TokenBuilder keyId(@Nullable String keyId) {
        return header("kid", keyId);
    }

    /**
     * Uses this text as the header, valid JSON or not; {@link #header} and {@link #keyId} have no effect then.
     *
     * @param text what is encoded, as UTF-8
     * @return this
     */
    public TokenBuilder rawHeader(String text) {
        return rawHeader(text.getBytes(UTF_8));
    }

    /**
     * Uses these bytes as the header, valid UTF-8 or not; {@link #header} and {@link #keyId} have no effect then.
     *
     * @param bytes what is encoded
     * @return this
     */
    public TokenBuilder rawHeader(byte[] bytes) {
        rawHeader = bytes.clone();
        return this;
    }

    /**
     * Uses this text as the payload, valid JSON or not; {@link #claim} has no effect then.
     *
     * @param text what is encoded, as UTF-8
     * @return this
     */
    public TokenBuilder rawPayload(String text) {
        return rawPayload(text.getBytes(UTF_8));
    }

    /**
     * Uses these bytes as the payload, valid UTF-8 or not; {@link #claim} has no effect then.
     *
     * @param bytes what is encoded
     * @return this
     */
    public TokenBuilder rawPayload(byte[] bytes) {
        rawPayload = bytes.clone();
        return this;
    }

    /**
     * An unsecured token (RFC 7515 appendix A.5): {@code alg: none} and an empty signature.
     *
     * @return this
     */
    public TokenBuilder unsigned() {
        forgery = new Forgery("none", input -> new byte[0]);
        return this;
    }

    /**
     * A token with {@code alg: HS256}. For the key-confusion attack the secret is what the verifier knows of the public
     * key: {@link SigningKey#publicKeyPem()} as bytes, or {@code publicKey().getEncoded()}.
     *
     * @param secret the HMAC key
     * @return this
     */
    public TokenBuilder hs256(byte[] secret) {
        SecretKeySpec hmacKey = new SecretKeySpec(secret, "HmacSHA256");
        forgery = new Forgery("HS256", input -> hmac(hmacKey, input));
        return this;
    }

    /**
     * Sets a claim after signing, so that the signature is genuine and for something else.
     *
     * @param name the claim's name
     * @param value as in {@link #claim}
     * @return this
     */
    public TokenBuilder tamperedClaim(String name, @Nullable Object value) {
        tamperedClaims.put(requireNonNull(name, "name"), value);
        return this;
    }

    /**
     * Flips one bit in the middle of the signature.
     *
     * @return this
     */
    public TokenBuilder tamperedSignature() {
        return tamperedSignature(signature -> {
            byte[] tampered = signature.clone();
            tampered[tampered.length / 2] ^= 1;
            return tampered;
        });
    }

    /**
     * Changes the signature in any way, for instance to one of zeros or of another length.
     *
     * @param change gets the genuine signature and returns what is sent
     * @return this
     */
    public TokenBuilder tamperedSignature(UnaryOperator<byte[]> change) {
        signatureChange = requireNonNull(change, "change");
        return this;
    }

    /**
     * Signs and encodes.
     *
     * @return the token in compact form (RFC 7515 §3.1)
     */
    public String mint() {
        String header = JwkMembers.base64(header());
        byte[] input = (header + "." + JwkMembers.base64(payload(Map.of()))).getBytes(US_ASCII);
        byte[] signature = signatureChange.apply(forgery != null ? forgery.signer.apply(input) : key.sign(input));
        return header + "." + JwkMembers.base64(payload(tamperedClaims)) + "." + JwkMembers.base64(signature);
    }

    private byte[] header() {
        if (rawHeader != null) {
            return rawHeader;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("alg", forgery != null ? forgery.algorithm : key.algorithm());
        members.put("kid", key.keyId());
        members.put("typ", "JWT");
        members.putAll(headerChanges);
        return json(members);
    }

    private byte[] payload(Map<String, @Nullable Object> changes) {
        if (rawPayload != null) {
            return rawPayload;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>(claims);
        members.putAll(changes);
        return json(members);
    }

    private static byte[] json(Map<String, @Nullable Object> members) {
        members.values().removeIf(value -> value == null);
        return Json.write(members).getBytes(UTF_8);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make an HMAC", e);
        }
    }

    /** Another way to sign than with the key. */
    private record Forgery(String algorithm, UnaryOperator<byte[]> signer) {}
}
