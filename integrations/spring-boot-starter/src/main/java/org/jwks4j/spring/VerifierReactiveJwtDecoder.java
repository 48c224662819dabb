package org.jwks4j.spring;

import java.util.concurrent.CompletableFuture;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.VerifiedJwt;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Decodes with our verifier; no thread waits. */
final class VerifierReactiveJwtDecoder implements ReactiveJwtDecoder {
    private final JwtVerifier verifier;
    private final SpringJwts jwts;

    VerifierReactiveJwtDecoder(JwtVerifier verifier, SpringJwts jwts) {
        this.verifier = verifier;
        this.jwts = jwts;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> verified(token))
                .map(verified -> jwts.of(token, verified))
                .onErrorMap(TokenException.class, SpringJwts::failure);
    }

    /** While keys are fetched, the answer comes on the fetcher's executor, which the application's handlers must not block. */
    private Mono<VerifiedJwt> verified(String token) {
        CompletableFuture<VerifiedJwt> answer = verifier.verify(token);
        Mono<VerifiedJwt> mono = Mono.fromFuture(answer);
        return answer.isDone() ? mono : mono.publishOn(Schedulers.parallel());
    }
}
