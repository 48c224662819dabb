package org.jwks4j.spring.grpc;

import org.jwks4j.verifier.JwtVerifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.security.core.AuthenticationException;

/** For applications with Spring gRPC, whose interceptor verifies with our decoder. */
@AutoConfiguration(
        afterName = "org.jwks4j.spring.Jwks4jAutoConfiguration",
        beforeName = "org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration")
@ConditionalOnClass({GrpcExceptionHandler.class, AuthenticationException.class})
@ConditionalOnBean(JwtVerifier.class)
final class Jwks4jGrpcAutoConfiguration {
    @Bean
    KeysUnavailableGrpcHandler jwks4jKeysUnavailableGrpcHandler() {
        return new KeysUnavailableGrpcHandler();
    }
}
