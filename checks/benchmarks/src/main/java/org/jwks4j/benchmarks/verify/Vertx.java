package org.jwks4j.benchmarks.verify;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As the manual of vertx-auth-jwt shows: JWTAuth with a JWK, issuer and audience. It fetches no keys. */
@State(Scope.Benchmark)
public class Vertx {
    private io.vertx.core.Vertx vertx;
    private JWTAuth auth;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) {
        vertx = io.vertx.core.Vertx.vertx();
        auth = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addJwk(new JsonObject(issued.key.jwk()))
                        .setJWTOptions(new JWTOptions()
                                .setIssuer(issued.issuer.issuer())
                                .addAudience(Issued.AUDIENCE)));
        vertx(issued);
    }

    /** Verifies. */
    @Benchmark
    public User vertx(Issued issued) {
        User user = auth.authenticate(new TokenCredentials(issued.token)).result();
        if (user == null) {
            throw new IllegalStateException("refused");
        }
        return user;
    }

    /** Closes. */
    @TearDown
    public void close() {
        vertx.close();
    }
}
