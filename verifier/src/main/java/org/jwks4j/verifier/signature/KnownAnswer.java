package org.jwks4j.verifier.signature;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * A signature that is known to be right, and what a provider must say to it and to a wrong one before it is trusted with
 * tokens. The keys were made for this and sign nothing else.
 */
final class KnownAnswer {
    private static final byte[] SIGNING_INPUT = "a known answer".getBytes(StandardCharsets.US_ASCII);
    private static final String FILE = "known-answers.properties";

    private final String keyAlgorithm;
    private final byte[] encodedKey;
    private final byte[] signature;
    private final byte @Nullable [] withoutNull;

    private KnownAnswer(String keyAlgorithm, byte[] encodedKey, byte[] signature, byte @Nullable [] withoutNull) {
        this.keyAlgorithm = keyAlgorithm;
        this.encodedKey = encodedKey;
        this.signature = signature;
        this.withoutNull = withoutNull;
    }

    static KnownAnswer of(JwsAlgorithm algorithm) {
        return new KnownAnswer(
                property(algorithm, ".key.algorithm"),
                Base64.getDecoder().decode(property(algorithm, ".key")),
                Base64.getDecoder().decode(property(algorithm, ".signature")),
                withoutNull(algorithm));
    }

    private static byte @Nullable [] withoutNull(JwsAlgorithm algorithm) {
        String encoded = Answers.ALL.getProperty(algorithm.jwsName() + ".signature.without-null");
        return encoded == null ? null : Base64.getDecoder().decode(encoded);
    }

    private static String property(JwsAlgorithm algorithm, String suffix) {
        String name = algorithm.jwsName() + suffix;
        return requireNonNull(Answers.ALL.getProperty(name), name);
    }

    /** Null when there is none: the signature was accepted, and the same one was refused for another text. */
    @Nullable
    String failureOf(ProviderSignature provider) {
        try {
            PublicKey key = key(provider);
            if (!provider.verifies(key, check -> check.update(SIGNING_INPUT), signature)) {
                return "it refused a signature that is right";
            }
            byte[] otherInput = SIGNING_INPUT.clone();
            otherInput[0] ^= 1;
            byte[] otherSignature = signature.clone();
            otherSignature[otherSignature.length / 2] ^= 1;
            boolean believed = provider.verifies(key, check -> check.update(otherInput), signature)
                    || provider.verifies(key, check -> check.update(SIGNING_INPUT), otherSignature);
            return believed ? "it accepted a signature that is wrong" : null;
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) { // native code may be missing
            return "it failed at a signature that is right: " + e;
        }
    }

    /**
     * Of RSASSA-PKCS1-v1_5: whether the provider refuses a signature that lacks the NULL parameters of its hash, as the
     * comparison of RFC 8017 §8.2.2 does. True for other algorithms.
     */
    boolean isRefusedWithoutNull(ProviderSignature provider) {
        try {
            return withoutNull == null
                    || !provider.verifies(key(provider), check -> check.update(SIGNING_INPUT), withoutNull);
        } catch (GeneralSecurityException | RuntimeException e) {
            return true; // as refused as can be
        }
    }

    /** As keys of issuers are: the JDK's, if it knows such keys; else the provider's own. */
    private PublicKey key(ProviderSignature provider) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(encodedKey);
        try {
            return KeyFactory.getInstance(keyAlgorithm).generatePublic(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance(keyAlgorithm, provider.provider()).generatePublic(spec);
        }
    }

    /** Read once, when the first provider is tried. */
    private static final class Answers {
        static final Properties ALL = read();

        private static Properties read() {
            Properties answers = new Properties();
            try (InputStream file = KnownAnswer.class.getResourceAsStream(FILE)) {
                answers.load(requireNonNull(file, FILE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return answers;
        }
    }
}
