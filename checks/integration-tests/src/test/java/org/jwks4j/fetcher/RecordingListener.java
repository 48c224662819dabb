package org.jwks4j.fetcher;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jwks4j.KeyFetcherListener;
import org.jwks4j.KeysUnavailableException;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;

/** Writes every event down as a line. */
final class RecordingListener implements KeyFetcherListener {
    private final List<String> lines = new ArrayList<>();

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized void forget() {
        lines.clear();
    }

    private synchronized void add(String line) {
        lines.add(line);
    }

    @Override
    public void fetchStarted(String issuer, URI uri) {
        add("started " + uri.getPath());
    }

    @Override
    public void fetchSucceeded(String issuer, URI uri, Duration took) {
        add("succeeded " + uri.getPath());
    }

    @Override
    public void fetchFailed(String issuer, URI uri, KeysUnavailableException cause, Duration took) {
        add("failed " + uri.getPath() + " " + cause.reason());
    }

    @Override
    public void keySetChanged(String issuer, JwkSet keys, Set<String> added, Set<String> removed) {
        add("changed +" + new TreeSet<>(added) + " -" + new TreeSet<>(removed));
    }

    @Override
    public void keySetUnconfirmed(String issuer, JwkSet keys, Duration confirmedAfter) {
        add("unconfirmed " + confirmedAfter);
    }

    @Override
    public void keySkipped(String issuer, SkippedJwk key) {
        add("skipped " + key.keyId() + " " + key.reason());
    }

    @Override
    public void privateKeyPublished(String issuer, String keyId) {
        add("private " + keyId);
    }

    @Override
    public void staleServed(String issuer, Duration age) {
        add("stale " + age);
    }

    @Override
    public void unknownKeyRefused(String issuer, String keyId, Optional<Duration> retryAfter) {
        add("unknown " + keyId + " " + retryAfter.orElse(null));
    }

    @Override
    public void keyRevoked(String issuer, String keyId) {
        add("revoked " + keyId);
    }
}
