package org.jwks4j.benchmarks.resolve;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One issuer with two keys, the JWK Set that it publishes, and a token of it. */
@State(Scope.Benchmark)
public class Fixture {
    static final String ISSUER = "https://login.acme.example/";
    static final String JWK_SET_URI = ISSUER + "keys.json";

    /** The token's shape. */
    @Param
    public Shape shape;

    String token;
    String jwkSet;

    /** Mints. */
    @Setup
    public void mint() throws Exception {
        JWK key = shape.newKey();
        JWK next = new RSAKeyGenerator(2048).keyID("next").generate();
        token = shape.mint(ISSUER, key.getKeyID());
        jwkSet = new JWKSet(List.of(next, key)).toString(true); // without private parts
    }

    /** The peers read the claims too, as an application must before it may choose whose key to take. */
    static void requireIssuer(String issuer) {
        if (!issuer.equals(ISSUER)) {
            throw new IllegalStateException(issuer);
        }
    }
}
