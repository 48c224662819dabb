package org.jwks4j.verifier;

import static org.jwks4j.verifier.Octets.concat;
import static org.jwks4j.verifier.Octets.firstHalf;
import static org.jwks4j.verifier.Octets.littleEndian;
import static org.jwks4j.verifier.Octets.reversed;
import static org.jwks4j.verifier.Octets.secondHalf;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jwks4j.testkit.SigningKey;

/** Signatures with an R that no signer draws, made by the owner of the key, who alone can (RFC 8032 §5.1.7). */
final class EdDsaCases {
    private static final BigInteger ORDER =
            new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);

    /**
     * The points of small order, and other spellings of some. The equation holds with the neutral point; with the others it
     * does for verifiers that multiply it by eight, which RFC 8032 leaves to them.
     */
    private static final Map<String, String> SMALL = new TreeMap<>(Map.ofEntries(
            Map.entry("neutral", "0100000000000000000000000000000000000000000000000000000000000000"),
            Map.entry("of order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            Map.entry("of order 4", "0000000000000000000000000000000000000000000000000000000000000000"),
            Map.entry("of order 4, negative", "0000000000000000000000000000000000000000000000000000000000000080"),
            Map.entry("of order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            Map.entry("of order 8, negative", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
            Map.entry("another of order 8", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            Map.entry("its negative", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
            Map.entry("neutral, x = -0", "0100000000000000000000000000000000000000000000000000000000000080"),
            Map.entry("neutral, y = p + 1", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            Map.entry("neutral, y = p + 1, x = -0", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
            Map.entry("of order 2, x = -0", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
            Map.entry("of order 4, y = p", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")));

    private final SigningKey key;
    private final Segments token;
    private final byte[] publicKey;
    private final BigInteger secret;

    private EdDsaCases(Shop shop) {
        this.key = shop.key("Ed25519");
        this.token = Segments.of(shop.token("Ed25519").mint());
        this.publicKey = decoded((String) key.jwk().get("x"));
        this.secret = secretOf(seed(key));
    }

    static Stream<SpecialCase> of(Shop shop) {
        EdDsaCases cases = new EdDsaCases(shop);
        return Stream.of(cases.points(), cases.variants(shop, "Ed25519"), cases.variants(shop, "Ed448"))
                .flatMap(some -> some);
    }

    private Stream<SpecialCase> points() {
        byte[] genuineR = firstHalf(token.signatureBytes());
        BigInteger drawn = new BigInteger(1, reversed(secondHalf(token.signatureBytes())))
                .subtract(challenge(genuineR).multiply(secret));
        Stream<SpecialCase> small = SMALL.entrySet().stream()
                .map(r -> with("R " + r.getKey(), HexFormat.of().parseHex(r.getValue()), BigInteger.ZERO, false));
        return Stream.concat(small, Stream.of(with("its own R", genuineR, drawn, true)));
    }

    private SpecialCase with(String name, byte[] r, BigInteger drawn, boolean isGenuine) {
        BigInteger s = drawn.add(challenge(r).multiply(secret)).mod(ORDER);
        String signed = token.withSignature(concat(r, littleEndian(s, 32))).token();
        return new SpecialCase("Ed25519, " + name, key, signed, isGenuine);
    }

    private BigInteger challenge(byte[] r) {
        return new BigInteger(1, reversed(sha512(concat(concat(r, publicKey), token.signingInput()))));
    }

    /** RFC 8032 §5.1.5. */
    private static BigInteger secretOf(byte[] seed) {
        byte[] scalar = Arrays.copyOf(sha512(seed), 32);
        scalar[0] &= (byte) 0xf8;
        scalar[31] = (byte) ((scalar[31] & 0x7f) | 0x40);
        return new BigInteger(1, reversed(scalar));
    }

    /** The other signatures of RFC 8032, with which a JWS is never signed (RFC 8037 §3.1). */
    private Stream<SpecialCase> variants(Shop shop, String alg) {
        return Stream.of(
                signed(shop, alg, "plain", new EdDSAParameterSpec(false), true),
                signed(shop, alg, "prehashed", new EdDSAParameterSpec(true), false),
                signed(shop, alg, "with a context", new EdDSAParameterSpec(false, new byte[] {1}), false));
    }

    private static SpecialCase signed(
            Shop shop, String alg, String name, EdDSAParameterSpec parameters, boolean isGenuine) {
        Segments plain = Segments.of(shop.token(alg).mint());
        try {
            Signature signer = Signature.getInstance(alg, "SunEC");
            signer.setParameter(parameters);
            signer.initSign(privateKey(shop.key(alg), alg));
            signer.update(plain.signingInput());
            String token = plain.withSignature(signer.sign()).token();
            return new SpecialCase(alg + ", " + name, shop.key(alg), token, isGenuine);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey privateKey(SigningKey key, String alg) throws GeneralSecurityException {
        return KeyFactory.getInstance(alg, "SunEC")
                .generatePrivate(new EdECPrivateKeySpec(new NamedParameterSpec(alg), seed(key)));
    }

    private static byte[] seed(SigningKey key) {
        return decoded((String) key.withPrivateMembers().jwk().get("d"));
    }

    private static byte[] decoded(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }

    private static byte[] sha512(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
