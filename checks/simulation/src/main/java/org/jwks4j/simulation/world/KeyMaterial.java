package org.jwks4j.simulation.world;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The public numbers of a P-256 key. All worlds draw from one pool, made once and the same in every run, since generating keys
 * would cost more than simulating.
 */
public final class KeyMaterial {
    private static final int POOL_SIZE = 192;
    private static final int COORDINATE_BYTES = 32;
    private static final List<KeyMaterial> POOL = generate();

    private final int number;
    private final String x;
    private final String y;
    private final byte[] encoded;

    private KeyMaterial(int number, ECPublicKey key) {
        this.number = number;
        this.x = coordinate(key.getW().getAffineX());
        this.y = coordinate(key.getW().getAffineY());
        this.encoded = key.getEncoded();
    }

    /** The material of a number; the pool repeats after its size. */
    public static KeyMaterial of(int number) {
        return POOL.get(number % POOL_SIZE);
    }

    /** Whether a key that was served is this one. */
    public boolean is(PublicKey key) {
        return Arrays.equals(encoded, key.getEncoded());
    }

    /** The public numbers as a JWK. */
    public String jwk(String keyId) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"" + keyId + "\",\"x\":\""
                + x + "\",\"y\":\"" + y + "\"}";
    }

    @Override
    public String toString() {
        return "m" + number;
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        int length = Math.min(COORDINATE_BYTES, bytes.length);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }

    private static List<KeyMaterial> generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new KnownRandom());
            List<KeyMaterial> pool = new ArrayList<>();
            for (int number = 0; number < POOL_SIZE; number++) {
                pool.add(new KeyMaterial(
                        number, (ECPublicKey) generator.generateKeyPair().getPublic()));
            }
            return List.copyOf(pool);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** Not random at all: these keys protect nothing, and are to be the same in every run. */
    private static final class KnownRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialized
        private final SplittableRandom random = new SplittableRandom(1);

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
