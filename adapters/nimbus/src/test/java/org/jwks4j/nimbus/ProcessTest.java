package org.jwks4j.nimbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.adapters.ResolveFirstContract;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.SigningKey;

final class ProcessTest extends ResolveFirstContract<JWTClaimsSet> {
    @Override
    protected CompletableFuture<JWTClaimsSet> verified(KeyFetcher fetcher, String token) {
        NimbusKeys keys = NimbusKeys.of(fetcher);
        return keys.process(Claims.checked(keys.processor(), AUDIENCE), token);
    }

    @Override
    protected String subject(JWTClaimsSet verified) {
        return verified.getSubject();
    }

    @Test
    void keysOfAnotherIssuer_verifyNothing_howeverTheyGotThere() {
        ResolvedKeys others = resolved(other.token().mint());
        DefaultJWTProcessor<SecurityContext> processor = NimbusKeys.of(fetcher).processor();
        String token = token().signedWith(other.signingKey()).mint();

        assertThatThrownBy(() -> processor.process(token, others))
                .isInstanceOf(BadJOSEException.class)
                .hasCauseInstanceOf(InvalidJwtException.class)
                .hasMessageContaining(other.issuer());
    }

    @Test
    void keysForAnotherAlgorithm_verifyNothing_howeverTheyGotThere() {
        SigningKey key = issuer.addKey("PS256");
        ResolvedKeys pss = resolved(token().signedWith(key).mint());
        DefaultJWTProcessor<SecurityContext> processor = NimbusKeys.of(fetcher).processor();
        String token = token().signedWith(key.withAlgorithm("RS256")).mint();

        assertThatThrownBy(() -> processor.process(token, pss))
                .isInstanceOf(BadJOSEException.class)
                .hasMessageContaining("may not verify");
    }

    @Test
    void algorithmThatNimbusHasNot_isRefused_thoughTheKeyIsForIt() {
        warm(issuer);
        VerificationKey key = resolved(token().mint()).keys().get(0);
        Set<JwsAlgorithm> quantum = Set.of(JwsAlgorithm.ML_DSA_44);
        VerificationKey other =
                new VerificationKey(key.trustedIssuer(), key.keyId(), key.publicKey(), quantum, key.jwk());
        JWSHeader header = new JWSHeader(new JWSAlgorithm("ML-DSA-44"));
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(key.issuer()).build();

        assertThatThrownBy(() -> new Selection(fetcher).selectKeys(header, claims, new ResolvedKeys(List.of(other))))
                .isInstanceOfSatisfying(
                        InvalidJwtException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_ALGORITHM));
    }

    private ResolvedKeys resolved(String token) {
        return new ResolvedKeys(fetcher.getKeys(token).join());
    }
}
