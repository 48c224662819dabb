package org.jwks4j.spring;

import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers 503 if the keys of a token cannot be had, for every security chain: before Boot's handler, which would answer 500. */
final class KeysUnavailableExceptionHandler implements WebExceptionHandler, Ordered {
    private static final int BEFORE_BOOTS = -2;

    @Override
    public int getOrder() {
        return BEFORE_BOOTS;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        Optional<KeysUnavailableAnswer> answer = failure instanceof AuthenticationServiceException
                ? KeysUnavailableAnswer.to(failure)
                : Optional.empty();
        ServerHttpResponse response = exchange.getResponse();
        if (answer.isEmpty() || !response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE)) {
            return Mono.error(failure);
        }
        response.getHeaders()
                .set(HttpHeaders.RETRY_AFTER, Long.toString(answer.get().retryAfter()));
        return response.setComplete();
    }
}
