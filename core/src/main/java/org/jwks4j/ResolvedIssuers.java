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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuers that became known at run time: by a template, or by a resolver's answer. Those that a resolver trusts and those
 * that it does not are kept apart, so that invented names push nobody out; both tables are bounded, and so are the questions
 * under way.
 */
final class ResolvedIssuers {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);
    private static final Duration TRUSTED_UNUSED = Duration.ofHours(24);
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);
    private static final Duration NOT_TRUSTED = Duration.ofMinutes(1);
    private static final int MAX_QUESTIONS = 64;

    private final Trust trust;
    private final Function<TrustedIssuer, IssuerFactory> factories;
    private final Shared shared;
    private final Environment environment;
    private final Duration deadline;
    private final AsyncLoadingCache<String, ResolvedIssuer> trusted;
    private final Cache<String, Boolean> notTrusted;
    private final AtomicInteger questions = new AtomicInteger();
    private final WaitingCallers waiting = new WaitingCallers();
    private volatile boolean closed;

    ResolvedIssuers(Trust trust, int maximum, Shared shared, Function<TrustedIssuer, IssuerFactory> factories) {
        this.trust = trust;
        this.factories = factories;
        this.shared = shared;
        this.environment = shared.environment();
        this.deadline = shared.deadline();
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
    private static void letGo(@Nullable String name, @Nullable ResolvedIssuer issuer, RemovalCause cause) {
        if (issuer != null && cause != RemovalCause.REPLACED) {
            issuer.letGo();
        }
    }

    boolean mayTrust(String name) {
        return trust.mayTrust(name);
    }

    /** The issuer if it has been resolved, without asking first. */
    @Nullable
    Issuer known(String name) {
        CompletableFuture<ResolvedIssuer> answer = trusted.getIfPresent(name);
        if (answer == null || !answer.isDone() || answer.isCompletedExceptionally()) {
            return null;
        }
        return answer.join().issuer();
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
        Futures.failAfter(deadline, own, environment, () -> Errors.deadline(name, null, deadline));
        trusted.get(name)
                .thenCompose(issuer -> goOn.apply(Optional.ofNullable(issuer).map(ResolvedIssuer::issuer)))
                .whenComplete((value, failure) -> complete(own, value, failure));
        return own;
    }

    private static <T> void complete(CompletableFuture<T> own, T value, @Nullable Throwable failure) {
        if (failure != null
                && failure.getCause() instanceof CancellationException noAnswer
                && noAnswer.getCause() != null) {
            own.completeExceptionally(noAnswer.getCause());
        } else {
            Futures.complete(own, value, failure);
        }
    }

    void close(KeysUnavailableException cause) {
        closed = true;
        all().forEach(ResolvedIssuer::close);
        waiting.failAll(cause);
    }

    Optional<IssuerStatus> status(String name, boolean closed) {
        return look(name).map(issuer -> issuer.status(closed, shared));
    }

    Optional<FetchedJwkSet> export(String name) {
        return look(name).flatMap(issuer -> issuer.export(shared));
    }

    /** A look at an issuer is no use of it. */
    private Optional<ResolvedIssuer> look(String name) {
        return Optional.ofNullable(trusted.synchronous().policy().getIfPresentQuietly(name));
    }

    Stream<IssuerStatus> status(boolean closed) {
        return all().stream().map(issuer -> issuer.status(closed, shared));
    }

    private Collection<ResolvedIssuer> all() {
        return trusted.synchronous().asMap().values();
    }

    /** Asks the resolver: for a name that is not known, and again in the background for one that is and is used. */
    private final class Questions implements AsyncCacheLoader<String, ResolvedIssuer> {
        /** A failure is no value, so the entry goes with it; as a cancellation, since the cache logs all others itself. */
        @Override
        public CompletableFuture<? extends @Nullable ResolvedIssuer> asyncLoad(String name, Executor executor) {
            CompletableFuture<@Nullable ResolvedIssuer> entry = new CompletableFuture<>();
            answer(name, executor)
                    .thenApply(answer -> taken(name, answer, null))
                    .whenComplete((issuer, failure) -> {
                        if (failure == null) {
                            entry.complete(issuer);
                        } else {
                            entry.completeExceptionally(new CancellationException().initCause(failure.getCause()));
                        }
                    });
            return entry;
        }

        /**
         * While the resolver fails, its last word holds, and it is asked again ten minutes later. A template never changes
         * its word.
         */
        @Override
        public CompletableFuture<? extends @Nullable ResolvedIssuer> asyncReload(
                String name, ResolvedIssuer current, Executor executor) {
            if (!trust.hasResolver()) {
                return CompletableFuture.completedFuture(current);
            }
            return answer(name, executor)
                    .thenApply(answer -> taken(name, answer, current))
                    .exceptionally(failure -> {
                        LOG.warn("{}; its last answer holds", String.valueOf(failure.getCause()));
                        return current;
                    });
        }

        private CompletableFuture<Optional<TrustedIssuer>> answer(String name, Executor executor) {
            try {
                Optional<TrustedIssuer> atOnce = trust.atOnce(name);
                return atOnce.isPresent() ? CompletableFuture.completedFuture(atOnce) : ask(name, executor);
            } catch (Throwable e) { // of what a user's template does, also an Error
                String why = e.getClass().getName() + " " + Quoted.of(e.getMessage());
                return CompletableFuture.failedFuture(failed(name, why, e));
            }
        }

        private CompletableFuture<Optional<TrustedIssuer>> ask(String name, Executor executor) {
            if (questions.incrementAndGet() > MAX_QUESTIONS) {
                questions.decrementAndGet();
                return CompletableFuture.failedFuture(failed(name, "too many questions are under way", null));
            }
            CompletableFuture<Optional<TrustedIssuer>> answer = new CompletableFuture<>();
            answer.whenComplete((issuer, failure) -> questions.decrementAndGet());
            Futures.failAfter(deadline, answer, environment, () -> failed(name, "no answer in time", null));
            CompletableFuture.supplyAsync(() -> question(name), executor)
                    .thenCompose(Function.identity())
                    .whenComplete((issuer, failure) -> {
                        if (failure == null && issuer == null) {
                            answer.completeExceptionally(failed(name, "the resolver answered null", null));
                        } else if (failure == null) {
                            answer.complete(issuer);
                        } else {
                            Throwable cause = Futures.unwrapped(failure);
                            answer.completeExceptionally(
                                    failed(name, cause.getClass().getName(), cause));
                        }
                    });
            return answer;
        }

        private CompletableFuture<Optional<TrustedIssuer>> question(String name) {
            if (closed) {
                throw Errors.closed();
            }
            return trust.resolve(name);
        }

        /** The issuer that there is stays, with its keys, while the resolver's word stays the same. */
        private @Nullable ResolvedIssuer taken(
                String name, Optional<TrustedIssuer> answer, @Nullable ResolvedIssuer current) {
            if (answer.isEmpty()) {
                notTrusted.put(name, true);
                return null;
            }
            TrustedIssuer issuer = answer.get();
            if (!issuer.isNamed(name)) {
                throw failed(name, "the resolver answered with " + Quoted.of(issuer.name()), null);
            } else if (current != null && current.isAs(issuer)) {
                return current;
            }
            if (current != null) {
                current.letGo();
            }
            try {
                return new ResolvedIssuer(issuer, factories.apply(issuer));
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
