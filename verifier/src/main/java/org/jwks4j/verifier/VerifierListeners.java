package org.jwks4j.verifier;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.TokenException;
import org.jwks4j.events.ListenerLane.Receiver;
import org.jwks4j.events.Listeners;
import org.jwks4j.verifier.JwtVerifierEvent.EventsDropped;
import org.jwks4j.verifier.JwtVerifierEvent.TokenNotJudged;
import org.jwks4j.verifier.JwtVerifierEvent.TokenRefused;
import org.jwks4j.verifier.JwtVerifierEvent.TokenVerified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a verifier's listeners what became of each call. */
final class VerifierListeners {
    /** As many as a busy service decides while a listener's thread waits for a processor. */
    static final int WAITING_EVENTS = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.verifier.JwtVerifier");

    private final Listeners<JwtVerifierEvent> listeners;
    private final Map<String, Optional<String>> namedIssuers = new HashMap<>();
    private final LongSupplier ticker;

    VerifierListeners(
            List<JwtVerifierEvent.Listener> all,
            List<TrustedIssuer> namedIssuers,
            Executor executor,
            LongSupplier ticker) {
        this.ticker = ticker;
        namedIssuers.forEach(issuer ->
                issuer.names().forEach(name -> this.namedIssuers.put(name, Optional.of(issuer.name()))));
        List<Receiver<JwtVerifierEvent>> receivers = all.stream()
                .map(one -> new Receiver<JwtVerifierEvent>(one.getClass().getName(), LOG, one::onEvent))
                .toList();
        Receiver<JwtVerifierEvent> log = new Receiver<>("log", LOG, VerifierListeners::logged);
        this.listeners = new Listeners<>(log, receivers, WAITING_EVENTS, EventsDropped::new, executor, ticker);
    }

    /** Of all events, the log is told only that others were not. */
    private static void logged(JwtVerifierEvent event) {
        if (event instanceof EventsDropped dropped) {
            LOG.warn("the listener {} does not keep up: events are not told to it", dropped.listener());
        }
    }

    Verification begin() {
        return new Told();
    }

    private Optional<String> named(@Nullable String issuer) {
        return namedIssuers.getOrDefault(issuer, Optional.empty());
    }

    private final class Told implements Verification {
        private final long began = ticker.getAsLong();
        private boolean remembered;

        @Override
        public void remembered() {
            remembered = true;
        }

        /** The caller may complete its own future, by a deadline for example: what is told is the verifier's answer. */
        @Override
        public CompletableFuture<VerifiedJwt> told(CompletableFuture<VerifiedJwt> answer) {
            boolean done = answer.isDone();
            CompletableFuture<VerifiedJwt> own = done ? answer : new CompletableFuture<>();
            answer.whenComplete((jwt, failure) -> {
                tell(jwt, failure);
                if (!done && failure == null) {
                    own.complete(jwt);
                } else if (!done) {
                    own.completeExceptionally(failure);
                }
            });
            return own;
        }

        @Override
        public VerifiedJwt told(Supplier<VerifiedJwt> answer) {
            try {
                VerifiedJwt jwt = answer.get();
                tell(jwt, null);
                return jwt;
            } catch (TokenException e) {
                tell(null, e);
                throw e;
            }
        }

        private void tell(@Nullable VerifiedJwt jwt, @Nullable Throwable failure) {
            Duration took = Duration.ofNanos(ticker.getAsLong() - began);
            if (jwt != null) {
                Optional<String> issuer = named(jwt.key().issuer());
                listeners.tell(n -> new TokenVerified(n, issuer, remembered, took));
            } else if (failure instanceof TokenException refused) {
                Optional<String> issuer = named(refused.issuer().orElse(null));
                listeners.tell(n -> refused.httpStatus() == 401
                        ? new TokenRefused(n, issuer, refused.reason(), took)
                        : new TokenNotJudged(n, issuer, refused.reason(), took));
            }
        }
    }

    /** One call of a verifier, as far as its listeners are told of it. */
    interface Verification {
        /** Of a verifier without listeners: it costs nothing. */
        Verification UNTOLD = new Verification() {};

        /** The token was verified before. */
        default void remembered() {}

        /** The same answer, in a future that is the caller's own if it is not complete. */
        default CompletableFuture<VerifiedJwt> told(CompletableFuture<VerifiedJwt> answer) {
            return answer;
        }

        /** The answer, or the failure thrown. */
        default VerifiedJwt told(Supplier<VerifiedJwt> answer) {
            return answer.get();
        }
    }
}
