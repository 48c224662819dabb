package org.jwks4j.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Makes throw-away certificates. They follow the real clock, as TLS does. */
final class Certificates {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration BACKDATED = Duration.ofDays(1);

    private Certificates() {}

    /** Around a key of any kind, for a JWK; lives for a month. */
    static X509Certificate selfSigned(KeyKind kind, KeyPair pair) {
        Instant now = Instant.now();
        X500Principal name = new X500Principal("CN=jwks4j test kit");
        return sign(kind, pair, builder(name, name, pair, now.minus(BACKDATED), now.plus(LIFE)));
    }

    /** Signed by the issuer's key, which is its own if there is no issuer. Both are of P-256. */
    static X509Certificate of(
            TestCertificate.Content content, KeyPair pair, @Nullable X509Certificate issuer, KeyPair signer) {
        X500Principal name =
                new X500Principal(content.names().isEmpty() ? "CN=jwks4j test authority" : "CN=jwks4j test kit");
        X500Principal signedBy = issuer == null ? name : issuer.getSubjectX500Principal();
        JcaX509v3CertificateBuilder builder = builder(signedBy, name, pair, content.from(), content.until());
        try {
            if (content.names().isEmpty()) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } else {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names(content.names())));
            }
        } catch (CertIOException e) {
            throw new IllegalStateException("cannot make a certificate for " + content.names(), e);
        }
        return sign(KeyKind.P256, signer, builder);
    }

    private static GeneralName[] names(List<String> names) {
        return names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    }

    @SuppressWarnings("JavaUtilDate") // BouncyCastle's builder takes Date
    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal name, KeyPair pair, Instant from, Instant until) {
        BigInteger serial = new BigInteger(64, new SecureRandom()).add(BigInteger.ONE);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(from), Date.from(until), name, pair.getPublic());
    }

    private static X509Certificate sign(KeyKind kind, KeyPair signer, JcaX509v3CertificateBuilder certificate) {
        String signature = switch (kind.kty) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> kind.jcaName;
        };
        try {
            JcaContentSignerBuilder contentSigner = new JcaContentSignerBuilder(signature);
            if (kind.provider() != null) {
                contentSigner.setProvider(kind.provider());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(contentSigner.build(signer.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot certify a key of kind " + kind, e);
        }
    }
}
