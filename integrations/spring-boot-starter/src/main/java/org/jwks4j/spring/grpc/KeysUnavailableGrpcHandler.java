package org.jwks4j.spring.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.http.BearerAuthentication;
import org.springframework.core.Ordered;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.security.core.AuthenticationException;

/**
 * Says {@code UNAVAILABLE} if the keys of a token cannot be had, before Spring's own handler, which would say {@code UNAUTHENTICATED}
 * of any failure. Clients with a retry policy try again by it, no earlier than the trailer says (gRPC A6, "pushback").
 */
final class KeysUnavailableGrpcHandler implements GrpcExceptionHandler, Ordered {
    static final Metadata.Key<String> PUSHBACK =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
    private static final int UNAVAILABLE = 503;

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable StatusException handleException(Throwable failure) {
        TokenException cause = failure instanceof AuthenticationException
                ? TokenException.in(failure).orElse(null)
                : null;
        if (cause == null || cause.httpStatus() != UNAVAILABLE) {
            return null;
        }
        Metadata trailers = new Metadata();
        Duration later =
                Duration.ofSeconds(BearerAuthentication.retryAfter(cause).orElse(1));
        trailers.put(PUSHBACK, Long.toString(later.toMillis()));
        return Status.UNAVAILABLE.withDescription(cause.reason().name()).asException(trailers);
    }
}
