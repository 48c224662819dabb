package org.jwks4j.verifier.signature;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.provider.SecurityProviders;

/**
 * RSASSA-PKCS1-v1_5 as RFC 8017 §8.2.2 has it: the encoded message is made anew and compared as a whole. For providers whose
 * own check reads the encoding and also takes one without the NULL parameters of the hash, so that every provider says the
 * same of a signature. The provider does the RSA operation. Not thread-safe, as any {@link Signature}.
 */
public final class Pkcs1Signature extends Signature {
    private final Cipher rsa;
    private final MessageDigest hash;
    private final byte[] digestInfo;
    private @Nullable RSAPublicKey key;

    private Pkcs1Signature(Cipher rsa, MessageDigest hash, byte[] digestInfo) {
        super("RSASSA-PKCS1-v1_5");
        this.rsa = rsa;
        this.hash = hash;
        this.digestInfo = digestInfo;
    }

    /**
     * Makes one.
     *
     * @param algorithm RS256, RS384 or RS512
     * @param provider does the RSA operation and, if it can, the hash
     * @return a signature that can verify, and not sign
     * @throws NoSuchAlgorithmException if the provider has no RSA operation without padding
     */
    public static Signature of(JwsAlgorithm algorithm, Provider provider) throws NoSuchAlgorithmException {
        String bits = algorithm.jwsName().substring(2);
        return new Pkcs1Signature(
                cipher(provider), hash("SHA-" + bits, provider), HexFormat.of().parseHex(digestInfo(bits)));
    }

    /** RFC 8017 §9.2, note 1: what stands before the hash in the DER of a DigestInfo. */
    private static String digestInfo(String bits) {
        return switch (bits) {
            case "256" -> "3031300d060960864801650304020105000420";
            case "384" -> "3041300d060960864801650304020205000430";
            default -> "3051300d060960864801650304020305000440";
        };
    }

    private static Cipher cipher(Provider provider) throws NoSuchAlgorithmException {
        try {
            return SecurityProviders.isOfTheJdk(provider) && provider.getService("Cipher", "RSA") == null
                    ? Cipher.getInstance("RSA/ECB/NoPadding", "SunJCE") // the JDK has its signatures elsewhere
                    : Cipher.getInstance("RSA/ECB/NoPadding", provider);
        } catch (GeneralSecurityException e) {
            throw new NoSuchAlgorithmException(e);
        }
    }

    private static MessageDigest hash(String name, Provider provider) throws NoSuchAlgorithmException {
        return provider.getService("MessageDigest", name) == null
                ? MessageDigest.getInstance(name)
                : MessageDigest.getInstance(name, provider);
    }

    @Override
    protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
        if (!(publicKey instanceof RSAPublicKey rsaKey)) {
            throw new InvalidKeyException("no RSA key");
        }
        rsa.init(Cipher.ENCRYPT_MODE, rsaKey); // RSAVP1 and RSAEP are the same operation (RFC 8017 §5)
        hash.reset();
        key = rsaKey;
    }

    @Override
    protected void engineUpdate(byte b) {
        hash.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        hash.update(bytes, offset, length);
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
        byte[] expected = encoded(hash.digest(), signature.length);
        BigInteger modulus = requireNonNull(key, "key").getModulus();
        if (new BigInteger(1, signature).compareTo(modulus) >= 0) {
            return false; // RFC 8017 §5.2.2: a signature has one spelling
        }
        try {
            BigInteger message = new BigInteger(1, rsa.doFinal(signature)); // some providers leave zeros in front out
            return message.equals(new BigInteger(1, expected));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** RFC 8017 §9.2: 0x00 0x01, 0xff to fill, 0x00, DigestInfo. */
    private byte[] encoded(byte[] digest, int length) {
        byte[] message = new byte[length];
        int info = length - digestInfo.length - digest.length; // RSA keys of 2,048 bits and more have the room
        Arrays.fill(message, 2, info - 1, (byte) 0xff);
        message[1] = 1;
        System.arraycopy(digestInfo, 0, message, info, digestInfo.length);
        System.arraycopy(digest, 0, message, info + digestInfo.length, digest.length);
        return message;
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) {
        throw new UnsupportedOperationException("verifies only");
    }

    @Override
    protected byte[] engineSign() {
        throw new UnsupportedOperationException("verifies only");
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException("has no parameters");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException("has no parameters");
    }
}
