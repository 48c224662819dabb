package org.jwks4j;

import java.time.Duration;

/** What all issuers of one fetcher share. */
record Engine(
        Environment environment,
        RefreshPolicy policy,
        Duration deadline,
        RevokedKeys revoked,
        RevokedIssuers revokedIssuers,
        KeyFetcherListener listener) {}
