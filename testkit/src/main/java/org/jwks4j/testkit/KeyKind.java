package org.jwks4j.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/** The kinds of key pair that the JWS algorithms need, by {@code kty} and {@code crv}. */
enum KeyKind {
    RSA("RSA", null, "RSA"),
    P256("EC", "P-256", "secp256r1"),
    P384("EC", "P-384", "secp384r1"),
    P521("EC", "P-521", "secp521r1"),
    SECP256K1("EC", "secp256k1", "secp256k1"),
    ED25519("OKP", "Ed25519", "Ed25519"),
    ED448("OKP", "Ed448", "Ed448"),
    ML_DSA_44("AKP", null, "ML-DSA-44"),
    ML_DSA_65("AKP", null, "ML-DSA-65"),
    ML_DSA_87("AKP", null, "ML-DSA-87");

    private static final int RSA_BITS = 2048;

    final String kty;
    final @Nullable String crv;
    final String jcaName;

    KeyKind(String kty, @Nullable String crv, String jcaName) {
        this.kty = kty;
        this.crv = crv;
        this.jcaName = jcaName;
    }

    KeyPair generate() {
        try {
            return switch (kty) {
                case "RSA" -> generateRsa(RSA_BITS);
                case "EC" -> generate(generator("EC"), new ECGenParameterSpec(jcaName));
                case "OKP" -> generator(jcaName).generateKeyPair();
                default -> withNativePublicKey(generator(jcaName).generateKeyPair());
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate a key pair of kind " + this, e);
        }
    }

    static KeyPair generateRsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate an RSA key pair of " + bits + " bits", e);
        }
    }

    /** BouncyCastle for what JDK 17 lacks, so that keys and seeds are the same on every JDK; else null. */
    @Nullable
    Provider provider() {
        return this == SECP256K1 || kty.equals("AKP") ? BouncyCastle.provider() : null;
    }

    private KeyPairGenerator generator(String name) throws GeneralSecurityException {
        Provider provider = provider();
        return provider == null ? KeyPairGenerator.getInstance(name) : KeyPairGenerator.getInstance(name, provider);
    }

    private static KeyPair generate(KeyPairGenerator generator, AlgorithmParameterSpec spec)
            throws GeneralSecurityException {
        generator.initialize(spec);
        return generator.generateKeyPair();
    }

    /** A JDK that knows ML-DSA (24+) hands out its own public key class. */
    private KeyPair withNativePublicKey(KeyPair pair) throws GeneralSecurityException {
        KeyFactory factory;
        try {
            factory = KeyFactory.getInstance(jcaName);
        } catch (GeneralSecurityException absent) {
            return pair;
        }
        PublicKey key =
                factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
        return new KeyPair(key, pair.getPrivate());
    }
}
