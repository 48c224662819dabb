package org.jwks4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.fetch.SharedFetchBudgets;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.ClosableRequests;
import org.jwks4j.net.Environment;
import org.jwks4j.net.ManualTimer;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.WaitingCallers;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.trust.RevokedIssuers;
import org.jwks4j.trust.RevokedKeys;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Who calls a fetcher while it is closed is told, though its timer is gone and the issuer never answers. */
final class ClosedFetcherStress {
    private ClosedFetcherStress() {}

    @JCStressTest
    @Outcome(id = "CLOSED", expect = ACCEPTABLE, desc = "Told.")
    @Outcome(expect = FORBIDDEN, desc = "Waits for ever.")
    @State
    public static class ColdCallerDuringTheEnd {
        private final Silence silence = new Silence();
        private CompletableFuture<?> answer;

        @Actor
        public void end() {
            silence.fetcher.close();
        }

        @Actor
        public void caller() {
            answer = silence.fetcher.getKey(Silence.ISSUER, "kid");
        }

        @Arbiter
        public void afterwards(L_Result told) {
            told.r1 = Silence.told(answer);
        }
    }

    @JCStressTest
    @Outcome(id = "CLOSED", expect = ACCEPTABLE, desc = "Told.")
    @Outcome(expect = FORBIDDEN, desc = "Waits for ever.")
    @State
    public static class WaitingForReadinessDuringTheEnd {
        private final Silence silence = new Silence();
        private CompletableFuture<?> answer;

        @Actor
        public void end() {
            silence.fetcher.close();
        }

        @Actor
        public void caller() {
            answer = silence.fetcher.ready(List.of(Silence.ISSUER));
        }

        @Arbiter
        public void afterwards(L_Result told) {
            told.r1 = Silence.told(answer);
        }
    }

    @JCStressTest
    @Outcome(id = "CLOSED", expect = ACCEPTABLE, desc = "Told.")
    @Outcome(expect = FORBIDDEN, desc = "Waits for ever.")
    @State
    public static class NewWaitingCallerDuringTheEnd {
        @SuppressWarnings("StaticAssignmentOfThrowable") // its stack trace takes longer than the races do
        private static final KeysUnavailableException CLOSED = LookupErrors.closed();

        private final WaitingCallers callers = new WaitingCallers();
        private CompletableFuture<?> answer;

        @Actor
        public void end() {
            callers.failAll(CLOSED);
        }

        @Actor
        public void caller() {
            answer = callers.add();
        }

        @Arbiter
        public void afterwards(L_Result told) {
            told.r1 = Silence.told(answer);
        }
    }

    /** A fetcher with a timer of its own and several issuers, the first of which is asked and never answers. */
    private static final class Silence {
        private static final String ISSUER = "https://issuer.example.com";
        private static final List<TrustedIssuer> TRUSTED = Stream.of("", "/1", "/2", "/3", "/4", "/5", "/6", "/7")
                .map(path -> TrustedIssuer.of(ISSUER + path).withJwksUri(ISSUER + path + "/jwks"))
                .toList();

        private final KeyFetcher fetcher;

        private Silence() {
            ManualTimer timer = new ManualTimer();
            Environment environment = timer.environment(false, new AtomicLong());
            FetcherContext shared = new FetcherContext(
                    environment,
                    Assembly.listeners(List.of(event -> {}), Runnable::run, System::nanoTime),
                    new RevokedKeys(),
                    new RevokedIssuers(),
                    RefreshPolicy.defaults().rules(),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    List.of(),
                    "jwks4j",
                    false,
                    new SharedFetchBudgets(),
                    new SharedFetchBudgets(),
                    new ClosableRequests(),
                    null,
                    null);
            RequestGate gate = new RequestGate(environment, 16, 2);
            IssuerFactory factory =
                    new IssuerFactory(shared, request -> new CompletableFuture<>(), null, gate, UriPolicy.HTTPS_ONLY);
            TrustedIssuers issuers = new TrustedIssuers(TRUSTED, factory::named, null, shared);
            fetcher = new KeyFetcher(issuers, shared, Map.of(), timer::shutdownNow);
        }

        private static String told(CompletableFuture<?> answer) {
            if (!answer.isDone()) {
                return "nothing";
            }
            try {
                return String.valueOf(answer.join());
            } catch (CompletionException e) {
                return ((KeyFetchException) e.getCause()).reason().name();
            }
        }
    }
}
