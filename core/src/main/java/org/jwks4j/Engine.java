package org.jwks4j;

import java.time.Duration;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.RefreshRules;

/** What all issuers of one fetcher share. */
record Engine(
        Environment environment,
        RefreshRules rules,
        Duration deadline,
        RevokedKeys revoked,
        RevokedIssuers revokedIssuers,
        KeyFetcherListener listener) {}
