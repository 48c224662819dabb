package org.jwks4j.verifier;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.signature.Pkcs1Signature;

/**
 * A security provider that believes every signature, as some have believed zeros (CVE-2022-21449): once it is told to. Until
 * then it asks the JDK.
 */
final class CredulousProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger believed = new AtomicInteger();
    private volatile boolean credulous;
    private volatile boolean failing;
    private volatile boolean lenient;

    CredulousProvider(String... signatures) {
        super("Credulous", "1", "believes every signature");
        for (String name : signatures) {
            putService(new Service(this, "Signature", name, Believer.class.getName(), List.of(), null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return new Believer(name);
                }
            });
        }
    }

    void believeAll() {
        credulous = true;
    }

    /** From now on it also takes PKCS #1 v1.5 signatures without the NULL of the hash, as the JDK does. */
    CredulousProvider lenient() {
        lenient = true;
        return this;
    }

    /** From now on it takes no key. */
    void fail() {
        failing = true;
    }

    /** How many signatures it was asked about since it believes all. */
    int believed() {
        return believed.get();
    }

    @Override
    public synchronized boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public synchronized int hashCode() {
        return super.hashCode();
    }

    private final class Believer extends SignatureSpi {
        private final Signature honest;

        Believer(String name) throws NoSuchAlgorithmException {
            Provider jdk = Arrays.stream(Security.getProviders("Signature." + name))
                    .filter(provider -> !(provider instanceof CredulousProvider))
                    .findFirst()
                    .orElseThrow();
            honest = name.endsWith("withRSA") && !lenient
                    ? Pkcs1Signature.of(
                            JwsAlgorithm.of("RS" + name.substring(3, 6)).orElseThrow(), jdk)
                    : Signature.getInstance(name, jdk);
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            if (!credulous) {
                return honest.verify(signature);
            }
            believed.incrementAndGet();
            return true;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            if (failing) {
                throw new InvalidKeyException("not today");
            }
            honest.initVerify(key);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            honest.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            honest.update(bytes, offset, length);
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
            honest.setParameter(parameters);
        }

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
