package org.jwks4j.jwk;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.jwks4j.provider.SecurityProviders;

/** Raw public keys to JCA keys through the DER that every provider reads (RFC 5280 §4.1.2.7), without parameters. */
final class SubjectPublicKeyInfo {
    private static final int SEQUENCE = 0x30;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int BIT_STRING = 0x03;

    private SubjectPublicKeyInfo() {}

    static PublicKey publicKey(String algorithm, String oidHex, byte[] raw) throws GeneralSecurityException {
        byte[] oid = der(OBJECT_IDENTIFIER, HexFormat.of().parseHex(oidHex));
        byte[] bits = der(BIT_STRING, concat(new byte[1], raw)); // no unused bits
        byte[] encoded = der(SEQUENCE, concat(der(SEQUENCE, oid), bits));
        return factory(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** A registered provider's, or else that of one on the class path. */
    private static KeyFactory factory(String algorithm) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            Provider provider = SecurityProviders.optional()
                    .filter(one -> one.getService("KeyFactory", algorithm) != null)
                    .findFirst()
                    .orElseThrow(() -> e);
            return KeyFactory.getInstance(algorithm, provider);
        }
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.length >= 0x100) {
            der.write(0x82);
            der.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            der.write(0x81);
        }
        der.write(content.length);
        der.writeBytes(content);
        return der.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
