package org.jwks4j.attacks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** Bytes that are no signature; refused before any provider sees them. */
class SignatureAttackTest {
    private final Service service = Service.warm("ES256");

    @AfterEach
    void close() {
        service.close();
    }

    private void refusesForgery(UnaryOperator<byte[]> forgery) {
        service.refuses(service.token().tamperedSignature(forgery).mint(), Reason.INVALID_SIGNATURE);
    }

    /** CVE-2022-21449, "psychic signatures": the JDK took zeros for anyone's signature. */
    @Test
    void zeros_areNoSignature() {
        refusesForgery(genuine -> new byte[64]);
        refusesForgery(genuine -> withHalf(genuine, 0, new byte[32]));
        refusesForgery(genuine -> withHalf(genuine, 32, new byte[32]));
        service.isUnharmed();
    }

    /** CVE-2022-21449 once more: the order is zero for code that reduces it first. */
    @Test
    void numbersNotBelowTheOrder_areNoSignature() {
        BigInteger order =
                ((ECPublicKey) service.key("ES256").publicKey()).getParams().getOrder();
        byte[] n = Arrays.copyOfRange(order.toByteArray(), 1, 33); // behind the sign
        refusesForgery(genuine -> withHalf(genuine, 0, n));
        refusesForgery(genuine -> withHalf(genuine, 32, n));
        service.isUnharmed();
    }

    /** CVE-2024-42459 (elliptic): a length that no one looked at makes one signature two. */
    @Test
    void anotherLength_isNoSignature() {
        refusesForgery(genuine -> new byte[0]);
        refusesForgery(genuine -> Arrays.copyOf(genuine, 63));
        refusesForgery(genuine -> Arrays.copyOf(genuine, 65));
        service.isUnharmed();
    }

    /** RFC 7518 §3.4, CVE-2024-42461 (elliptic): DER, which has many spellings, where two plain numbers belong. */
    @Test
    void derInPlaceOfTwoNumbers_isNoSignature() {
        refusesForgery(genuine -> {
            byte[] r = new BigInteger(1, Arrays.copyOf(genuine, 32)).toByteArray();
            byte[] s = new BigInteger(1, Arrays.copyOfRange(genuine, 32, 64)).toByteArray();
            byte[] der = new byte[6 + r.length + s.length];
            der[0] = 0x30;
            der[1] = (byte) (der.length - 2);
            der[2] = 0x02;
            der[3] = (byte) r.length;
            System.arraycopy(r, 0, der, 4, r.length);
            der[4 + r.length] = 0x02;
            der[5 + r.length] = (byte) s.length;
            System.arraycopy(s, 0, der, 6 + r.length, s.length);
            return der;
        });
        service.isUnharmed();
    }

    /** RFC 8017 §8.2.2: a second encoding of the same hash. The JDK and BouncyCastle take it, ACCP and Conscrypt do not. */
    @Test
    void anEncodingWithoutItsNull_isNoSignature() throws GeneralSecurityException {
        try (Service rsa = Service.warm("RS256")) {
            SigningKey key = rsa.key("RS256");
            BigInteger modulus = ((RSAPublicKey) key.publicKey()).getModulus();
            BigInteger secret = new BigInteger(1, Base64.getUrlDecoder().decode((String)
                    key.withPrivateMembers().jwk().get("d")));
            String token = rsa.token().mint();
            String signed = token.substring(0, token.lastIndexOf('.'));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(signed.getBytes(StandardCharsets.US_ASCII));
            String digestInfo =
                    "302f300b06096086480165030402010420" + HexFormat.of().formatHex(hash);
            BigInteger encoded =
                    new BigInteger("0001" + "ff".repeat(256 - 3 - digestInfo.length() / 2) + "00" + digestInfo, 16);
            byte[] number = encoded.modPow(secret, modulus).toByteArray();
            byte[] signature = new byte[256];
            int length = Math.min(number.length, 256);
            System.arraycopy(number, number.length - length, signature, 256 - length, length);

            rsa.refuses(signed + "." + Segments.encode(signature), Reason.INVALID_SIGNATURE);
            rsa.isUnharmed();
        }
    }

    private static byte[] withHalf(byte[] genuine, int from, byte[] half) {
        byte[] changed = genuine.clone();
        System.arraycopy(half, 0, changed, from, half.length);
        return changed;
    }
}
