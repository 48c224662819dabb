package org.jwks4j;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners; one that throws is logged and the next is told all the same. */
final class SafeListeners implements KeyFetcherListener {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);

    private final List<KeyFetcherListener> listeners;

    SafeListeners(List<KeyFetcherListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    private void tell(Consumer<KeyFetcherListener> event) {
        for (KeyFetcherListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) { // also an Error: a fetch must land whatever a listener does
                LOG.error("the listener {} threw", listener.getClass().getName(), e);
            }
        }
    }

    @Override
    public void fetchStarted(String issuer, URI uri) {
        tell(listener -> listener.fetchStarted(issuer, uri));
    }

    @Override
    public void fetchSucceeded(String issuer, URI uri, Duration took) {
        tell(listener -> listener.fetchSucceeded(issuer, uri, took));
    }

    @Override
    public void fetchFailed(String issuer, URI uri, KeysUnavailableException cause, Duration took) {
        tell(listener -> listener.fetchFailed(issuer, uri, cause, took));
    }

    @Override
    public void keySetChanged(String issuer, JwkSet keys, Set<String> added, Set<String> removed) {
        tell(listener -> listener.keySetChanged(issuer, keys, added, removed));
    }

    @Override
    public void keySetUnconfirmed(String issuer, JwkSet keys, Duration confirmedAfter) {
        tell(listener -> listener.keySetUnconfirmed(issuer, keys, confirmedAfter));
    }

    @Override
    public void keySkipped(String issuer, SkippedJwk key) {
        tell(listener -> listener.keySkipped(issuer, key));
    }

    @Override
    public void privateKeyPublished(String issuer, @Nullable String keyId) {
        tell(listener -> listener.privateKeyPublished(issuer, keyId));
    }

    @Override
    public void staleServed(String issuer, Duration age) {
        tell(listener -> listener.staleServed(issuer, age));
    }

    @Override
    public void statusChanged(IssuerStatus status) {
        tell(listener -> listener.statusChanged(status));
    }

    @Override
    public void keyRevoked(String issuer, String keyId) {
        tell(listener -> listener.keyRevoked(issuer, keyId));
    }

    @Override
    public void unknownKeyRefused(String issuer, @Nullable String keyId, Optional<Duration> retryAfter) {
        tell(listener -> listener.unknownKeyRefused(issuer, keyId, retryAfter));
    }
}
