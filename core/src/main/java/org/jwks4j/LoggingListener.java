package org.jwks4j;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log: a rotation at INFO, a failure at WARN once per change of state, nothing per token. */
final class LoggingListener implements KeyFetcherListener {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);

    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> stale = ConcurrentHashMap.newKeySet();

    @Override
    public void fetchStarted(String issuer, URI uri) {
        LOG.debug("issuer {}: GET {}", Quoted.of(issuer), Quoted.of(uri.toString()));
    }

    @Override
    public void fetchSucceeded(String issuer, URI uri, Duration took) {
        if (failing.remove(failingKey(issuer, uri))) {
            LOG.info("issuer {}: {} answers again", Quoted.of(issuer), Quoted.of(uri.toString()));
        }
        stale.remove(issuer);
        LOG.debug("issuer {}: GET {} answered in {} ms", Quoted.of(issuer), Quoted.of(uri.toString()), took.toMillis());
    }

    @Override
    public void fetchFailed(String issuer, URI uri, KeysUnavailableException cause, Duration took) {
        if (failing.add(failingKey(issuer, uri))) {
            LOG.warn(
                    "issuer {}: {} ({}) after {} ms; keys that are there stay in use, and the issuer is asked again with"
                            + " growing delays",
                    Quoted.of(issuer),
                    cause.getMessage(),
                    cause.reason(),
                    took.toMillis());
        } else {
            LOG.debug("issuer {}: still {} ({})", Quoted.of(issuer), cause.getMessage(), cause.reason());
        }
    }

    private static String failingKey(String issuer, URI uri) {
        return issuer + ' ' + uri;
    }

    @Override
    public void keySetChanged(String issuer, JwkSet keys, Set<String> added, Set<String> removed) {
        LOG.info(
                "issuer {}: {} usable keys; added {}, removed {}",
                Quoted.of(issuer),
                keys.keys().size(),
                quoted(added),
                quoted(removed));
    }

    private static String quoted(Set<String> keyIds) {
        return keyIds.stream().limit(20).map(Quoted::of).toList().toString();
    }

    @Override
    public void keySetUnconfirmed(String issuer, Duration confirmedAfter) {
        LOG.warn(
                "issuer {}: its JWK Set has no usable key; the keys that are there stay in use until a second answer"
                        + " says the same, in {} s",
                Quoted.of(issuer),
                confirmedAfter.toSeconds());
    }

    @Override
    public void keySkipped(String issuer, SkippedJwk key) {
        LOG.info(
                "issuer {}: key {} is not used: {} ({})",
                Quoted.of(issuer),
                Quoted.of(key.keyId()),
                key.detail(),
                key.reason());
    }

    @Override
    public void privateKeyPublished(String issuer, @Nullable String keyId) {
        LOG.warn(
                "issuer {}: key {} is published with its private members; tell the issuer to replace it",
                Quoted.of(issuer),
                Quoted.of(keyId));
    }

    @Override
    public void staleServed(String issuer, Duration age) {
        if (stale.add(issuer)) {
            LOG.warn(
                    "issuer {}: keys are used past their freshness, {} s old, while the issuer does not answer",
                    Quoted.of(issuer),
                    age.toSeconds());
        }
    }
}
