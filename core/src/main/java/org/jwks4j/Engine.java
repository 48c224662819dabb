package org.jwks4j;

import java.time.Duration;
import org.jwks4j.http.UriPolicy;

/** What all issuers of one fetcher share. */
record Engine(
        Environment environment,
        DocumentFetcher fetcher,
        UriPolicy uriPolicy,
        RefreshPolicy policy,
        Duration deadline,
        RevokedKeys revoked,
        KeyFetcherListener listener) {
    /** The same with requests of their own. */
    Engine with(DocumentFetcher other) {
        return new Engine(environment, other, uriPolicy, policy, deadline, revoked, listener);
    }
}
