package org.jwks4j.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes throw-away certificates. They follow the real clock, as TLS does, and live for a month. */
final class Certificates {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration BACKDATED = Duration.ofDays(1);

    private Certificates() {}

    static X509Certificate selfSigned(KeyKind kind, KeyPair pair) {
        return sign(kind, pair, builder(pair));
    }

    /** For {@code localhost}, 127.0.0.1 and ::1. */
    static X509Certificate forLoopback(KeyKind kind, KeyPair pair) {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        };
        try {
            JcaX509v3CertificateBuilder builder = builder(pair);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            return sign(kind, pair, builder);
        } catch (CertIOException e) {
            throw new IllegalStateException("cannot name localhost in a certificate", e);
        }
    }

    @SuppressWarnings("JavaUtilDate") // BouncyCastle's builder takes Date
    private static JcaX509v3CertificateBuilder builder(KeyPair pair) {
        X500Principal name = new X500Principal("CN=jwks4j test kit");
        BigInteger serial = new BigInteger(64, new SecureRandom()).add(BigInteger.ONE);
        Instant now = Instant.now();
        Date notBefore = Date.from(now.minus(BACKDATED));
        Date notAfter = Date.from(now.plus(LIFE));
        return new JcaX509v3CertificateBuilder(name, serial, notBefore, notAfter, name, pair.getPublic());
    }

    private static X509Certificate sign(KeyKind kind, KeyPair pair, JcaX509v3CertificateBuilder certificate) {
        String signature = switch (kind.kty) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> kind.jcaName;
        };
        try {
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder(signature);
            if (kind.provider() != null) {
                signer.setProvider(kind.provider());
            }
            return new JcaX509CertificateConverter().getCertificate(certificate.build(signer.build(pair.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot certify a key of kind " + kind, e);
        }
    }
}
