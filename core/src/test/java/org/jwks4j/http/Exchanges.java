package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

/** Requests with ample bounds, and waiting that ends. */
public final class Exchanges {
    public static final Duration AMPLE = Duration.ofSeconds(30);
    public static final int ROOMY = 1024 * 1024;

    private Exchanges() {}

    public static Request to(URI uri) {
        return new Request(uri, Map.of(), AMPLE, ROOMY);
    }

    public static Request to(URI uri, int maxBodyBytes) {
        return new Request(uri, Map.of(), AMPLE, maxBodyBytes);
    }

    public static Request to(URI uri, Duration timeout) {
        return new Request(uri, Map.of(), timeout, ROOMY);
    }

    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The cause with which the answer fails. */
    public static Throwable failureOf(CompletableFuture<Response> answer) {
        try {
            Response response = answer.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
            throw new AssertionError("an answer came: " + response);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isNotNull();
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
