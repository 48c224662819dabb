package org.jwks4j;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.trust.ResolverQuestions;
import org.jwks4j.trust.ResolverQuestions.Answer;
import org.jwks4j.trust.Vouching;
import org.jwks4j.trust.Vouching.Use;
import org.jwks4j.trust.VouchingAge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a name becomes an issuer that is trusted, and stays one: by a template at once; by a resolver's yes for as long as that is
 * young enough, or is given anew.
 */
final class Resolution {
    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.KeyFetcher");

    private final Trust trust;
    private final VouchingAge age;
    private final IssuerTable table;
    private final Environment environment;
    private final @Nullable ResolverQuestions<TrustedIssuer> questions;
    private final Map<String, CompletableFuture<Optional<ResolvedIssuer>>> first = new ConcurrentHashMap<>();

    /** @param questions null if there is no resolver */
    Resolution(
            Trust trust,
            VouchingAge age,
            IssuerTable table,
            Environment environment,
            @Nullable ResolverQuestions<TrustedIssuer> questions) {
        this.trust = trust;
        this.age = age;
        this.table = table;
        this.environment = environment;
        this.questions = questions;
    }

    /** The issuer as far as it is known and vouched for; null if it has to be waited for. */
    @Nullable
    ResolvedIssuer known(String name) {
        long now = environment.now();
        ResolvedIssuer issuer = table.find(name, now);
        return issuer != null && use(name, issuer, now, now) == Use.SERVE ? issuer : null;
    }

    /** The issuer once it is known that it is trusted; empty if it is not. Fails with what keeps us from knowing. */
    CompletableFuture<Optional<ResolvedIssuer>> resolve(String name) {
        return resolve(name, environment.now());
    }

    private CompletableFuture<Optional<ResolvedIssuer>> resolve(String name, long arrivedAt) {
        long now = environment.now();
        ResolvedIssuer issuer = table.find(name, now);
        if (issuer == null) {
            return table.isRefused(name) ? CompletableFuture.completedFuture(Optional.empty()) : first(name);
        }
        return switch (use(name, issuer, arrivedAt, now)) {
            case SERVE -> CompletableFuture.completedFuture(Optional.of(issuer));
            case WAIT -> waited(name, issuer, arrivedAt);
            case REFUSE -> CompletableFuture.failedFuture(failing(name, issuer));
        };
    }

    /** Begins a question if one is due; the caller's turn to decide is after that. */
    private Use use(String name, ResolvedIssuer issuer, long arrivedAt, long now) {
        Vouching vouching = issuer.vouching();
        if (vouching == null) {
            return Use.SERVE;
        } else if (vouching.isDue(now)) {
            askAgain(name, issuer, vouching, now);
            return nowOf(issuer, vouching).use(age, arrivedAt, environment.now()); // the answer may have come at once
        } else if (!issuer.isInUse()) {
            wakeLater(name, issuer, vouching.askAgainAt() - now);
        }
        return vouching.use(age, arrivedAt, now);
    }

    private static Vouching nowOf(ResolvedIssuer issuer, Vouching before) {
        Vouching current = issuer.vouching();
        return current == null ? before : current;
    }

    private CompletableFuture<Optional<ResolvedIssuer>> waited(String name, ResolvedIssuer issuer, long arrivedAt) {
        Vouching vouching = issuer.vouching();
        CompletableFuture<Void> question = vouching == null ? null : vouching.question();
        if (question == null) {
            return resolve(name, arrivedAt); // it has just ended
        }
        CompletableFuture<Optional<ResolvedIssuer>> own = new CompletableFuture<>();
        question.whenComplete((ended, failure) -> environment.handOver(
                () -> resolve(name, arrivedAt).whenComplete((found, e) -> Futures.complete(own, found, e))));
        return own;
    }

    private CompletableFuture<Optional<ResolvedIssuer>> first(String name) {
        CompletableFuture<Optional<ResolvedIssuer>> own = new CompletableFuture<>();
        CompletableFuture<Optional<ResolvedIssuer>> underWay = first.putIfAbsent(name, own);
        if (underWay != null) {
            return underWay;
        }
        firstAnswer(name).thenApply(answer -> taken(name, answer, null)).whenComplete((issuer, failure) -> {
            first.remove(name, own);
            Futures.complete(own, issuer, failure);
        });
        return own;
    }

    private CompletableFuture<Answer<TrustedIssuer>> firstAnswer(String name) {
        try {
            Optional<TrustedIssuer> atOnce = trust.atOnce(name);
            return atOnce.isPresent() || questions == null
                    ? CompletableFuture.completedFuture(new Answer<>(atOnce, Environment.NEVER))
                    : questions.first(name);
        } catch (Throwable e) { // of what a user's template does, also an Error
            String why = e.getClass().getName() + " " + Quoted.of(e.getMessage());
            return CompletableFuture.failedFuture(ResolverQuestions.failed(name, why, e));
        }
    }

    private void askAgain(String name, ResolvedIssuer issuer, Vouching before, long now) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Vouching asking = before.asking(ended, now);
        if (questions == null || !issuer.vouch(before, asking)) {
            return;
        }
        questions.again(name).thenAccept(answer -> taken(name, answer, issuer)).whenComplete((taken, failure) -> {
            if (failure != null) {
                failed(issuer, asking, Futures.unwrapped(failure));
            }
            ended.complete(null);
        });
    }

    /** The issuer that there is stays, with its keys, while the resolver's word stays the same. */
    private Optional<ResolvedIssuer> taken(
            String name, Answer<TrustedIssuer> answer, @Nullable ResolvedIssuer current) {
        if (answer.issuer().isEmpty()) {
            table.refuse(name);
            return Optional.empty();
        }
        TrustedIssuer issuer = answer.issuer().get();
        if (!issuer.isNamed(name)) {
            throw ResolverQuestions.failed(name, "the resolver answered with " + Quoted.of(issuer.name()), null);
        }
        Vouching yes = answer.askedAt() == Environment.NEVER
                ? null
                : Vouching.yes(answer.askedAt(), age, environment.chance());
        if (current != null && yes != null && current.trusted().equals(issuer)) {
            current.vouch(current.vouching(), yes); // only who asks, as one does at a time, changes it
            current.forgetUse();
            return Optional.of(current);
        }
        ResolvedIssuer made = made(name, issuer, yes);
        if (current == null) {
            table.put(name, made);
        } else {
            table.replace(name, current, made);
        }
        return Optional.of(made);
    }

    private ResolvedIssuer made(String name, TrustedIssuer issuer, @Nullable Vouching yes) {
        try {
            return new ResolvedIssuer(issuer, yes, table);
        } catch (IllegalStateException e) {
            throw ResolverQuestions.failed(name, String.valueOf(e.getMessage()), e);
        }
    }

    private void failed(ResolvedIssuer issuer, Vouching asking, Throwable failure) {
        long now = environment.now();
        Vouching failed = asking.failed(String.valueOf(failure.getMessage()), now, environment.chance());
        issuer.vouch(asking, failed);
        if (failed.failures() == 1) {
            LOG.warn(
                    "{}; its last answer holds until it is {} s old, and it is asked again with growing delays",
                    failure.getMessage(),
                    age.whileFailing().toSeconds());
        }
        issuer.forgetUse();
    }

    /** So that callers need not wait: an answer in use is renewed before it is too old, and a failed question repeated. */
    private void wakeLater(String name, ResolvedIssuer issuer, long delay) {
        try {
            issuer.wakeAt(environment.schedule(delay, () -> environment.handOver(() -> wake(name, issuer))));
        } catch (RejectedExecutionException e) {
            LOG.debug("the scheduler was shut down: nothing is renewed ahead any more", e);
        }
    }

    private void wake(String name, ResolvedIssuer issuer) {
        Vouching vouching = issuer.vouching();
        long now = environment.now();
        if (vouching != null && vouching.isDue(now)) {
            askAgain(name, issuer, vouching, now);
        }
    }

    private KeysUnavailableException failing(String name, ResolvedIssuer issuer) {
        Vouching vouching = issuer.vouching();
        String why = vouching == null ? null : vouching.lastFailure();
        String message = "issuer " + Quoted.of(name)
                + " is not trusted any more: the resolver has not confirmed it for "
                + age.whileFailing().toSeconds() + " s (maximumTrustAge(...) sets how long that may be); " + why;
        long delay = vouching == null ? 0 : vouching.askAgainAt() - environment.now();
        return new KeysUnavailableException(
                Reason.RESOLVER_FAILED,
                name,
                null,
                message,
                null,
                delay <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(delay)));
    }
}
