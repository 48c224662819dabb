package org.jwks4j.fetcher;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcherEvent;

/** Writes every event down as a line, except for changes of status. */
final class RecordingListener implements KeyFetcherEvent.Listener {
    private final List<String> lines = new ArrayList<>();
    private final List<KeyFetcherEvent> all = new ArrayList<>();

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized void forget() {
        lines.clear();
        all.clear();
    }

    synchronized <E extends KeyFetcherEvent> List<E> all(Class<E> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public synchronized void onEvent(KeyFetcherEvent event) {
        all.add(event);
        String line = line(event);
        if (line != null) {
            lines.add(line);
        }
    }

    private static @Nullable String line(KeyFetcherEvent event) {
        if (event instanceof KeyFetcherEvent.FetchStarted e) {
            return "started " + e.uri().getPath();
        } else if (event instanceof KeyFetcherEvent.FetchSucceeded e) {
            return "succeeded " + e.uri().getPath();
        } else if (event instanceof KeyFetcherEvent.FetchFailed e) {
            return "failed " + e.uri().getPath() + " " + e.cause().reason();
        } else if (event instanceof KeyFetcherEvent.KeySetChanged e) {
            return "changed +" + new TreeSet<>(e.added()) + " -" + new TreeSet<>(e.removed());
        } else if (event instanceof KeyFetcherEvent.KeySetUnconfirmed e) {
            return "unconfirmed " + e.confirmedAfter();
        } else if (event instanceof KeyFetcherEvent.KeySkipped e) {
            return "skipped " + e.key().keyId() + " " + e.key().reason();
        } else if (event instanceof KeyFetcherEvent.PrivateKeyPublished e) {
            return "private " + e.keyId().orElse(null);
        } else if (event instanceof KeyFetcherEvent.StaleServed e) {
            return "stale " + e.age();
        } else if (event instanceof KeyFetcherEvent.UnknownKeyRefused e) {
            return "unknown " + e.keyId() + " " + e.retryAfter().orElse(null);
        } else if (event instanceof KeyFetcherEvent.IssuerRevoked e) {
            return "issuer revoked " + e.issuer();
        } else if (event instanceof KeyFetcherEvent.KeyRevoked e) {
            return "revoked " + e.keyId();
        } else if (event instanceof KeyFetcherEvent.IssuerRevoked e) {
            return "issuer revoked " + e.issuer();
        }
        return null;
    }
}
