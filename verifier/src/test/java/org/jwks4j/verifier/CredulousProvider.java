package org.jwks4j.verifier;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A security provider that believes every signature, as some have believed zeros: CVE-2022-21449. */
final class CredulousProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger believed = new AtomicInteger();

    CredulousProvider(String... signatures) {
        super("Credulous", "1", "believes every signature");
        for (String name : signatures) {
            putService(new Service(this, "Signature", name, Believer.class.getName(), List.of(), null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Believer(believed);
                }
            });
        }
    }

    /** How many signatures it was asked about. */
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

    private static final class Believer extends SignatureSpi {
        private final AtomicInteger believed;

        Believer(AtomicInteger believed) {
            this.believed = believed;
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            believed.incrementAndGet();
            return true;
        }

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) {}

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
