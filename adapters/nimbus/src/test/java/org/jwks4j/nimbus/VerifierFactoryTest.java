package org.jwks4j.nimbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeyTypeException;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.SigningKey;

final class VerifierFactoryTest {
    private static final SigningKey KEY = SigningKey.generate("Ed25519");
    private static final byte[] INPUT = "e30.e30".getBytes(StandardCharsets.US_ASCII);

    private final JWSVerifierFactory factory = NimbusKeys.verifierFactory();

    @Test
    void ed25519_hasTwoNames_andNotTheThird() throws Exception {
        assertThat(verifies(JWSAlgorithm.Ed25519)).isTrue();
        assertThat(verifies(JWSAlgorithm.EdDSA)).isTrue();
        assertThat(verifies(JWSAlgorithm.Ed448)).isFalse();
    }

    @Test
    void provider_isTheOneThatWasSet() throws Exception {
        factory.getJCAContext().setProvider(Security.getProvider("SunEC"));
        assertThat(verifies(JWSAlgorithm.EdDSA)).isTrue();

        factory.getJCAContext().setProvider(Security.getProvider("SUN")); // has no EdDSA
        assertThatThrownBy(() -> verifies(JWSAlgorithm.EdDSA)).isInstanceOf(JOSEException.class);
    }

    @Test
    void keyOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> factory.createJWSVerifier(
                        new JWSHeader(JWSAlgorithm.EdDSA),
                        SigningKey.generate("ES256").publicKey()))
                .isInstanceOf(KeyTypeException.class);
    }

    @Test
    void macs_areNotVerified() {
        assertThat(factory.supportedJWSAlgorithms()).doesNotContain(JWSAlgorithm.HS256);
        assertThatThrownBy(() -> factory.createJWSVerifier(
                        new JWSHeader(JWSAlgorithm.HS256), new SecretKeySpec(new byte[32], "HmacSHA256")))
                .isInstanceOf(JOSEException.class);
    }

    private boolean verifies(JWSAlgorithm algorithm) throws JOSEException {
        JWSHeader header = new JWSHeader(algorithm);
        JWSVerifier verifier = factory.createJWSVerifier(header, KEY.publicKey());
        assertThat(verifier.supportedJWSAlgorithms()).contains(algorithm);
        return verifier.verify(header, INPUT, Base64URL.encode(KEY.sign(INPUT)));
    }
}
