package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a client of a gRPC service is told, whose tokens Spring gRPC verifies with our decoder. */
final class Boot4GrpcTest {
    private static final MethodDescriptor.Marshaller<String> TEXT = new Text();
    private static final MethodDescriptor<String, String> HELLO = MethodDescriptor.newBuilder(TEXT, TEXT)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("orders/Hello")
            .build();

    @Test
    void keysThatCannotBeHad_areUnavailable_andAFaultOfTheTokenIsUnauthenticated() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start();
                Service service = Service.start(
                        WebApplicationType.NONE,
                        Orders.class,
                        "spring.grpc.server.inprocess.name=orders",
                        BootProperties.ISSUER_URI + "=" + issuer.issuer(),
                        BootProperties.AUDIENCES + "=orders",
                        "jwks4j.deadline=60s",
                        "jwks4j.request-timeout=60s")) {
            String good = issuer.token().claim("aud", "orders").mint();
            issuer.stopListening();
            StatusRuntimeException outage = refusal(good);
            assertThat(outage.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(outage.getStatus().getDescription()).isEqualTo("ISSUER_UNREACHABLE");
            assertThat(outage.getTrailers().get(key("grpc-retry-pushback-ms"))).matches("[1-9][0-9]*000");

            issuer.resume();
            service.context.getBean(KeyFetcher.class).blocking().ready(Duration.ofSeconds(60));
            assertThat(hello(good)).isEqualTo("hello");

            StatusRuntimeException expired = refusal(issuer.token()
                    .claim("aud", "orders")
                    .expiresIn(Duration.ofHours(-1))
                    .mint());
            assertThat(expired.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    private static StatusRuntimeException refusal(String token) {
        try {
            throw new AssertionError("accepted, with " + hello(token));
        } catch (StatusRuntimeException e) {
            return e;
        }
    }

    private static String hello(String token) {
        Metadata headers = new Metadata();
        headers.put(key("authorization"), "Bearer " + token);
        ManagedChannel channel = InProcessChannelBuilder.forName("orders").build();
        try {
            return ClientCalls.blockingUnaryCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                    HELLO,
                    CallOptions.DEFAULT,
                    "");
        } finally {
            channel.shutdownNow();
        }
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** A service without generated code. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Orders {
        @Bean
        BindableService orders() {
            return () -> ServerServiceDefinition.builder("orders")
                    .addMethod(HELLO, ServerCalls.asyncUnaryCall((String request, StreamObserver<String> answer) -> {
                        answer.onNext("hello");
                        answer.onCompleted();
                    }))
                    .build();
        }
    }

    /** UTF-8. */
    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
