package org.jwks4j.idp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;

/**
 * A provider that is away for a while and comes back with a new key. Tokens of the keys that are known go on being accepted; one
 * of a new key, which is asked for all the time and cannot be known, is refused and not counted. Once the provider is back, it is
 * counted how long a new token takes to be accepted.
 */
final class Restart {
    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BETWEEN_TRIES_MILLIS = 250;

    private final IdentityProvider provider;

    Restart(IdentityProvider provider) {
        this.provider = provider;
    }

    Disturbance disturbance() throws Exception {
        long before = provider.requests();
        try (Clients clients = new Clients(provider)) {
            Traffic traffic = new Traffic(clients.verifiers());
            Duration recovery;
            try (traffic) {
                for (String algorithm : provider.algorithms()) {
                    String token = provider.token(algorithm);
                    clients.verifiers()
                            .forEach(verifier -> verifier.blocking().verify(token)); // so that they know its key
                    traffic.add(token);
                }
                goAway(traffic);
                if (!provider.remembersKeys()) {
                    traffic.pause();
                }
                provider.start();
                recovery = recovery(clients.verifiers());
            }
            return new Disturbance(traffic.shown(), traffic.refusals(), provider.requests() - before, recovery);
        }
    }

    /** With a key that signed a token which no one has seen before. */
    private void goAway(Traffic traffic) throws Exception {
        List<String> unseen = new ArrayList<>();
        for (String algorithm : provider.algorithms()) {
            if (provider.canRotate()) {
                provider.rotate(algorithm);
                unseen.add(provider.token(algorithm));
            }
        }
        provider.stop();
        traffic.withdraw(unseen);
        TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
    }

    /** Until every verifier has accepted a new token of each algorithm, the longest; zero if each did at first sight. */
    private Duration recovery(List<JwtVerifier> verifiers) throws Exception {
        Duration longest = Duration.ZERO;
        for (String algorithm : provider.algorithms()) {
            String token = provider.token(algorithm);
            long start = System.nanoTime();
            for (JwtVerifier verifier : verifiers) {
                Optional<String> refusal = refusal(verifier, token);
                if (refusal.isPresent()) {
                    awaitAcceptance(verifier, token, refusal.get());
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    longest = longest.compareTo(took) > 0 ? longest : took;
                }
            }
        }
        return longest;
    }

    private static void awaitAcceptance(JwtVerifier verifier, String token, String first) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> refusal = Optional.of(first);
        while (refusal.isPresent()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        "a new key is refused still, " + PATIENCE + " after the return: " + refusal.get());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            refusal = refusal(verifier, token);
        }
    }

    private static Optional<String> refusal(JwtVerifier verifier, String token) {
        try {
            verifier.blocking().verify(token);
            return Optional.empty();
        } catch (TokenException e) {
            return Optional.of(e.reason() + ": " + e.getMessage());
        }
    }
}
