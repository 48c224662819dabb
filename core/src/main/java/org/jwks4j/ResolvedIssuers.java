package org.jwks4j;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;

/** The issuers that became known at run time: by a template, or by a resolver's answer. */
final class ResolvedIssuers {
    private final RuntimeTrust trust;
    private final Engine engine;
    private final Environment environment;
    private final Duration deadline;
    private final IssuerTable table;
    private final Resolution resolution;
    private final WaitingCallers waiting = new WaitingCallers();
    private volatile boolean closed;

    ResolvedIssuers(
            RuntimeTrust trust,
            TrustAge age,
            int maximum,
            Engine engine,
            BiFunction<TrustedIssuer, Upkeep, Issuer> assemble) {
        this.trust = trust;
        this.engine = engine;
        this.environment = engine.environment();
        this.deadline = engine.deadline();
        this.table = new IssuerTable(maximum, environment);
        IssuerResolver resolver = trust.resolver();
        ResolverQuestions questions =
                resolver == null ? null : new ResolverQuestions(resolver, environment, deadline, () -> closed);
        this.resolution = new Resolution(trust, age, table, environment, questions, assemble);
    }

    boolean mayTrust(String name) {
        return trust.mayTrust(name);
    }

    /** The issuer if it is known and vouched for, without waiting for anybody. */
    @Nullable
    Issuer known(String name) {
        ResolvedIssuer issuer = resolution.known(name);
        return issuer == null ? null : issuer.issuer();
    }

    /**
     * Waits for the resolver's answer, no longer than the deadline, and goes on with it.
     *
     * @param goOn is handed the issuer, or empty when it is not trusted
     */
    <T> CompletableFuture<T> ask(String name, Function<Optional<Issuer>, CompletableFuture<T>> goOn) {
        CompletableFuture<T> own = waiting.add();
        Futures.failAfter(deadline, own, environment, () -> Errors.deadline(name, null, deadline));
        resolution
                .resolve(name)
                .thenCompose(issuer -> goOn.apply(issuer.map(ResolvedIssuer::issuer)))
                .whenComplete((value, failure) -> Futures.complete(own, value, failure));
        return own;
    }

    /** Nobody of that name is trusted any more. */
    void forget(String name) {
        table.forget(name);
    }

    void close(KeysUnavailableException cause) {
        closed = true;
        table.all().forEach(ResolvedIssuer::close);
        waiting.failAll(cause);
    }

    /** A look at an issuer is no use of it. */
    Optional<IssuerStatus> status(String name, boolean closed) {
        return table.look(name).map(issuer -> issuer.status(closed, engine));
    }

    Stream<IssuerStatus> status(boolean closed) {
        return table.all().stream().map(issuer -> issuer.status(closed, engine));
    }

    Optional<FetchedJwkSet> export(String name) {
        return table.look(name).flatMap(issuer -> issuer.export(engine));
    }
}
