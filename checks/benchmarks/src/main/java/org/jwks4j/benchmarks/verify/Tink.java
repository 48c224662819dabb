package org.jwks4j.benchmarks.verify;

import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.jwt.JwkSetConverter;
import com.google.crypto.tink.jwt.JwtPublicKeyVerify;
import com.google.crypto.tink.jwt.JwtSignatureConfig;
import com.google.crypto.tink.jwt.JwtValidator;
import com.google.crypto.tink.jwt.VerifiedJwt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** As Tink's page "I want to create and verify JWTs" shows: a keyset out of the JWK Set, and a validator. It fetches no keys. */
@State(Scope.Benchmark)
public class Tink {
    private JwtPublicKeyVerify verify;
    private JwtValidator validator;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) throws Exception {
        JwtSignatureConfig.register();
        verify = JwkSetConverter.toPublicKeysetHandle(issued.issuer.jwkSet())
                .getPrimitive(RegistryConfiguration.get(), JwtPublicKeyVerify.class);
        validator = JwtValidator.newBuilder()
                .expectIssuer(issued.issuer.issuer())
                .expectAudience(Issued.AUDIENCE)
                .ignoreTypeHeader()
                .build();
        tink(issued);
    }

    /** Verifies. */
    @Benchmark
    public VerifiedJwt tink(Issued issued) throws Exception {
        return verify.verifyAndDecode(issued.token, validator);
    }
}
