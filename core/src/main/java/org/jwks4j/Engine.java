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
        KeyFetcherListener listener) {}
