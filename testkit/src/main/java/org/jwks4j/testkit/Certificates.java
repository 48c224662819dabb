package org.jwks4j.testkit;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;

/** Makes throw-away certificates (RFC 5280 §4.1). They follow the real clock, as TLS does, and live for a month. */
final class Certificates {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final byte[] NAME = new X500Principal("CN=jwks4j test kit").getEncoded();
    private static final byte[] VERSION_3 = Der.tagged(0xa0, Der.integer(BigInteger.TWO));
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Certificates() {}

    static X509Certificate selfSigned(KeyKind kind, KeyPair pair) {
        return certificate(kind, pair, new byte[0]);
    }

    /** For {@code localhost}, 127.0.0.1 and ::1. */
    static X509Certificate forLoopback(KeyKind kind, KeyPair pair) {
        byte[] ipv6 = new byte[16];
        ipv6[15] = 1;
        byte[] names = Der.sequence( // RFC 5280 §4.2.1.6
                Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.tagged(0x87, new byte[] {127, 0, 0, 1}),
                Der.tagged(0x87, ipv6));
        byte[] extension = Der.sequence(Der.oid("551d11"), Der.tagged(Der.OCTET_STRING, names));
        return certificate(kind, pair, Der.tagged(0xa3, Der.sequence(extension)));
    }

    private static X509Certificate certificate(KeyKind kind, KeyPair pair, byte[] extensions) {
        byte[] algorithm = signatureAlgorithm(kind, pair);
        Instant now = Instant.now();
        byte[] toBeSigned = Der.sequence(
                VERSION_3,
                Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)),
                algorithm,
                NAME,
                Der.sequence(time(now.minus(BACKDATED)), time(now.plus(LIFE))),
                NAME,
                pair.getPublic().getEncoded(),
                extensions);
        try {
            byte[] certificate = Der.sequence(toBeSigned, algorithm, Der.bits(signature(kind, pair, toBeSigned)));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot certify a key of kind " + kind, e);
        }
    }

    private static byte[] time(Instant instant) {
        return Der.tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] signature(KeyKind kind, KeyPair pair, byte[] toBeSigned) throws GeneralSecurityException {
        String name = switch (kind.kty) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> kind.jcaName;
        };
        Provider provider = kind.provider();
        Signature signature = provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        signature.initSign(pair.getPrivate());
        signature.update(toBeSigned);
        return signature.sign();
    }

    /** RFC 4055 §5, RFC 5758 §3.2; the others have the identifier of their key (RFC 8410 §3, RFC 9881 §2). */
    private static byte[] signatureAlgorithm(KeyKind kind, KeyPair pair) {
        return switch (kind.kty) {
            case "RSA" -> Der.sequence(Der.oid("2a864886f70d01010b"), new byte[] {0x05, 0x00});
            case "EC" -> Der.sequence(Der.oid("2a8648ce3d040302"));
            default -> algorithmOf(pair.getPublic().getEncoded());
        };
    }

    /** The first element of a SubjectPublicKeyInfo. */
    private static byte[] algorithmOf(byte[] keyInfo) {
        int from = keyInfo[1] >= 0 ? 2 : 2 + (keyInfo[1] & 0x7f);
        return Arrays.copyOfRange(keyInfo, from, from + 2 + keyInfo[from + 1]);
    }
}
