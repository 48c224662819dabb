package org.jwks4j.spring;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.convert.DurationStyle;

/**
 * For operators: the issuers that were trusted by name with their keys, and what to do about them. Boot exposes it only if it
 * is told to.
 */
@Endpoint(id = "jwks4j")
final class Jwks4jEndpoint {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** RFC 9110 §15.5.10: as many are revoked as can be. */
    private static final int CONFLICT = 409;

    private final KeyFetcher fetcher;

    Jwks4jEndpoint(KeyFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** Nothing is fetched for it, but a refresh that is due begins. */
    @ReadOperation
    Map<String, Object> issuers() {
        Map<String, Object> issuers = new LinkedHashMap<>();
        fetcher.namedIssuers().stream()
                .map(TrustedIssuer::name)
                .forEach(name -> fetcher.status(name).ifPresent(status -> issuers.put(name, issuer(status))));
        return Map.of("issuers", issuers, "revokedTokens", fetcher.revokedTokens());
    }

    private Map<String, Object> issuer(IssuerStatus status) {
        Map<String, Object> answer = IssuerDetails.of(status);
        status.jwksUri().ifPresent(uri -> answer.put("jwksUri", uri));
        answer.put("revokedKeys", status.revokedKeys().stream().sorted().toList());
        JwkSet known = known(status);
        if (known != null) {
            answer.put("published", published(known));
        }
        return answer;
    }

    /** Null if there is none that can be had without waiting. */
    private @Nullable JwkSet known(IssuerStatus status) {
        return switch (status.state()) {
            case FIXED, FRESH, DUE, STALE -> {
                JwkSet now = fetcher.getJwkSet(status.issuer())
                        .exceptionally(failure -> null)
                        .getNow(null);
                yield now != null
                        ? now
                        : fetcher.export(status.issuer())
                                .map(FetchedJwkSet::jwkSet)
                                .orElse(null);
            }
            case COLD, EXPIRED, REVOKED, CLOSED -> null;
        };
    }

    private static List<Map<String, Object>> published(JwkSet known) {
        List<Map<String, Object>> all = new ArrayList<>();
        known.keys().forEach(key -> all.add(usable(key)));
        known.skipped().forEach(key -> all.add(skipped(key)));
        return all;
    }

    private static Map<String, Object> usable(Jwk key) {
        Map<String, Object> answer = of(key.keyId().orElse(null), key.keyType());
        answer.put("algorithms", key.algorithms().stream().map(Object::toString).toList());
        answer.put("thumbprint", key.thumbprint());
        return answer;
    }

    private static Map<String, Object> skipped(SkippedJwk key) {
        Map<String, Object> answer = of(key.keyId(), key.keyType());
        answer.put("skipped", key.reason().name());
        answer.put("detail", key.detail());
        return answer;
    }

    private static Map<String, Object> of(@Nullable String keyId, @Nullable String keyType) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (keyId != null) {
            answer.put("kid", keyId);
        }
        if (keyType != null) {
            answer.put("kty", keyType);
        }
        return answer;
    }

    /** Waits for the answer, at most until the fetcher's deadline. */
    @WriteOperation
    WebEndpointResponse<Map<String, Object>> refresh(String issuer) {
        return answer(() -> {
            fetcher.blocking().refresh(issuer);
            return of(issuer);
        });
    }

    /** Here it is refused at once; other nodes hear of it by a shared store, which may take longer than this waits. */
    @DeleteOperation
    WebEndpointResponse<Map<String, Object>> revoke(String issuer, String keyId) {
        return answer(() -> {
            boolean stored = isDoneSoon(fetcher.revokeNow(issuer, keyId));
            Map<String, Object> answer = of(issuer);
            answer.put("stored", stored);
            return answer;
        });
    }

    /**
     * The same of tokens, for a while. What they say is in the body, and so in no access log.
     *
     * @param claim {@code jti}, {@code sid} or {@code sub}
     * @param duration read here: of what Boot cannot read, the container tells the page of errors, which asks for a token first
     */
    @WriteOperation
    WebEndpointResponse<Map<String, Object>> revokeTokens(
            @Selector String claim, String issuer, String value, String duration) {
        return answer(() -> {
            Duration keptFor = DurationStyle.detectAndParse(duration);
            if (keptFor.isNegative() || keptFor.isZero()) {
                throw new IllegalArgumentException("the duration must be above zero");
            }
            Instant until = Instant.now().plus(keptFor);
            boolean stored = isDoneSoon(fetcher.revokeTokens(issuer, claim, value, until));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("revokedTokens", fetcher.revokedTokens());
            answer.put("stored", stored);
            return answer;
        });
    }

    /** Waits on the caller's thread: a timeout of the future itself would start a thread of the JDK that never ends. */
    private static boolean isDoneSoon(CompletableFuture<Void> work) {
        try {
            work.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        }
    }

    private Map<String, Object> of(String issuer) {
        return fetcher.status(issuer).map(this::issuer).orElseGet(LinkedHashMap::new);
    }

    private static WebEndpointResponse<Map<String, Object>> answer(Supplier<Map<String, Object>> operation) {
        try {
            return new WebEndpointResponse<>(operation.get());
        } catch (UntrustedIssuerException e) {
            return failed(e, WebEndpointResponse.STATUS_NOT_FOUND);
        } catch (KeysUnavailableException e) {
            return failed(e, WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        } catch (IllegalArgumentException
                | DateTimeException
                | ArithmeticException e) { // the last two of a time too long
            return failed(e, WebEndpointResponse.STATUS_BAD_REQUEST);
        } catch (IllegalStateException e) {
            return failed(e, CONFLICT);
        }
    }

    private static WebEndpointResponse<Map<String, Object>> failed(Throwable failure, int status) {
        return new WebEndpointResponse<>(Map.of("message", String.valueOf(failure.getMessage())), status);
    }

    private static WebEndpointResponse<Map<String, Object>> failed(TokenException failure, int status) {
        return new WebEndpointResponse<>(
                Map.of("reason", failure.reason().name(), "message", String.valueOf(failure.getMessage())), status);
    }
}
