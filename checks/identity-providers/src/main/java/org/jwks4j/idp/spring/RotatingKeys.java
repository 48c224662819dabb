package org.jwks4j.idp.spring;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.stream.Stream;

/** The authorization server's own keys: one of each algorithm that signs, then those it used to sign with. */
final class RotatingKeys implements JWKSource<SecurityContext> {
    private volatile List<JWK> newestFirst = generate();

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(new JWKSet(newestFirst));
    }

    String signingKeyId(String algorithm) {
        return newestFirst.stream()
                .filter(key -> key.getAlgorithm().getName().equals(algorithm))
                .map(JWK::getKeyID)
                .findFirst()
                .orElseThrow();
    }

    List<String> publishedKeyIds() {
        return newestFirst.stream().map(JWK::getKeyID).toList();
    }

    void rotate() {
        newestFirst = Stream.concat(generate().stream(), newestFirst.stream()).toList();
    }

    void retireOld() {
        newestFirst = List.copyOf(newestFirst.subList(0, 2));
    }

    private static List<JWK> generate() {
        try {
            return List.of(
                    new RSAKeyGenerator(2048)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyUse(KeyUse.SIGNATURE)
                            .keyIDFromThumbprint(true)
                            .generate(),
                    new ECKeyGenerator(Curve.P_256)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyUse(KeyUse.SIGNATURE)
                            .keyIDFromThumbprint(true)
                            .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK cannot generate RSA or P-256 keys", e);
        }
    }
}
