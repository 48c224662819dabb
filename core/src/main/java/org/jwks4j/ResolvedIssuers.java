package org.jwks4j;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuers that a resolver has answered for. Those that it trusts and those that it does not are kept apart, so that
 * invented names push nobody out; both tables are bounded, and so are the questions under way.
 */
final class ResolvedIssuers {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);
    private static final Duration TRUSTED_UNUSED = Duration.ofHours(24);
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);
    private static final Duration NOT_TRUSTED = Duration.ofMinutes(1);
    private static final int MAX_QUESTIONS = 64;

    private final IssuerResolver resolver;
    private final Function<TrustedIssuer, Issuer> assemble;
    private final Environment environment;
    private final Duration deadline;
    private final AsyncLoadingCache<String, Issuer> trusted;
    private final Cache<String, Boolean> notTrusted;
    private final AtomicInteger questions = new AtomicInteger();
    private final WaitingCallers waiting = new WaitingCallers();

    ResolvedIssuers(IssuerResolver resolver, int maximum, Engine engine, Function<TrustedIssuer, Issuer> assemble) {
        this.resolver = resolver;
        this.assemble = assemble;
        this.environment = engine.environment();
        this.deadline = engine.deadline();
        this.trusted = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterAccess(TRUSTED_UNUSED)
                .refreshAfterWrite(ASKED_AGAIN)
                .ticker(environment::now)
                .executor(environment.executor())
                .removalListener(ResolvedIssuers::letGo)
                .buildAsync(new Questions());
        this.notTrusted = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterWrite(NOT_TRUSTED)
                .ticker(environment::now)
                .executor(environment.executor())
                .build();
    }

    /** What replaces an issuer may be the same one, asked for again; {@link Questions#taken} lets go of what is not. */
    private static void letGo(@Nullable String name, @Nullable Issuer issuer, RemovalCause cause) {
        if (issuer != null && cause != RemovalCause.REPLACED) {
            issuer.letGo();
        }
    }

    /** The issuer if it has been resolved, without asking first. */
    @Nullable
    Issuer known(String name) {
        CompletableFuture<Issuer> answer = trusted.getIfPresent(name);
        return answer != null && answer.isDone() && !answer.isCompletedExceptionally() ? answer.join() : null;
    }

    /**
     * Waits for the resolver's answer, no longer than the deadline, and goes on with it.
     *
     * @param goOn is handed the issuer, or empty when it is not trusted
     */
    <T> CompletableFuture<T> ask(String name, Function<Optional<Issuer>, CompletableFuture<T>> goOn) {
        if (notTrusted.getIfPresent(name) != null) {
            return goOn.apply(Optional.empty());
        }
        CompletableFuture<T> own = waiting.add();
        endAtDeadline(own, () -> Unavailable.deadline(name, null, deadline));
        trusted.get(name)
                .thenCompose(issuer -> goOn.apply(Optional.ofNullable(issuer)))
                .whenComplete((value, failure) -> complete(own, value, failure));
        return own;
    }

    private void endAtDeadline(CompletableFuture<?> future, Supplier<KeysUnavailableException> cause) {
        Future<?> timer = environment.schedule(
                deadline.toNanos(), () -> environment.handOver(() -> future.completeExceptionally(cause.get())));
        future.whenComplete((value, failure) -> timer.cancel(false));
    }

    private static <T> void complete(CompletableFuture<T> own, T value, @Nullable Throwable failure) {
        if (failure != null
                && failure.getCause() instanceof CancellationException noAnswer
                && noAnswer.getCause() != null) {
            own.completeExceptionally(noAnswer.getCause());
        } else {
            WaitingCallers.complete(own, value, failure);
        }
    }

    void close(KeysUnavailableException closed) {
        waiting.failAll(closed);
    }

    Collection<Issuer> all() {
        return trusted.synchronous().asMap().values();
    }

    /** Asks the resolver: for a name that is not known, and again in the background for one that is and is used. */
    private final class Questions implements AsyncCacheLoader<String, Issuer> {
        /** A failure is no value, so the entry goes with it; as a cancellation, since the cache logs all others itself. */
        @Override
        public CompletableFuture<? extends @Nullable Issuer> asyncLoad(String name, Executor executor) {
            CompletableFuture<@Nullable Issuer> entry = new CompletableFuture<>();
            ask(name, executor).thenApply(answer -> taken(name, answer, null)).whenComplete((issuer, failure) -> {
                if (failure == null) {
                    entry.complete(issuer);
                } else {
                    entry.completeExceptionally(new CancellationException().initCause(failure.getCause()));
                }
            });
            return entry;
        }

        /** While the resolver fails, its last word holds, and it is asked again ten minutes later. */
        @Override
        public CompletableFuture<? extends @Nullable Issuer> asyncReload(
                String name, Issuer current, Executor executor) {
            return ask(name, executor)
                    .thenApply(answer -> taken(name, answer, current))
                    .exceptionally(failure -> {
                        LOG.warn("{}; its last answer holds", String.valueOf(failure.getCause()));
                        return current;
                    });
        }

        private CompletableFuture<Optional<TrustedIssuer>> ask(String name, Executor executor) {
            if (questions.incrementAndGet() > MAX_QUESTIONS) {
                questions.decrementAndGet();
                return CompletableFuture.failedFuture(failed(name, "too many questions are under way", null));
            }
            CompletableFuture<Optional<TrustedIssuer>> answer = new CompletableFuture<>();
            answer.whenComplete((trust, failure) -> questions.decrementAndGet());
            endAtDeadline(answer, () -> failed(name, "no answer in time", null));
            CompletableFuture.supplyAsync(() -> resolver.resolve(name), executor)
                    .thenCompose(Function.identity())
                    .whenComplete((trust, failure) -> {
                        if (failure == null) {
                            answer.complete(trust);
                        } else {
                            Throwable cause = Unavailable.unwrapped(failure);
                            answer.completeExceptionally(
                                    failed(name, cause.getClass().getName(), cause));
                        }
                    });
            return answer;
        }

        /** The issuer that there is stays, with its keys, while the resolver's word stays the same. */
        private @Nullable Issuer taken(String name, Optional<TrustedIssuer> answer, @Nullable Issuer current) {
            if (answer.isEmpty()) {
                notTrusted.put(name, true);
                return null;
            }
            TrustedIssuer trust = answer.get();
            if (!trust.name().equals(name)) {
                throw failed(name, "the resolver answered with " + Quoted.of(trust.name()), null);
            } else if (current != null && current.isAs(trust)) {
                return current;
            }
            if (current != null) {
                current.letGo();
            }
            try {
                return assemble.apply(trust);
            } catch (IllegalStateException e) {
                throw failed(name, String.valueOf(e.getMessage()), e);
            }
        }

        private KeysUnavailableException failed(String name, String why, @Nullable Throwable cause) {
            String message = "issuer " + Quoted.of(name) + " could not be resolved: " + why;
            return new KeysUnavailableException(Reason.RESOLVER_FAILED, name, null, message, cause, Optional.empty());
        }
    }
}
