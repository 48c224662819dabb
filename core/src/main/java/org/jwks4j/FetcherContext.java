package org.jwks4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.events.Listeners;
import org.jwks4j.fetch.SharedFetchBudgets;
import org.jwks4j.fleet.Revocations;
import org.jwks4j.fleet.StoreAccess;
import org.jwks4j.fleet.StoredUses;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.net.ClosableRequests;
import org.jwks4j.net.Environment;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.trust.RevokedIssuers;
import org.jwks4j.trust.RevokedKeys;

/**
 * What all issuers of one fetcher share.
 *
 * @param deadline how long one call waits at most
 * @param requestTimeout how long one request may take, from connecting to the end of the body
 * @param locations where metadata is, for issuers that have no setting of their own
 * @param userAgent what requests say of who sends them
 * @param sameOriginRedirects whether redirects within one origin are followed
 * @param outages what the issuers of a host may have fetched while they are held back
 * @param doubts what the issuers of a host may have fetched because of wrong signatures
 * @param open the requests under way: the last step before each transport
 * @param store what is asked before an issuer is; null if there is none
 * @param revocations what was revoked wherever the store is shared; null if there is none
 */
record FetcherContext(
        Environment environment,
        Listeners<KeyFetcherEvent> listeners,
        RevokedKeys revoked,
        RevokedIssuers revokedIssuers,
        RefreshSettings rules,
        Duration deadline,
        Duration requestTimeout,
        List<MetadataLocation> locations,
        String userAgent,
        boolean sameOriginRedirects,
        SharedFetchBudgets outages,
        SharedFetchBudgets doubts,
        ClosableRequests open,
        @Nullable StoreAccess store,
        @Nullable Revocations revocations) {
    /** How long a node may be busy with one fetch: metadata, keys, and a moment. */
    Duration longestFetch() {
        return requestTimeout.multipliedBy(2).plusSeconds(1);
    }

    /** Fails every call after the fetcher was closed. */
    void requireOpen() {
        if (open.isClosed()) {
            throw LookupErrors.closed();
        }
    }

    /** What a method returns that never throws. */
    <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> question) {
        try {
            requireOpen();
            return question.get();
        } catch (KeyFetchException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(LookupErrors.closed());
        }
    }

    StoredUses uses() {
        if (store == null) {
            throw new IllegalStateException("what all nodes accept once needs a sharedStore(...)");
        }
        return new StoredUses(store);
    }

    /** From here on no request goes out, and what ends because of that is told to no listener as a failure of its issuer. */
    void beginClosing() {
        listeners.close();
        open.close();
    }
}
