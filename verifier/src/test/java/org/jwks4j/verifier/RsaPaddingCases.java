package org.jwks4j.verifier;

import static org.jwks4j.verifier.Octets.bigEndian;
import static org.jwks4j.verifier.Octets.concat;
import static org.jwks4j.verifier.Octets.filled;
import static org.jwks4j.verifier.Octets.replaced;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jwks4j.testkit.SigningKey;

/**
 * Almost the padding of RSASSA-PKCS1-v1_5 (RFC 8017 §9.2). A verifier that reads it with a parser in place of comparing
 * the whole is open to forgeries where the exponent is small (CVE-2006-4339 and its like).
 */
final class RsaPaddingCases {
    private static final int LENGTH = 256;

    /** What stands before a SHA-256 hash: SEQUENCE { SEQUENCE { the hash's OID, NULL }, OCTET STRING of 32 bytes }. */
    private static final String SHA256 = "3031300d060960864801650304020105000420";

    private final SigningKey key;
    private final BigInteger modulus;
    private final BigInteger secret;
    private final Segments token;

    private RsaPaddingCases(Shop shop) {
        this.key = shop.key("RS256");
        this.modulus = ((RSAPublicKey) key.publicKey()).getModulus();
        this.secret = new BigInteger(1, Base64.getUrlDecoder().decode((String)
                key.withPrivateMembers().jwk().get("d")));
        this.token = Segments.of(shop.token("RS256").mint());
    }

    static Stream<SpecialCase> of(Shop shop) {
        RsaPaddingCases cases = new RsaPaddingCases(shop);
        return Stream.of(cases.digestInfos(), cases.paddings(), Stream.of(cases.cubeRoot()))
                .flatMap(some -> some);
    }

    private Stream<SpecialCase> digestInfos() {
        byte[] hash = hash("SHA-256");
        return Stream.of(
                padded("as it must be", info(SHA256, hash), true),
                padded("no NULL", info("302f300b06096086480165030402010420", hash), false),
                padded("the hash alone", hash, false),
                padded("long form of the outer length", info("308131300d060960864801650304020105000420", hash), false),
                padded("long form of the inner length", info("303230810d060960864801650304020105000420", hash), false),
                padded("long form of the hash's length", info("3032300d06096086480165030402010500048120", hash), false),
                padded(
                        "indefinite length",
                        concat(info("3080300d060960864801650304020105000420", hash), new byte[2]),
                        false),
                padded("NULL with content", info("3032300e06096086480165030402010501000420", hash), false),
                padded("other parameters", info("3031300d060960864801650304020104000420", hash), false),
                padded(
                        "bytes behind the hash",
                        concat(info("3033300d060960864801650304020105000420", hash), new byte[2]),
                        false),
                padded("bytes behind it all", concat(info(SHA256, hash), new byte[2]), false),
                padded("SHA-512 named, SHA-256 used", info("3031300d060960864801650304020305000420", hash), false),
                padded("SHA-512", info("3051300d060960864801650304020305000440", hash("SHA-512")), false),
                padded("SHA-1", info("3021300906052b0e03021a05000414", hash("SHA-1")), false),
                padded("a hash of 20 bytes", info("3025300d060960864801650304020105000414", hash("SHA-1")), false));
    }

    private Stream<SpecialCase> paddings() {
        byte[] genuine = encoded(info(SHA256, hash("SHA-256")));
        int separator = LENGTH - 52;
        byte[] garbage = replaced(genuine, 11, concat(new byte[1], info(SHA256, hash("SHA-256"))));
        return Stream.of(
                raw("first byte 1", replaced(genuine, 0, new byte[] {1}), false),
                raw("block type 0", replaced(genuine, 1, new byte[] {0}), false),
                raw("block type 2", replaced(genuine, 1, new byte[] {2}), false),
                raw("one byte of padding is other", replaced(genuine, 100, new byte[] {(byte) 0xfe}), false),
                raw("zeros as padding", replaced(genuine, 2, new byte[separator - 2]), false),
                raw("no separator", replaced(genuine, separator, new byte[] {(byte) 0xff}), false),
                raw("two separators", replaced(genuine, separator - 1, new byte[1]), false),
                raw("eight bytes of padding, then the hash, then garbage", garbage, false),
                raw(
                        "no padding",
                        replaced(garbage, 0, concat(new byte[] {0, 1, 0}, info(SHA256, hash("SHA-256")))),
                        false));
    }

    /** With e = 3, the root of a number that begins as it must needs no key, where what follows is not compared. */
    private SpecialCase cubeRoot() {
        byte[] head =
                concat(concat(new byte[] {0, 1}, filled(8, 0xff)), concat(new byte[1], info(SHA256, hash("SHA-256"))));
        BigInteger target = new BigInteger(1, replaced(new byte[LENGTH], 0, head));
        BigInteger root = cubeRootAbove(target);
        if (!new BigInteger(1, head).equals(root.pow(3).shiftRight(8 * (LENGTH - head.length)))) {
            throw new IllegalStateException("not forged as it should be");
        }
        return signed("cube root", key.withJwkMember("e", "Aw"), root, false);
    }

    private static BigInteger cubeRootAbove(BigInteger number) {
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ONE.shiftLeft(number.bitLength() / 3 + 1);
        while (low.compareTo(high) < 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (middle.pow(3).compareTo(number) < 0) {
                low = middle.add(BigInteger.ONE);
            } else {
                high = middle;
            }
        }
        return low;
    }

    private SpecialCase padded(String name, byte[] info, boolean isGenuine) {
        return raw(name, encoded(info), isGenuine);
    }

    private SpecialCase raw(String name, byte[] message, boolean isGenuine) {
        return signed(name, key, new BigInteger(1, message).modPow(secret, modulus), isGenuine);
    }

    private SpecialCase signed(String name, SigningKey holder, BigInteger signature, boolean isGenuine) {
        String signed = token.withSignature(bigEndian(signature, LENGTH)).token();
        return new SpecialCase("RS256, " + name, holder, signed, isGenuine);
    }

    private static byte[] encoded(byte[] info) {
        byte[] message = filled(LENGTH, 0xff);
        message[0] = 0;
        message[1] = 1;
        message[LENGTH - info.length - 1] = 0;
        return replaced(message, LENGTH - info.length, info);
    }

    private static byte[] info(String head, byte[] hash) {
        return concat(HexFormat.of().parseHex(head), hash);
    }

    private byte[] hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(token.signingInput());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
