package org.jwks4j.http;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM text (RFC 7468 §2). What stands outside of the blocks is explanatory text, and skipped. Quotes nothing. */
final class PemText {
    /** The base64 has lines of 64 characters, which are not checked: other tools write others. */
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    private PemText() {}

    /** At least one. */
    static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : blocks(pem, "CERTIFICATE")) {
            try {
                CertificateFactory factory = CertificateFactory.getInstance("X.509");
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            } catch (CertificateException e) {
                throw new IllegalArgumentException(
                        "certificate " + (certificates.size() + 1) + " of the PEM text cannot be read", e);
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("the PEM text has no certificate (BEGIN CERTIFICATE)");
        }
        return List.copyOf(certificates);
    }

    /** The one key, of PKCS #8. */
    static PrivateKey privateKey(String pem, String algorithm) {
        List<byte[]> keys = blocks(pem, "PRIVATE KEY");
        if (keys.isEmpty()) {
            boolean another = pem.contains(" PRIVATE KEY-----");
            throw new IllegalArgumentException(
                    another
                            ? "the private key is encrypted or not PKCS #8; 'openssl pkcs8 -topk8 -nodes' converts it"
                            : "the PEM text has no private key (BEGIN PRIVATE KEY)");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
        } catch (GeneralSecurityException e) {
            // without the cause, which may tell of the key
            throw new IllegalArgumentException("the private key is not " + algorithm + ", as the certificate's key is");
        }
    }

    private static List<byte[]> blocks(String pem, String label) {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            if (matcher.group(1).equals(label)) {
                blocks.add(decoded(matcher.group(2), label));
            }
        }
        return blocks;
    }

    private static byte[] decoded(String base64, String label) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a " + label + " of the PEM text is not base64", e);
        }
    }
}
