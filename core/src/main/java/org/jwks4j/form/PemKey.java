package org.jwks4j.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.SkipReason;

/**
 * One public key as PEM text: a {@code CERTIFICATE} (RFC 7468 §5), a {@code PUBLIC KEY} (§13), or an {@code RSA PUBLIC KEY}
 * (RFC 8017 §A.1.1). A certificate is only an envelope: its dates, names and signature are not looked at, since the key is trusted for the
 * place that it was fetched from.
 *
 * @param members of the JWK
 * @param issuer the name in DER, empty if this is no certificate
 * @param subject likewise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not handed out
record PemKey(Map<String, String> members, byte[] issuer, byte[] subject) {
    /** A certificate with keys and signatures of ML-DSA-87 has some 11,000. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    private static final int VERSION = 0xa0;
    private static final byte[] NO_NAME = new byte[0];

    /** The only key of a text; a certificate's chain may follow it. */
    static PemKey only(String pem) throws UnreadableKeyException {
        if (pem.length() > MAX_CHARACTERS) {
            throw UnreadableKeyException.malformed("its PEM text has more than " + MAX_CHARACTERS + " characters");
        }
        List<PemBlock> blocks = PemBlock.of(pem);
        if (blocks.isEmpty()) {
            throw UnreadableKeyException.malformed("it is no PEM text (BEGIN CERTIFICATE or BEGIN PUBLIC KEY)");
        }
        for (PemBlock block : blocks) {
            requireNotPrivate(block);
        }
        boolean isChain = blocks.stream().allMatch(block -> block.label().equals("CERTIFICATE"));
        if (blocks.size() > 1 && !isChain) {
            throw UnreadableKeyException.malformed("its PEM text has several keys");
        }
        return of(blocks.get(0)); // RFC 8446 §4.4.2: the first certificate of a chain is the sender's own
    }

    static PemKey of(PemBlock block) throws UnreadableKeyException {
        requireNotPrivate(block);
        return switch (block.label()) {
            case "CERTIFICATE" -> ofCertificate(block.der());
            case "PUBLIC KEY" -> new PemKey(PublicKeyInfo.jwk(block.der()), NO_NAME, NO_NAME);
            case "RSA PUBLIC KEY" -> new PemKey(PublicKeyInfo.rsa(block.der()), NO_NAME, NO_NAME);
            default -> throw UnreadableKeyException.malformed("its PEM text is neither a certificate nor a public key");
        };
    }

    private static void requireNotPrivate(PemBlock block) throws UnreadableKeyException {
        if (block.isPrivateKey()) {
            throw new UnreadableKeyException(
                    SkipReason.PRIVATE_KEY,
                    "its PEM text has a private key, with which everyone who reads it can sign");
        }
    }

    /** RFC 5280 §4.1: the key stands behind version, serial number, algorithm, issuer, validity and subject. */
    private static PemKey ofCertificate(byte[] der) throws UnreadableKeyException {
        DerReader outer = DerReader.of(der);
        DerReader certificate = outer.read(DerReader.SEQUENCE);
        outer.requireEnd();
        DerReader signed = certificate.read(DerReader.SEQUENCE);
        if (signed.isNext(VERSION)) {
            signed.read(VERSION);
        }
        signed.read(DerReader.INTEGER);
        signed.read(DerReader.SEQUENCE);
        byte[] issuer = signed.read(DerReader.SEQUENCE).octets();
        signed.read(DerReader.SEQUENCE);
        byte[] subject = signed.read(DerReader.SEQUENCE).octets();
        Map<String, String> key = PublicKeyInfo.jwk(signed.read(DerReader.SEQUENCE));
        certificate.read(DerReader.SEQUENCE);
        certificate.read(DerReader.BIT_STRING);
        certificate.requireEnd();
        return new PemKey(key, issuer, subject);
    }

    JsonObject jwk(@Nullable String keyId) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (keyId != null) {
            all.put("kid", keyId);
        }
        all.putAll(members);
        return JsonObject.of(all);
    }
}
