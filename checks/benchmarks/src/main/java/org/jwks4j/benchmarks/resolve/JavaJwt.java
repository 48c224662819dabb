package org.jwks4j.benchmarks.resolve;

import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As the READMEs of java-jwt and jwks-rsa set it up: JwkProviderBuilder with a cache and a rate limit. */
@State(Scope.Benchmark)
public class JavaJwt {
    private Path file;
    private JwkProvider provider;

    /** Builds. The provider takes a URL only, so the JWK Set comes from a file; it is read once. */
    @Setup
    public void build(Fixture fixture) throws Exception {
        file = Files.writeString(Files.createTempFile("jwks", ".json"), fixture.jwkSet);
        provider = new JwkProviderBuilder(file.toUri().toURL())
                .cached(10, 24, TimeUnit.HOURS)
                .rateLimited(10, 1, TimeUnit.MINUTES)
                .build();
    }

    /** From the token to the key. */
    @Benchmark
    public PublicKey javaJwt(Fixture fixture) throws Exception {
        DecodedJWT jwt = JWT.decode(fixture.token);
        Fixture.requireIssuer(jwt.getIssuer());
        return provider.get(jwt.getKeyId()).getPublicKey();
    }

    /** Deletes the file. */
    @TearDown
    public void clean() throws Exception {
        Files.delete(file);
    }
}
