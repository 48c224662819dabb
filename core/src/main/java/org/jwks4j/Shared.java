package org.jwks4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.RefreshRules;

/**
 * What all issuers of one fetcher share.
 *
 * @param deadline how long one call waits at most
 * @param locations where the metadata of issuers is that do not say so themselves
 * @param userAgent what requests say of who sends them
 * @param sameOriginRedirects whether redirects within one origin are followed
 * @param closed whether no more requests go out
 */
record Shared(
        Environment environment,
        KeyFetcherListener listener,
        RevokedKeys revoked,
        RefreshRules rules,
        Duration deadline,
        List<MetadataLocation> locations,
        String userAgent,
        boolean sameOriginRedirects,
        AtomicBoolean closed) {}
