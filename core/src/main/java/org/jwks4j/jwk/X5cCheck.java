package org.jwks4j.jwk;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** RFC 7517 §4.7: the key of the first {@code x5c} certificate must be the JWK's. The chain is not trusted for anything. */
final class X5cCheck {
    private X5cCheck() {}

    /** Returns the first certificate; nothing if there is none. */
    static byte[] requireSameKey(List<String> chain, KeyMaterial material, JwkMembers jwk) throws UnusableJwkException {
        if (chain.isEmpty()) {
            if (!jwk.isPublished()) {
                throw mismatch("x5c is empty");
            }
            jwk.note("x5c is empty");
            return new byte[0];
        }
        try {
            byte[] der = jwk.isPublished()
                    ? Base64.getUrlDecoder().decode(PublishedBase64.asBase64Url(chain.get(0)))
                    : Base64.getDecoder().decode(chain.get(0)); // base64, not base64url: §4.7
            if (!chain.get(0).equals(Base64.getEncoder().encodeToString(der))) {
                jwk.note("x5c has line breaks or is not in padded standard base64");
            }
            if (!same(publicKeyOf(der), material)) {
                throw mismatch("the first certificate of x5c holds another key");
            }
            return der;
        } catch (GeneralSecurityException | RuntimeException e) {
            // the latter is what the JDK throws at a certificate with an empty key
            throw mismatch("the first certificate of x5c cannot be read");
        }
    }

    private static PublicKey publicKeyOf(byte[] der) throws GeneralSecurityException {
        Certificate certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return certificate.getPublicKey();
    }

    private static boolean same(PublicKey certified, KeyMaterial material) throws GeneralSecurityException {
        if (certified instanceof RSAPublicKey rsa && material instanceof RsaMaterial jwk) {
            return jwk.equals(rsa); // by its numbers: an RSASSA-PSS certificate encodes it otherwise
        }
        if (material instanceof AkpMaterial jwk) {
            return endsWith(
                    certified.getEncoded(), jwk.publicBytes()); // a JDK without ML-DSA encodes its parameters otherwise
        }
        return Arrays.equals(certified.getEncoded(), material.publicKey().getEncoded());
    }

    private static boolean endsWith(byte[] encoded, byte[] publicBytes) {
        int start = encoded.length - publicBytes.length;
        return start > 0 && Arrays.equals(encoded, start, encoded.length, publicBytes, 0, publicBytes.length);
    }

    private static UnusableJwkException mismatch(String detail) {
        return new UnusableJwkException(SkipReason.CERTIFICATE_MISMATCH, detail);
    }
}
