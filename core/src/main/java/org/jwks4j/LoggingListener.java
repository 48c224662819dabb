package org.jwks4j;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.events.IssuerNotes;
import org.jwks4j.events.LogRateLimit;
import org.jwks4j.events.OutageLog;
import org.jwks4j.fetch.SkippedJwkWords;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.net.Delay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log: a rotation at INFO, a failure at WARN once per change of state, nothing per token. Of issuers that became known at run
 * time there may be as many as someone invents, so their lines have a budget.
 */
final class LoggingListener implements KeyFetcherEvent.Listener {
    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.KeyFetcher");

    private static final int MAX_NAMED = 20;

    private final Predicate<String> isNamed;
    private final LogRateLimit others;
    private final IssuerNotes<Boolean> failing = new IssuerNotes<>();
    private final IssuerNotes<Boolean> stale = new IssuerNotes<>();
    private final IssuerNotes<Boolean> missing = new IssuerNotes<>();
    private final OutageLog outages;

    /**
     * Makes a log.
     *
     * @param isNamed whether an issuer was trusted by name
     * @param ticker monotonic nanoseconds
     */
    LoggingListener(Predicate<String> isNamed, LongSupplier ticker) {
        this.isNamed = isNamed;
        this.others = new LogRateLimit(ticker);
        this.outages = new OutageLog(LOG, this::hasLine, ticker);
    }

    /** Said at start, of each issuer that was named and of an example of each template. */
    static void plainHttpIsAllowed(TrustedIssuer issuer) {
        Set<String> hosts = issuer.access().plainHosts();
        if (!hosts.isEmpty()) {
            LOG.warn(
                    "issuer {}: plain http is allowed to {} (allowHttpTo); anyone in that network can replace its keys,"
                            + " and sign tokens that are accepted here",
                    Quoted.of(issuer.name()),
                    hosts.stream().sorted().map(Quoted::of).toList());
        }
    }

    private boolean hasLine(String issuer) {
        if (isNamed.test(issuer)) {
            return true;
        }
        OptionalLong leftOut = others.take();
        if (leftOut.isPresent() && leftOut.getAsLong() > 0) {
            LOG.warn("{} lines about issuers that are known only at run time were left out", leftOut.getAsLong());
        }
        return leftOut.isPresent();
    }

    @Override
    public void onEvent(KeyFetcherEvent event) {
        if (event instanceof KeyFetcherEvent.FetchStarted e) {
            fetchStarted(e.issuer(), e.uri());
        } else if (event instanceof KeyFetcherEvent.FetchSucceeded e) {
            fetchSucceeded(e.issuer(), e.uri(), e.took());
        } else if (event instanceof KeyFetcherEvent.FetchFailed e) {
            fetchFailed(e.issuer(), e.uri(), e.cause(), e.took());
        } else if (event instanceof KeyFetcherEvent.KeySetChanged e) {
            keySetChanged(e.issuer(), e.keys(), e.added(), e.removed());
        } else if (event instanceof KeyFetcherEvent.KeyMissing e) {
            keyMissing(e.issuer(), e.keyId().orElse(null), e.keptFor());
        } else if (event instanceof KeyFetcherEvent.KeyReplaced e) {
            keyReplaced(e.issuer(), e.keyId());
        } else if (event instanceof KeyFetcherEvent.AnswersDisagree e) {
            answersDisagree(e.issuer());
        } else if (event instanceof KeyFetcherEvent.KeySetUnconfirmed e) {
            keySetUnconfirmed(e.issuer(), e.keys(), e.confirmedAfter());
        } else if (event instanceof KeyFetcherEvent.KeySkipped e) {
            keySkipped(e.issuer(), e.key());
        } else if (event instanceof KeyFetcherEvent.PrivateKeyPublished e) {
            privateKeyPublished(e.issuer(), e.keyId().orElse(null));
        } else if (event instanceof KeyFetcherEvent.IssuerRevoked e) {
            issuerRevoked(e.issuer());
        } else if (event instanceof KeyFetcherEvent.KeyRevoked e) {
            keyRevoked(e.issuer(), e.keyId());
        } else if (event instanceof KeyFetcherEvent.StatusChanged e) {
            statusChanged(e.status());
        } else if (event instanceof KeyFetcherEvent.StaleServed e) {
            staleServed(e.issuer(), e.age());
        } else if (event instanceof KeyFetcherEvent.EventsDropped e) {
            eventsDropped(e.listener(), e.count());
        }
    }

    private void eventsDropped(String listener, long count) {
        if (listener.equals(getClass().getName())) {
            LOG.warn("{} events were not logged: the log did not keep up", count);
        } else {
            LOG.warn(
                    "the listener {} does not keep up; events are dropped until it has taken those that wait",
                    listener);
        }
    }

    private void fetchStarted(String issuer, URI uri) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("issuer {}: GET {}", Quoted.of(issuer), Quoted.uri(uri));
        }
    }

    private void fetchSucceeded(String issuer, URI uri, Duration took) {
        if (failing.remove(failingKey(issuer, uri)) != null && hasLine(issuer)) {
            LOG.info("issuer {}: {} answers again", Quoted.of(issuer), Quoted.uri(uri));
        }
        stale.remove(issuer);
        if (LOG.isDebugEnabled()) {
            LOG.debug("issuer {}: GET {} answered in {} ms", Quoted.of(issuer), Quoted.uri(uri), took.toMillis());
        }
    }

    private void fetchFailed(String issuer, URI uri, KeysUnavailableException cause, Duration took) {
        if (failing.putIfAbsent(failingKey(issuer, uri), true) == null && hasLine(issuer)) {
            LOG.warn(
                    "issuer {}: {} ({}) after {} ms; it is asked again with growing delays",
                    Quoted.of(issuer),
                    cause.getMessage(),
                    cause.reason(),
                    took.toMillis());
        } else {
            LOG.debug("issuer {}: still {} ({})", Quoted.of(issuer), cause.getMessage(), cause.reason());
        }
        outages.failed(issuer, cause.getMessage(), cause.reason().name());
    }

    private static String failingKey(String issuer, URI uri) {
        return issuer + ' ' + uri;
    }

    /** Where answers disagree, keys go missing again and again: once is enough until the set changes. */
    private void keyMissing(String issuer, @Nullable String keyId, Duration keptFor) {
        if (missing.putIfAbsent(issuer + ' ' + keyId, true) == null && hasLine(issuer)) {
            LOG.info(
                    "issuer {}: its newest answer lacks the key {}, which is used for {} more unless an answer has it again",
                    Quoted.of(issuer),
                    Quoted.of(keyId),
                    Delay.inWords(keptFor));
        }
    }

    private void keyReplaced(String issuer, String keyId) {
        if (hasLine(issuer)) {
            LOG.warn(
                    "issuer {}: another key was put in the place of {}, under the same kid; both are used for a while",
                    Quoted.of(issuer),
                    Quoted.of(keyId));
        }
    }

    private void answersDisagree(String issuer) {
        if (hasLine(issuer)) {
            LOG.warn(
                    "issuer {}: its answers disagree about its keys, as if nodes behind its address did; a key that some of"
                            + " them lack stays in use",
                    Quoted.of(issuer));
        }
    }

    private void keySetChanged(String issuer, JwkSet keys, Set<String> added, Set<String> removed) {
        removed.forEach(keyId -> missing.remove(issuer + ' ' + keyId));
        if (hasLine(issuer)) {
            LOG.info(
                    "issuer {}: {} usable keys; added {}, removed {}{}",
                    Quoted.of(issuer),
                    keys.keys().size(),
                    quoted(added),
                    quoted(removed),
                    skipped(keys));
        }
    }

    /** In one line, however many there are. */
    private static String skipped(JwkSet keys) {
        return keys.skipped().isEmpty()
                ? ""
                : "; " + keys.skipped().size() + " not used: " + SkippedJwkWords.of(keys.skipped());
    }

    private static String quoted(Set<String> keyIds) {
        return keyIds.stream().limit(MAX_NAMED).map(Quoted::of).toList().toString();
    }

    private void keySetUnconfirmed(String issuer, JwkSet keys, Duration confirmedAfter) {
        if (hasLine(issuer)) {
            LOG.warn(
                    "issuer {}: its JWK Set has no usable key{}; it is fetched again in {} s, and keys that were fetched"
                            + " before and are not too old stay in use until that confirms it",
                    Quoted.of(issuer),
                    skipped(keys),
                    confirmedAfter.toSeconds());
        }
    }

    private void keySkipped(String issuer, SkippedJwk key) {
        LOG.debug("issuer {}: key {} is not used: {}", Quoted.of(issuer), Quoted.of(key.keyId()), key.detail());
    }

    private void privateKeyPublished(String issuer, @Nullable String keyId) {
        if (hasLine(issuer)) {
            LOG.warn(
                    "issuer {}: key {} is published with its private members; tell the issuer to replace it",
                    Quoted.of(issuer),
                    Quoted.of(keyId));
        }
    }

    private void keyRevoked(String issuer, String keyId) {
        LOG.warn(
                "issuer {}: key {} was revoked by this service's operator; its tokens are refused whatever the issuer says",
                Quoted.of(issuer),
                Quoted.of(keyId));
    }

    private void issuerRevoked(String issuer) {
        LOG.warn("issuer {} was revoked by this service's operator; its tokens are refused", Quoted.of(issuer));
    }

    private void statusChanged(IssuerStatus status) {
        LOG.debug("issuer {}: {}", Quoted.of(status.issuer()), status.state());
        switch (status.state()) {
            case COLD -> {
                if (status.failures() > 0 && isNamed.test(status.issuer())) { // others may be invented: no outage
                    outageBegun(status);
                }
            }
            case EXPIRED -> {
                if (status.failures() > 0) { // else they were just not used
                    outageBegun(status);
                }
            }
            case FIXED, FRESH, DUE, STALE -> outages.ended(status.issuer());
            case REVOKED, CLOSED -> outages.forget(status.issuer());
        }
    }

    private void outageBegun(IssuerStatus status) {
        boolean hadKeys = status.state() != IssuerStatus.State.COLD;
        outages.begun(status.issuer(), hadKeys, status.failures(), status.lastFailure());
    }

    private void staleServed(String issuer, Duration age) {
        if (stale.putIfAbsent(issuer, true) == null && hasLine(issuer)) {
            LOG.warn(
                    "issuer {}: keys are used past their freshness, {} s old, while no newer ones can be had",
                    Quoted.of(issuer),
                    age.toSeconds());
        }
    }
}
