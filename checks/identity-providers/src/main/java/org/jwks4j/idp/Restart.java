package org.jwks4j.idp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;

/**
 * A provider that is away for a while and comes back with a new key. Tokens of the keys that are known go on being accepted; one
 * of a new key, which is asked for all the time and cannot be known, is refused and not counted; once the provider is back, each
 * refusal of a new token counts.
 */
final class Restart {
    private static final Duration AWAY = Duration.ofSeconds(20);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BETWEEN_TRIES_MILLIS = 250;

    private final IdentityProvider provider;
    private final List<String> refusals = new ArrayList<>();

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
                    traffic.add(provider.token(algorithm));
                }
                goAway(traffic);
                if (!provider.remembersKeys()) {
                    traffic.pause();
                }
                provider.start();
                recovery = recovery(clients.verifiers());
            }
            refusals.addAll(traffic.refusals());
            return new Disturbance(traffic.shown(), refusals, provider.requests() - before, recovery);
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

    /** From its first answer until every verifier has accepted a new token of each algorithm; zero if each did at first sight. */
    private Duration recovery(List<JwtVerifier> verifiers) throws Exception {
        long back = System.nanoTime();
        Duration longest = Duration.ZERO;
        for (String algorithm : provider.algorithms()) {
            String token = provider.token(algorithm);
            for (JwtVerifier verifier : verifiers) {
                if (!isAccepted(verifier, token)) {
                    awaitAcceptance(verifier, token, back);
                    longest = Duration.ofNanos(System.nanoTime() - back);
                }
            }
        }
        return longest;
    }

    /** Gives up in the end, and leaves it to the page to say so. */
    private void awaitAcceptance(JwtVerifier verifier, String token, long back) throws InterruptedException {
        do {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } while (!isAccepted(verifier, token) && System.nanoTime() - back < PATIENCE.toNanos());
    }

    private boolean isAccepted(JwtVerifier verifier, String token) {
        try {
            verifier.blocking().verify(token);
            return true;
        } catch (TokenException e) {
            refusals.add(e.reason() + ": " + e.getMessage());
            return false;
        }
    }
}
