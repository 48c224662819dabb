package org.jwks4j;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;

/** The issuers that a resolver has answered for: bounded, the busy ones kept, one question at a time for each name. */
final class ResolvedIssuers {
    private static final Duration TRUSTED_UNUSED = Duration.ofHours(24);
    private static final Duration NOT_TRUSTED = Duration.ofMinutes(1);

    private final IssuerResolver resolver;
    private final Function<TrustedIssuer, Issuer> assemble;
    private final Environment environment;
    private final Duration deadline;
    private final AsyncCache<String, Answer> answers;
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();

    ResolvedIssuers(IssuerResolver resolver, int maximum, Engine engine, Function<TrustedIssuer, Issuer> assemble) {
        this.resolver = resolver;
        this.assemble = assemble;
        this.environment = engine.environment();
        this.deadline = engine.deadline();
        this.answers = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfter(Expiry.<String, Answer>accessing(
                        (name, answer) -> answer.issuer == null ? NOT_TRUSTED : TRUSTED_UNUSED))
                .ticker(environment::now)
                .executor(environment.executor())
                .evictionListener(ResolvedIssuers::letGo)
                .buildAsync();
    }

    private static void letGo(@Nullable String name, @Nullable Answer answer, RemovalCause cause) {
        if (answer != null && answer.issuer != null) {
            answer.issuer.letGo();
        }
    }

    /** The issuer if it has been resolved, without asking. */
    @Nullable
    Issuer known(String name) {
        CompletableFuture<Answer> answer = answers.getIfPresent(name);
        return answer != null && answer.isDone() && !answer.isCompletedExceptionally() ? answer.join().issuer : null;
    }

    /**
     * Waits for the resolver's answer, no longer than the deadline, and goes on with it.
     *
     * @param goOn is handed the issuer, or empty when the issuer is not trusted
     */
    @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself, which is what is meant
    <T> CompletableFuture<T> ask(String name, Function<Optional<Issuer>, CompletableFuture<T>> goOn) {
        CompletableFuture<T> own = new CompletableFuture<>();
        waiting.add(own);
        Future<?> timer = environment.schedule(
                deadline.toNanos(), () -> own.completeExceptionally(Unavailable.deadline(name, null, deadline)));
        own.whenComplete((value, failure) -> {
            timer.cancel(false);
            waiting.remove(own);
        });
        answers.get(name, this::askResolver)
                .thenCompose(answer -> goOn.apply(Optional.ofNullable(answer.issuer)))
                .whenComplete((value, failure) -> {
                    if (failure == null) {
                        own.complete(value);
                    } else {
                        own.completeExceptionally(
                                failure instanceof CompletionException ? failure.getCause() : failure);
                    }
                });
        return own;
    }

    private CompletableFuture<Answer> askResolver(String name, Executor executor) {
        return CompletableFuture.supplyAsync(() -> resolver.resolve(name), executor)
                .thenCompose(answer -> answer)
                .thenApply(answer -> new Answer(
                        answer.map(trusted -> assembled(name, trusted)).orElse(null)))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(failed(name, failure)));
    }

    private Issuer assembled(String name, TrustedIssuer trusted) {
        if (!trusted.name().equals(name)) {
            throw new IllegalStateException("it answered with another issuer, " + Quoted.of(trusted.name()));
        }
        return assemble.apply(trusted);
    }

    private static KeysUnavailableException failed(String name, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String why = cause instanceof IllegalStateException
                ? cause.getMessage()
                : cause.getClass().getName();
        String message = "issuer " + Quoted.of(name) + " could not be resolved: " + why;
        return new KeysUnavailableException(Reason.RESOLVER_FAILED, name, null, message, cause, Optional.empty());
    }

    void close(KeysUnavailableException closed) {
        waiting.forEach(own -> own.completeExceptionally(closed));
    }

    Collection<Issuer> all() {
        return answers.synchronous().asMap().values().stream()
                .flatMap(answer -> Stream.ofNullable(answer.issuer))
                .toList();
    }

    /** The issuer, or null when it is not trusted. */
    private record Answer(@Nullable Issuer issuer) {}
}
