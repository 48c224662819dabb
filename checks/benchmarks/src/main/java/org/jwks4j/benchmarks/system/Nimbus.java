package org.jwks4j.benchmarks.system;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As Nimbus' own page "Validating JWT access tokens" sets it up: a DefaultJWTProcessor over a JWKSourceBuilder with its defaults
 * (cached, refreshed ahead, rate-limited). A shorter freshness needs shorter times for the rest too; the builder refuses others.
 */
final class Nimbus implements Contestant {
    private final JWKSource<SecurityContext> source;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    private Nimbus(IssuerAt issuer, JWKSourceBuilder<SecurityContext> builder) {
        source = builder.build();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, source));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                Service.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                Set.of("exp")));
    }

    static Nimbus byDefault(IssuerAt issuer, @Nullable Duration freshness) throws Exception {
        return new Nimbus(issuer, builder(issuer, freshness));
    }

    static Nimbus notAhead(IssuerAt issuer, @Nullable Duration freshness) throws Exception {
        return new Nimbus(issuer, builder(issuer, freshness).refreshAheadCache(false));
    }

    static Nimbus outageTolerant(IssuerAt issuer, @Nullable Duration freshness) throws Exception {
        return new Nimbus(issuer, builder(issuer, freshness).outageTolerant(true));
    }

    private static JWKSourceBuilder<SecurityContext> builder(IssuerAt issuer, @Nullable Duration freshness)
            throws Exception {
        JWKSourceBuilder<SecurityContext> builder =
                JWKSourceBuilder.create(issuer.jwksUri().toURL());
        if (freshness == null) {
            return builder;
        }
        long millis = freshness.toMillis();
        return builder.cache(millis, millis / 2)
                .refreshAheadCache(millis / 4, false)
                .rateLimited(millis / 2);
    }

    @Override
    public void verify(String token) throws Exception {
        processor.process(token, null);
    }

    @Override
    public void close() {
        if (source instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
