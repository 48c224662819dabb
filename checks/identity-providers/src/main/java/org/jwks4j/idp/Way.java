package org.jwks4j.idp;

import static org.jwks4j.idp.Service.AUDIENCE;

import com.auth0.jwt.JWT;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.List;
import java.util.Set;
import org.jwks4j.KeyFetcher;
import org.jwks4j.javajwt.JavaJwtKeys;
import org.jwks4j.jjwt.JjwtKeys;
import org.jwks4j.jose4j.Jose4jKeys;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.nimbus.NimbusKeys;
import org.jwks4j.token.UnverifiedToken;

/**
 * A way from a token to its verified claims.
 *
 * @param module the folder that it is of
 * @param name what a service calls
 * @param refused the algorithms that the library behind it cannot verify (docs/adapters.md)
 * @param verification throws if the token is refused
 */
record Way(String module, String name, Set<String> refused, Verification verification) {
    static final List<Way> ALL = List.of(
            new Way("core", "KeyFetcher.getKey", Set.of(), (fetcher, issuer, token) -> key(fetcher, token)),
            new Way(
                    "verifier",
                    "JwtVerifier.verify",
                    Set.of(),
                    (fetcher, issuer, token) ->
                            Service.verifier(fetcher).verify(token).join()),
            new Way(
                    "adapters/nimbus",
                    "NimbusKeys.process",
                    Set.of(),
                    (fetcher, issuer, token) -> NimbusKeys.of(fetcher)
                            .process(nimbus(fetcher), token)
                            .join()),
            new Way(
                    "adapters/nimbus",
                    "NimbusKeys.processor",
                    Set.of(),
                    (fetcher, issuer, token) -> nimbus(fetcher).process(token, null)),
            new Way(
                    "adapters/jjwt",
                    "JjwtKeys.parse",
                    Set.of(),
                    (fetcher, issuer, token) -> JjwtKeys.of(fetcher)
                            .parse(token, parser -> parser.requireAudience(AUDIENCE))
                            .join()),
            new Way(
                    "adapters/jjwt",
                    "JjwtKeys.parser",
                    Set.of(),
                    (fetcher, issuer, token) -> JjwtKeys.of(fetcher)
                            .parser(issuer)
                            .requireAudience(AUDIENCE)
                            .build()
                            .parseSignedClaims(token)),
            new Way(
                    "adapters/jose4j",
                    "Jose4jKeys.processToClaims",
                    Set.of(),
                    (fetcher, issuer, token) -> Jose4jKeys.of(fetcher)
                            .processToClaims(token, consumer -> consumer.setExpectedAudience(AUDIENCE))
                            .join()),
            new Way(
                    "adapters/jose4j",
                    "Jose4jKeys.consumer",
                    Set.of(),
                    (fetcher, issuer, token) -> Jose4jKeys.of(fetcher)
                            .consumer()
                            .setExpectedAudience(AUDIENCE)
                            .build()
                            .processToClaims(token)),
            new Way(
                    "adapters/java-jwt",
                    "JavaJwtKeys.verify",
                    Set.of("EdDSA"),
                    (fetcher, issuer, token) -> JavaJwtKeys.of(fetcher)
                            .verify(token, verification -> verification.withAudience(AUDIENCE))
                            .join()),
            new Way(
                    "adapters/java-jwt",
                    "JavaJwtKeys.algorithm",
                    Set.of("EdDSA"),
                    (fetcher, issuer, token) -> JWT.require(
                                    JavaJwtKeys.of(fetcher).algorithm(algorithm(token)))
                            .withAudience(AUDIENCE)
                            .build()
                            .verify(token)));

    /** Does what a service does with a token. */
    @FunctionalInterface
    interface Verification {
        Object verified(KeyFetcher fetcher, String issuer, String token) throws Exception;
    }

    /** A key alone refuses no signature; so it is put to the signature here. */
    private static Object key(KeyFetcher fetcher, String token) throws Exception {
        return SignatureOf.verified(
                UnverifiedToken.parse(token), fetcher.getKey(token).join());
    }

    private static DefaultJWTProcessor<SecurityContext> nimbus(KeyFetcher fetcher) {
        DefaultJWTProcessor<SecurityContext> processor = NimbusKeys.of(fetcher).processor();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(AUDIENCE, null, Set.of("exp")));
        return processor;
    }

    private static JwsAlgorithm algorithm(String token) {
        return JwsAlgorithm.of(UnverifiedToken.parse(token).algorithm()).orElseThrow();
    }
}
