package org.jwks4j;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.heap.IssuerMemory;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.net.WaitingCallers;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.trust.ResolverQuestions;
import org.jwks4j.trust.VouchingAge;

/** The issuers that became known at run time: by a template, or by a resolver's answer. */
final class ResolvedIssuers {
    private final Trust trust;
    private final FetcherContext shared;
    private final Environment environment;
    private final Duration deadline;
    private final IssuerTable table;
    private final Resolution resolution;
    private final WaitingCallers waiting = new WaitingCallers();
    private volatile boolean closed;

    ResolvedIssuers(
            Trust trust,
            VouchingAge age,
            IssuerMemory memory,
            int maximum,
            FetcherContext shared,
            Function<TrustedIssuer, IssuerFactory> factories) {
        this.trust = trust;
        this.shared = shared;
        this.environment = shared.environment();
        this.deadline = shared.deadline();
        this.table = new IssuerTable(memory, maximum, environment, factories);
        ResolverQuestions<TrustedIssuer> questions = trust.hasResolver()
                ? new ResolverQuestions<>(trust::resolve, environment, deadline, () -> closed)
                : null;
        this.resolution = new Resolution(trust, age, table, environment, questions);
    }

    boolean mayTrust(String name) {
        return trust.mayTrust(name);
    }

    List<IssuerTemplate> templates() {
        return trust.templates();
    }

    Stream<String> whom() {
        return trust.whomAtRuntime();
    }

    /** The issuer if it is known and vouched for, without waiting. */
    @Nullable
    Issuer known(String name) {
        ResolvedIssuer issuer = resolution.known(name);
        return issuer == null ? null : issuer.issuer(shared);
    }

    /**
     * Waits for the resolver's answer, no longer than the deadline, and goes on with it.
     *
     * @param goOn is handed the issuer, or empty when it is not trusted
     */
    <T> CompletableFuture<T> ask(String name, Function<Optional<Issuer>, CompletableFuture<T>> goOn) {
        CompletableFuture<T> own = waiting.add();
        Futures.failAfter(deadline, own, environment, () -> LookupErrors.deadline(name, null, deadline));
        resolution
                .resolve(name)
                .thenCompose(issuer -> goOn.apply(issuer.map(known -> known.issuer(shared))))
                .whenComplete((value, failure) -> Futures.complete(own, value, failure));
        return own;
    }

    /** No issuer of that name is trusted any more. */
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
        return table.look(name).map(issuer -> issuer.status(closed, shared));
    }

    Stream<IssuerStatus> status(boolean closed) {
        return table.all().map(issuer -> issuer.status(closed, shared));
    }

    Optional<FetchedJwkSet> export(String name) {
        return table.look(name).flatMap(issuer -> issuer.export(shared));
    }
}
