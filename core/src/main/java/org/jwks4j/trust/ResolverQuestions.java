package org.jwks4j.trust;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;

/**
 * The questions to a resolver. Those about names that it has not vouched for yet may be a stranger's inventions, so a bounded
 * number is under way and the rest is refused; those that renew its yes have places of their own and wait for them, so that no
 * flood keeps a withdrawal from being heard.
 */
public final class ResolverQuestions<T> {
    private static final int MAX_FIRST = 64;
    private static final int MAX_AGAIN = 64;

    private final Function<String, CompletionStage<Optional<T>>> resolver;
    private final Environment environment;
    private final Duration deadline;
    private final BooleanSupplier closed;
    private final AtomicInteger firstUnderWay = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Question<T>> waiting = new ArrayDeque<>();
    private int againUnderWay;
    private long lastAnswerAt = -1;

    /**
     * Makes one that has asked nothing yet.
     *
     * @param resolver answers with the issuer of a name, if that is trusted; may throw, and answer null
     * @param deadline how long an answer is waited for
     * @param closed whether the fetcher was closed
     */
    public ResolverQuestions(
            Function<String, CompletionStage<Optional<T>>> resolver,
            Environment environment,
            Duration deadline,
            BooleanSupplier closed) {
        this.resolver = resolver;
        this.environment = environment;
        this.deadline = deadline;
        this.closed = closed;
    }

    /** About a name for the first time. */
    public CompletableFuture<Answer<T>> first(String name) {
        if (firstUnderWay.incrementAndGet() > MAX_FIRST) {
            firstUnderWay.decrementAndGet();
            return CompletableFuture.failedFuture(failed(name, "too many questions are under way", null));
        }
        Question<T> question = new Question<>(name);
        question.answer.whenComplete((answer, failure) -> firstUnderWay.decrementAndGet());
        put(question);
        return question.answer;
    }

    /** About an issuer that the resolver has vouched for: one at a time for each. */
    public CompletableFuture<Answer<T>> again(String name) {
        Question<T> question = new Question<>(name);
        synchronized (this) {
            waiting.add(question);
        }
        putNext();
        if (!question.begun) {
            giveUpUnlessOthersAreAnswered(question, environment.now());
        }
        return question.answer;
    }

    /** One call at a time does the work of all, so that none runs inside another if an executor runs its tasks at once. */
    private void putNext() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        do {
            for (Question<T> next = next(); next != null; next = next()) {
                next.answer.whenComplete((answer, failure) -> left(failure == null));
                put(next);
            }
        } while (calls.decrementAndGet() > 0);
    }

    private synchronized @Nullable Question<T> next() {
        Question<T> next = againUnderWay < MAX_AGAIN ? waiting.poll() : null;
        if (next != null) {
            againUnderWay++;
            next.begun = true;
        }
        return next;
    }

    private void left(boolean answered) {
        synchronized (this) {
            againUnderWay--;
            lastAnswerAt = answered ? environment.now() : lastAnswerAt;
        }
        putNext();
    }

    /** Waiting for a place is not a failure of the resolver while it answers other questions; answering none is. */
    private void giveUpUnlessOthersAreAnswered(Question<T> question, long since) {
        Future<?> timer = environment.schedule(
                deadline.toNanos(),
                () -> environment.handOver(() -> {
                    if (question.begun) {
                        return;
                    }
                    if (answeredSince(since)) {
                        giveUpUnlessOthersAreAnswered(question, environment.now());
                    } else if (removed(question)) {
                        question.answer.completeExceptionally(failed(question.name, "it answers no question", null));
                    }
                }));
        question.answer.whenComplete((answer, failure) -> timer.cancel(false));
    }

    private synchronized boolean answeredSince(long time) {
        return lastAnswerAt >= time;
    }

    private synchronized boolean removed(Question<T> question) {
        return waiting.remove(question);
    }

    private void put(Question<T> question) {
        try {
            Futures.failAfter(
                    deadline, question.answer, environment, () -> failed(question.name, "no answer in time", null));
            environment.handOver(() -> ask(question));
        } catch (RejectedExecutionException e) {
            question.answer.completeExceptionally(closed());
        } catch (Throwable e) { // also an Error: an executor may be out of threads
            question.failed(e);
        }
    }

    private void ask(Question<T> question) {
        if (closed.getAsBoolean()) {
            question.answer.completeExceptionally(closed());
            return;
        }
        long askedAt = environment.now();
        try {
            resolver.apply(question.name).whenComplete((issuer, failure) -> {
                if (failure != null) {
                    question.failed(Futures.unwrapped(failure));
                } else if (issuer == null) {
                    question.answer.completeExceptionally(failed(question.name, "the resolver answered null", null));
                } else {
                    question.answer.complete(new Answer<>(issuer, askedAt));
                }
            });
        } catch (Throwable e) { // also an Error: a question that has no outcome holds its place for ever
            question.failed(e);
        }
    }

    /** The resolver gave no answer that can be used. */
    public static KeysUnavailableException failed(String name, String why, @Nullable Throwable cause) {
        String message = "issuer " + Quoted.of(name) + " could not be resolved: " + why;
        return new KeysUnavailableException(Reason.RESOLVER_FAILED, name, null, message, cause, Optional.empty());
    }

    private static KeysUnavailableException closed() {
        return new KeysUnavailableException(
                Reason.CLOSED, null, null, "the KeyFetcher is closed", null, Optional.empty());
    }

    /**
     * What a resolver said.
     *
     * @param issuer empty when it is not trusted
     * @param askedAt when the question was put
     */
    public record Answer<T>(Optional<T> issuer, long askedAt) {}

    private static final class Question<T> {
        private final String name;
        private final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        private volatile boolean begun;

        private Question(String name) {
            this.name = name;
        }

        private void failed(Throwable cause) {
            answer.completeExceptionally(
                    ResolverQuestions.failed(name, cause.getClass().getName(), cause));
        }
    }
}
