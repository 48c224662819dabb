package org.jwks4j.spring.resource;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** As {@link ResourceMetadataFilter}, for reactive applications. */
final class ResourceMetadataWebFilter implements WebFilter, Ordered {
    private final ResourceMetadata metadata;

    ResourceMetadataWebFilter(ResourceMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public int getOrder() {
        return ResourceMetadataFilter.BEFORE_SECURITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        if (metadata.isAt(
                request.getURI().getRawPath(), request.getPath().contextPath().value())) {
            return answered(response, Reading.of(request.getMethod().name()));
        }
        response.beforeCommit(() -> {
            point(response.getHeaders());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    /** By what Spring 6 and 7 have in common: {@code get} has another signature in each. */
    private void point(HttpHeaders headers) {
        List<String> challenges = new ArrayList<>();
        headers.forEach((name, values) -> {
            if (HttpHeaders.WWW_AUTHENTICATE.equalsIgnoreCase(name)) {
                values.forEach(value -> challenges.add(metadata.challenge(value)));
            }
        });
        if (!challenges.isEmpty()) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, challenges);
        }
    }

    private Mono<Void> answered(ServerHttpResponse response, Reading reading) {
        response.setStatusCode(HttpStatusCode.valueOf(reading.status()));
        reading.headers().forEach(response.getHeaders()::set);
        if (!reading.hasDocument()) {
            return response.setComplete();
        }
        byte[] json = metadata.json();
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(json.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(json)));
    }
}
