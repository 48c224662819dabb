package org.jwks4j.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.adapters.AttackContract;
import org.jwks4j.testkit.SigningKey;

final class ProcessorTest extends AttackContract {
    private final DefaultJWTProcessor<SecurityContext> processor =
            Claims.checked(NimbusKeys.of(fetcher).processor(), AUDIENCE);

    @Override
    protected String subjectOf(String token, String algorithm) throws Exception {
        return processor.process(token, null).getSubject();
    }

    @Override
    protected boolean isUnavailable(Throwable failure) {
        if (failure instanceof RemoteKeySourceException) {
            return true;
        }
        assertThat(failure).isInstanceOfAny(BadJOSEException.class, ParseException.class);
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "Ed25519", "Ed448"})
    void edDsa_isVerifiedWithoutTink(String algorithm) throws Exception {
        SigningKey key = issuer.addKey(algorithm);

        assertThat(subjectOf(token().signedWith(key).mint(), algorithm)).isEqualTo("alice");
        refused(token().signedWith(key).tamperedSignature().mint());
        refused(token().signedWith(key)
                .tamperedSignature(signature -> new byte[signature.length])
                .mint());
        refused(token().signedWith(key)
                .tamperedSignature(signature -> new byte[3])
                .mint());
        refused(token().signedWith(key)
                .header("crit", List.of("x"))
                .header("x", 1)
                .mint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "at", ""})
    void tokensOfAnotherKind_areRefused(String type) {
        refused(token().header("typ", type).mint());
    }

    @Test
    void edDsa_ofTheOtherCurve_isRefused() {
        issuer.addKey(SigningKey.generate("Ed25519").withKeyId("one").withJwkMember("alg", null));
        SigningKey other = SigningKey.generate("Ed448").withKeyId("one");

        refused(token().signedWith(other).mint());
        refused(token().signedWith(other.withAlgorithm("EdDSA")).mint());
    }

    @Test
    void algorithmThatNimbusHasNot_isRefused() {
        SigningKey key = SigningKey.generate("ML-DSA-44").withKeyId("quantum");

        refused(token().signedWith(key).mint());
    }
}
