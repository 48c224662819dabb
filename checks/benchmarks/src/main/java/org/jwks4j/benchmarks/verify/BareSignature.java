package org.jwks4j.benchmarks.verify;

import com.nimbusds.jose.crypto.impl.ECDSA;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What no one goes below: the signature check alone, of bytes that were decoded before. */
@State(Scope.Benchmark)
public class BareSignature {
    private String name;
    private @Nullable Provider provider;
    private PublicKey key;
    private PublicKey ownKey;
    private Signature kept;
    private byte[] signingInput;
    private byte[] signature;

    /** Decodes. */
    @Setup
    public void decode(Issued issued) throws Exception {
        int dot = issued.token.lastIndexOf('.');
        signingInput = issued.token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        signature = Base64.getUrlDecoder().decode(issued.token.substring(dot + 1));
        provider = issued.provider;
        key = issued.key.publicKey();
        name = name(issued);
        if (issued.crypto == Crypto.CONSCRYPT && issued.algorithm.startsWith("ES")) {
            signature = ECDSA.transcodeSignatureToDER(signature);
        }
        ownKey = ownKey();
        kept = signature();
    }

    private static String name(Issued issued) {
        boolean conscrypt = issued.crypto == Crypto.CONSCRYPT;
        return switch (issued.algorithm) {
            case "RS256" -> "SHA256withRSA";
            case "PS256" -> conscrypt ? "SHA256withRSA/PSS" : "RSASSA-PSS";
            case "ES256" -> conscrypt ? "SHA256withECDSA" : "SHA256withECDSAinP1363Format";
            case "ES384" -> conscrypt ? "SHA384withECDSA" : "SHA384withECDSAinP1363Format";
            case "ML-DSA-65" -> "ML-DSA";
            default -> issued.algorithm;
        };
    }

    private PublicKey ownKey() {
        if (provider == null) {
            return key;
        }
        try {
            return KeyFactory.getInstance(key.getAlgorithm(), provider)
                    .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            return key; // it has no factory for such keys
        }
    }

    private Signature signature() throws GeneralSecurityException {
        Signature created = provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        if (name.endsWith("PSS")) {
            created.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return created;
    }

    /** As a program does it. */
    @Benchmark
    public boolean bare() throws GeneralSecurityException {
        return verifies(signature(), key);
    }

    /** The least that the provider can take: its own kind of key, and an object that is used over and over by one thread. */
    @Benchmark
    public boolean kept() throws GeneralSecurityException {
        return verifies(kept, ownKey);
    }

    private boolean verifies(Signature check, PublicKey with) throws GeneralSecurityException {
        check.initVerify(with);
        check.update(signingInput);
        if (!check.verify(signature)) {
            throw new IllegalStateException("refused");
        }
        return true;
    }
}
