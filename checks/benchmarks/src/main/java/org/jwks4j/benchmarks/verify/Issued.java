package org.jwks4j.benchmarks.verify;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An issuer on loopback and a token of it of about 900 characters. The security provider is registered before the JDK's, so
 * that every library uses it; each library finds it by itself, or does not.
 */
@State(Scope.Benchmark)
public class Issued {
    static final String AUDIENCE = "https://api.acme.example/orders";

    /** The algorithm; a library that lacks it fails. */
    @Param({"RS256", "PS256", "ES256", "ES384", "EdDSA", "ML-DSA-65"})
    public String algorithm;

    /** Whose crypto. */
    @Param({"JDK", "ACCP", "CONSCRYPT", "BC"})
    public Crypto crypto;

    FakeIssuer issuer;
    SigningKey key;
    String token;

    @Nullable
    Provider provider;

    /** Mints, and then registers the provider. */
    @Setup(Level.Trial)
    public void mint() {
        issuer = FakeIssuer.builder().algorithms(algorithm).start();
        key = issuer.signingKey();
        token = issuer.token()
                .expiresIn(Duration.ofDays(1))
                .claims(Map.of(
                        "aud",
                        List.of(AUDIENCE, "https://acme.example/userinfo"),
                        "sub",
                        "auth0|65f1c0a3b2d4e8f9a7c6b5d4",
                        "azp",
                        "pQ7rT2vX9zB4dF6hJ8kL1mN3pR5sU0wY",
                        "scope",
                        "openid profile email read:orders write:orders",
                        "org_id",
                        "org_9fKx2LmZ",
                        "permissions",
                        List.of("read:orders", "write:orders")))
                .mint();
        provider = crypto.provider();
        if (provider != null) {
            Security.insertProviderAt(provider, 1);
        }
    }

    /** {@return the token as a server receives it} */
    public byte[] bytes() {
        return token.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Ends the issuer. */
    @TearDown(Level.Trial)
    public void close() {
        issuer.close();
    }
}
