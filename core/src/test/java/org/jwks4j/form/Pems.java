package org.jwks4j.form;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** PEM texts and DER for tests. */
final class Pems {
    static final KeyPair RSA = pair("RSA", null);
    static final KeyPair P256 = pair("EC", "secp256r1");

    private Pems() {}

    static KeyPair pair(String algorithm, @Nullable String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve == null) {
                generator.initialize(2048);
            } else {
                generator.initialize(
                        algorithm.equals("EC") ? new ECGenParameterSpec(curve) : new NamedParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String publicKey(KeyPair pair) {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    static String privateKey(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** With a length of two octets, or of one if it is short. */
    static byte[] der(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.size() > 0xff) {
            der.write(0x82);
            der.write(content.size() >> 8);
        } else if (content.size() > 0x7f) {
            der.write(0x81);
        }
        der.write(content.size());
        der.writeBytes(content.toByteArray());
        return der.toByteArray();
    }

    /** A SubjectPublicKeyInfo of any algorithm. */
    static byte[] info(byte[] algorithm, byte[] key) {
        return der(0x30, algorithm, der(0x03, new byte[1], key));
    }

    /** A certificate around a SubjectPublicKeyInfo: nothing of the rest is looked at. */
    static byte[] certificate(byte[] info) {
        byte[] empty = der(0x30);
        byte[] signed = der(0x30, hex("a003020102"), hex("020101"), empty, empty, empty, empty, info);
        return der(0x30, signed, empty, hex("030100"));
    }
}
