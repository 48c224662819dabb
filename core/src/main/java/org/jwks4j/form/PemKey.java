package org.jwks4j.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.SkipReason;

/**
 * One public key as PEM text: a {@code CERTIFICATE} (RFC 7468 §5), perhaps followed by its chain, a {@code PUBLIC KEY} (§13), or an
 * {@code RSA PUBLIC KEY} (RFC 8017 §A.1.1). A certificate is only an envelope: its dates, names and signature are not looked at, since the key
 * is trusted for the place that it was fetched from.
 */
final class PemKey {
    /** A certificate with keys and signatures of ML-DSA-87 has some 11,000. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    private static final int VERSION = 0xa0;

    private PemKey() {}

    /** The JWK that the text stands for. */
    static JsonObject jwk(@Nullable String keyId, String pem) throws UnreadableKeyException {
        if (pem.length() > MAX_CHARACTERS) {
            throw UnreadableKeyException.malformed("its PEM text has more than " + MAX_CHARACTERS + " characters");
        }
        return jwk(keyId, PemBlock.of(pem));
    }

    private static JsonObject jwk(@Nullable String keyId, List<PemBlock> blocks) throws UnreadableKeyException {
        if (blocks.isEmpty()) {
            throw UnreadableKeyException.malformed("it is no PEM text (BEGIN CERTIFICATE or BEGIN PUBLIC KEY)");
        }
        if (blocks.stream().anyMatch(PemBlock::isPrivateKey)) {
            throw new UnreadableKeyException(
                    SkipReason.PRIVATE_KEY,
                    "its PEM text has a private key, with which everyone who reads it can sign");
        }
        boolean isChain = blocks.stream().allMatch(block -> block.label().equals("CERTIFICATE"));
        if (blocks.size() > 1 && !isChain) {
            throw UnreadableKeyException.malformed("its PEM text has several keys");
        }
        return withKeyId(keyId, members(blocks.get(0)));
    }

    /** RFC 8446 §4.4.2: the first certificate of a chain is the sender's own. */
    private static Map<String, String> members(PemBlock block) throws UnreadableKeyException {
        return switch (block.label()) {
            case "CERTIFICATE" -> ofCertificate(block.der());
            case "PUBLIC KEY" -> PublicKeyInfo.jwk(block.der());
            case "RSA PUBLIC KEY" -> PublicKeyInfo.rsa(block.der());
            default -> throw UnreadableKeyException.malformed("its PEM text is neither a certificate nor a public key");
        };
    }

    /** RFC 5280 §4.1: the key stands behind version, serial number, algorithm, issuer, validity and subject. */
    private static Map<String, String> ofCertificate(byte[] der) throws UnreadableKeyException {
        DerReader outer = DerReader.of(der);
        DerReader certificate = outer.read(DerReader.SEQUENCE);
        outer.requireEnd();
        DerReader signed = certificate.read(DerReader.SEQUENCE);
        if (signed.isNext(VERSION)) {
            signed.read(VERSION);
        }
        signed.read(DerReader.INTEGER);
        for (int i = 0; i < 4; i++) {
            signed.read(DerReader.SEQUENCE);
        }
        Map<String, String> key = PublicKeyInfo.jwk(signed.read(DerReader.SEQUENCE));
        certificate.read(DerReader.SEQUENCE);
        certificate.read(DerReader.BIT_STRING);
        certificate.requireEnd();
        return key;
    }

    private static JsonObject withKeyId(@Nullable String keyId, Map<String, String> key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (keyId != null) {
            members.put("kid", keyId);
        }
        members.putAll(key);
        return JsonObject.of(members);
    }
}
