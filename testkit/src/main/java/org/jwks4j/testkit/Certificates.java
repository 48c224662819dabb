package org.jwks4j.testkit;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Makes throw-away certificates (RFC 5280 §4.1). They follow the real clock, as TLS does. */
final class Certificates {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final byte[] VERSION_3 = Der.tagged(0xa0, Der.integer(BigInteger.TWO));
    private static final byte[] TRUE = {0x01, 0x01, (byte) 0xff};
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;

    private Certificates() {}

    /** Around a key of any kind, for a JWK; lives for a month. */
    static X509Certificate selfSigned(KeyKind kind, KeyPair pair) {
        Instant now = Instant.now();
        X500Principal name = new X500Principal("CN=jwks4j test kit");
        byte[] validity = validity(now.minus(BACKDATED), now.plus(LIFE));
        return signed(kind, pair, name, Der.concatenated(validity, name.getEncoded()), pair, new byte[0]);
    }

    /** Signed by the issuer's key, which is its own if there is no issuer. Both are of P-256. */
    static X509Certificate of(
            CertificateContent content, KeyPair pair, @Nullable X509Certificate issuer, KeyPair signer) {
        List<String> names = content.names();
        X500Principal name = new X500Principal(names.isEmpty() ? "CN=jwks4j test authority" : "CN=jwks4j test kit");
        X500Principal signedBy = issuer == null ? name : issuer.getSubjectX500Principal();
        byte[] validity = validity(content.from(), content.until());
        byte[] extension = names.isEmpty() ? authority() : alternativeNames(names);
        return signed(
                KeyKind.P256,
                signer,
                signedBy,
                Der.concatenated(validity, name.getEncoded()),
                pair,
                Der.tagged(0xa3, Der.sequence(extension)));
    }

    private static X509Certificate signed(
            KeyKind kind, KeyPair signer, X500Principal issuer, byte[] subject, KeyPair pair, byte[] extensions) {
        byte[] algorithm = signatureAlgorithm(kind, signer);
        byte[] toBeSigned = Der.sequence(
                VERSION_3,
                Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)),
                algorithm,
                issuer.getEncoded(),
                subject,
                pair.getPublic().getEncoded(),
                extensions);
        try {
            byte[] certificate = Der.sequence(toBeSigned, algorithm, Der.bits(signature(kind, signer, toBeSigned)));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot certify a key of kind " + kind, e);
        }
    }

    private static byte[] validity(Instant from, Instant until) {
        return Der.sequence(time(from), time(until));
    }

    /** RFC 5280 §4.1.2.5: with two digits of the year through 2049. */
    private static byte[] time(Instant instant) {
        boolean isShort = instant.isBefore(Instant.parse("2050-01-01T00:00:00Z"));
        String text = DateTimeFormatter.ofPattern(isShort ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return Der.tagged(isShort ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** RFC 5280 §4.2.1.9: critical, and true. */
    private static byte[] authority() {
        return Der.sequence(Der.oid("551d13"), TRUE, Der.tagged(Der.OCTET_STRING, Der.sequence(TRUE)));
    }

    /** RFC 5280 §4.2.1.6. */
    private static byte[] alternativeNames(List<String> names) {
        byte[] all = Der.sequence(names.stream().map(Certificates::generalName).toArray(byte[][]::new));
        return Der.sequence(Der.oid("551d11"), Der.tagged(Der.OCTET_STRING, all));
    }

    private static byte[] generalName(String name) {
        boolean isAddress = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
        return isAddress ? Der.tagged(0x87, address(name)) : Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress(); // nothing is looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IP address: " + literal, e);
        }
    }

    private static byte[] signature(KeyKind kind, KeyPair signer, byte[] toBeSigned) throws GeneralSecurityException {
        String name = switch (kind.kty) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> kind.jcaName;
        };
        Provider provider = kind.provider();
        Signature signature = provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        signature.initSign(signer.getPrivate());
        signature.update(toBeSigned);
        return signature.sign();
    }

    /** RFC 4055 §5, RFC 5758 §3.2; the others have the identifier of their key (RFC 8410 §3, RFC 9881 §2). */
    private static byte[] signatureAlgorithm(KeyKind kind, KeyPair signer) {
        return switch (kind.kty) {
            case "RSA" -> Der.sequence(Der.oid("2a864886f70d01010b"), new byte[] {0x05, 0x00});
            case "EC" -> Der.sequence(Der.oid("2a8648ce3d040302"));
            default -> algorithmOf(signer.getPublic().getEncoded());
        };
    }

    /** The first element of a SubjectPublicKeyInfo. */
    private static byte[] algorithmOf(byte[] keyInfo) {
        int from = keyInfo[1] >= 0 ? 2 : 2 + (keyInfo[1] & 0x7f);
        return Arrays.copyOfRange(keyInfo, from, from + 2 + keyInfo[from + 1]);
    }
}
