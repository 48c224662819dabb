package org.jwks4j.nimbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

/** A processor that the user put together from our parts. */
final class OwnProcessorTest {
    @AutoClose
    private final FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();

    @AutoClose
    private final KeyFetcher fetcher =
            KeyFetcher.builder().trust(issuer.issuer()).allowHttpOnLoopback().build();

    private final NimbusKeys keys = NimbusKeys.of(fetcher);
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    @Test
    void keySelector_findsTheKeys() throws Exception {
        selectByClaims();

        assertThat(processor.process(issuer.token().mint(), null).getSubject()).isEqualTo("alice");
        SigningKey edDsa = issuer.addKey("Ed25519");
        assertThat(processor
                        .process(issuer.token().signedWith(edDsa).mint(), null)
                        .getSubject())
                .isEqualTo("alice");
    }

    @Test
    void keySelector_hasNoKeyForATokenAtFault() {
        selectByClaims();

        assertThatThrownBy(() -> processor.process(
                        issuer.token().claim("iss", "https://x.example").mint(), null))
                .isExactlyInstanceOf(BadJOSEException.class)
                .hasMessageContaining("no matching key");
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void keySelector_saysWhenTheIssuerIsDown() {
        selectByClaims();
        issuer.stopListening();

        assertThatThrownBy(() -> processor.process(issuer.token().mint(), null))
                .isExactlyInstanceOf(RemoteKeySourceException.class)
                .hasCauseExactlyInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void jwkSource_findsTheKeys_alsoAfterARotation() throws Exception {
        selectFromTheSource("ES256");
        assertThat(processor.process(issuer.token().mint(), null).getSubject()).isEqualTo("alice");

        issuer.rotate();

        assertThat(processor.process(issuer.token().mint(), null).getSubject()).isEqualTo("alice");
        assertThat(processor.process(issuer.token().keyId(null).mint(), null).getSubject())
                .isEqualTo("alice");
    }

    @Test
    void jwkSource_keepsToTheAlgorithmOfTheJwk() {
        selectFromTheSource("RS256", "PS256");
        SigningKey key = issuer.addKey("PS256");

        assertThatThrownBy(() -> processor.process(
                        issuer.token().signedWith(key.withAlgorithm("RS256")).mint(), null))
                .isInstanceOf(BadJOSEException.class);
    }

    @Test
    void jwkSource_hasNoRevokedKey() {
        selectFromTheSource("ES256");
        fetcher.revokeNow(issuer.issuer(), issuer.signingKeyId());

        assertThatThrownBy(() -> processor.process(issuer.token().mint(), null)).isInstanceOf(BadJOSEException.class);
        assertThatThrownBy(() -> processor.process(issuer.token().keyId(null).mint(), null))
                .isInstanceOf(BadJOSEException.class);
    }

    @Test
    void jwkSource_saysWhenTheIssuerIsDown() {
        selectFromTheSource("ES256");
        issuer.stopListening();

        assertThatThrownBy(() -> processor.process(issuer.token().mint(), null))
                .isExactlyInstanceOf(RemoteKeySourceException.class);
    }

    private void selectByClaims() {
        processor.setJWTClaimsSetAwareJWSKeySelector(keys.keySelector());
        processor.setJWSVerifierFactory(NimbusKeys.verifierFactory());
    }

    private void selectFromTheSource(String... algorithms) {
        Set<JWSAlgorithm> allowed =
                Arrays.stream(algorithms).map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(allowed, keys.jwkSource(issuer.issuer())));
        JWTClaimsSet exact = new JWTClaimsSet.Builder().issuer(issuer.issuer()).build();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(exact, Set.of("exp")));
    }
}
