package org.jwks4j.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** An application on a port of its own, as its users write it: {@code GET /} wants a token. */
final class Service implements AutoCloseable {
    private static final List<String> OURS = List.of(
            "org.jwks4j.spring.Jwks4jAutoConfiguration",
            "org.jwks4j.spring.Jwks4jServletAutoConfiguration",
            "org.jwks4j.spring.Jwks4jReactiveAutoConfiguration",
            "org.jwks4j.spring.Jwks4jActuatorAutoConfiguration",
            "org.jwks4j.spring.Jwks4jMetricsAutoConfiguration",
            "org.jwks4j.spring.resource.Jwks4jResourceAutoConfiguration");

    private final HttpClient client = HttpClient.newHttpClient();
    final ConfigurableApplicationContext context;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Boot with our starter. */
    static Service start(WebApplicationType type, Class<?> application, String... properties) {
        SpringApplication boot = new SpringApplication(application);
        boot.setWebApplicationType(type);
        Stream<String> all = Stream.concat(
                Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off"),
                Arrays.stream(properties));
        return new Service(boot.run(all.map(property -> "--" + property).toArray(String[]::new)));
    }

    /** Boot as it is without our starter. */
    static Service startPlain(WebApplicationType type, Class<?> application, String... properties) {
        String[] all = Arrays.copyOf(properties, properties.length + 1);
        all[properties.length] = "spring.autoconfigure.exclude=" + String.join(",", OURS);
        return start(type, application, all);
    }

    Answer get(String path, String token) {
        return getLater(path, token).join();
    }

    CompletableFuture<Answer> getLater(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    Answer getWithoutToken(String path) {
        return send(request(path)).join();
    }

    Answer post(String path, String json) {
        return send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)))
                .join();
    }

    Answer delete(String path) {
        return send(request(path).DELETE()).join();
    }

    Answer options(String path) {
        return send(request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                .join();
    }

    private HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(90)); // so that an answer that never comes is a failure
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
