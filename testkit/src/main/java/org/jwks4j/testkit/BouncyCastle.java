package org.jwks4j.testkit;

import java.security.PrivateKey;
import java.security.Provider;
import org.bouncycastle.jcajce.interfaces.MLDSAPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * For ES256K and ML-DSA, if the tests bring it: a library that only the test kit brought would change what is tested. Private
 * to this kit and never registered. Only this class names its classes.
 */
final class BouncyCastle {
    private BouncyCastle() {}

    static Provider provider() {
        try {
            return Instance.PROVIDER;
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "keys for ES256K and ML-DSA need BouncyCastle: add org.bouncycastle:bcprov-jdk18on to the test scope",
                    e);
        }
    }

    /** FIPS 204 §6.1: what an ML-DSA key pair is made of. */
    static byte[] seed(PrivateKey key) {
        return ((MLDSAPrivateKey) key).getSeed();
    }

    private static final class Instance {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }
}
