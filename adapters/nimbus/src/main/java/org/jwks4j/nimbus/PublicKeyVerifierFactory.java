package org.jwks4j.nimbus;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeyTypeException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import java.security.Key;
import java.security.interfaces.EdECPublicKey;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nimbus' own verifiers for RSA and ECDSA, and ours for EdDSA, for which Nimbus needs Tink. */
final class PublicKeyVerifierFactory implements JWSVerifierFactory {
    static final Set<JWSAlgorithm> ALGORITHMS = Stream.of(
                    RSASSAVerifier.SUPPORTED_ALGORITHMS, ECDSAVerifier.SUPPORTED_ALGORITHMS, EdDsaVerifier.ALGORITHMS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final DefaultJWSVerifierFactory nimbus = new DefaultJWSVerifierFactory();

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return ALGORITHMS;
    }

    @Override
    public JCAContext getJCAContext() {
        return nimbus.getJCAContext();
    }

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        JWSAlgorithm algorithm = header.getAlgorithm();
        if (!ALGORITHMS.contains(algorithm)) {
            throw new JOSEException("no public key verifies " + algorithm);
        }
        if (!EdDsaVerifier.ALGORITHMS.contains(algorithm)) {
            return nimbus.createJWSVerifier(header, key);
        }
        if (!(key instanceof EdECPublicKey publicKey)) {
            throw new KeyTypeException(EdECPublicKey.class);
        }
        return new EdDsaVerifier(publicKey, nimbus.getJCAContext());
    }
}
