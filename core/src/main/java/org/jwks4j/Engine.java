package org.jwks4j;

import java.time.Duration;
import org.jwks4j.net.Environment;

/** What all issuers of one fetcher share. */
record Engine(
        Environment environment,
        RefreshPolicy policy,
        Duration deadline,
        RevokedKeys revoked,
        KeyFetcherListener listener) {}
