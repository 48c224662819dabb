package org.jwks4j.benchmarks.memory;

import com.auth0.jwk.JwkProvider;
import com.auth0.jwk.JwkProviderBuilder;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.HttpsJwks;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** An object for each issuer, set up as the library's own documentation says; the list of them is the application's. */
enum Peer implements Contestant {
    /** JWKSourceBuilder with its defaults. */
    NIMBUS("nimbus, JWKSourceBuilder") {
        @Override
        Object fetch(int issuer) throws Exception {
            return nimbus(issuer);
        }
    },
    /** A decoder over Nimbus' source. */
    SPRING("spring, NimbusJwtDecoder over it") {
        @Override
        Object fetch(int issuer) throws Exception {
            return NimbusJwtDecoder.withJwkSource(nimbus(issuer)).build();
        }
    },
    /** JwkProviderBuilder with a cache and a rate limit. It takes a URL only, so the JWK Set comes from a file. */
    JWKS_RSA("jwks-rsa, JwkProviderBuilder") {
        @Override
        Object fetch(int issuer) throws Exception {
            Path file = Files.writeString(Files.createTempFile("jwks", ".json"), JwkSets.of(JwkSets.uri(issuer)));
            JwkProvider provider = new JwkProviderBuilder(file.toUri().toURL())
                    .cached(10, 24, TimeUnit.HOURS)
                    .rateLimited(10, 1, TimeUnit.MINUTES)
                    .build();
            for (int key = 0; key < 2; key++) {
                provider.get(JwkSets.keyId(JwkSets.uri(issuer), key)).getPublicKey();
            }
            Files.delete(file);
            return provider;
        }
    },
    /** HttpsJwks. */
    JOSE4J("jose4j, HttpsJwks") {
        @Override
        Object fetch(int issuer) throws Exception {
            HttpsJwks jwks = new HttpsJwks(JwkSets.uri(issuer));
            jwks.setSimpleHttpGet(Peer::respond);
            jwks.getJsonWebKeys().forEach(jwk -> jwk.getKey());
            return jwks;
        }
    };

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    abstract Object fetch(int issuer) throws Exception;

    @Override
    public String title() {
        return title;
    }

    @Override
    public Object fetchAll(int issuers) throws Exception {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < issuers; i++) {
            all.add(fetch(i));
        }
        return all;
    }

    private static JWKSource<SecurityContext> nimbus(int issuer) throws Exception {
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        URI.create(JwkSets.uri(issuer)).toURL(), Peer::retrieve)
                .build();
        source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
        return source;
    }

    private static Resource retrieve(URL url) {
        return new Resource(JwkSets.of(url.toString()), "application/json");
    }

    private static SimpleResponse respond(String uri) {
        return new Response(200, "OK", Map.of(), JwkSets.of(uri));
    }
}
