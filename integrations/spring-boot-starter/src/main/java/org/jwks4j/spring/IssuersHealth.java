package org.jwks4j.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.spring.Jwks4jProperties.DownIf;

/**
 * How well the issuers are that were trusted by name, in no words of any version of Boot. An issuer is down while its tokens cannot
 * be verified: its keys are too old, or could not be had at all. One that was not asked yet is not, and neither is one whose keys are
 * stale, since they are used.
 */
final class IssuersHealth {
    private final KeyFetcher fetcher;
    private final DownIf downIf;

    IssuersHealth(KeyFetcher fetcher, DownIf downIf) {
        this.fetcher = fetcher;
        this.downIf = downIf;
    }

    Verdict verdict() {
        List<IssuerStatus> named = fetcher.namedIssuers().stream()
                .map(TrustedIssuer::name)
                .flatMap(name -> fetcher.status(name).stream())
                .toList();
        Map<String, Object> details = new LinkedHashMap<>();
        named.forEach(status -> details.put(status.issuer(), IssuerDetails.of(status)));
        return new Verdict(isUp(named), details);
    }

    private boolean isUp(List<IssuerStatus> named) {
        long down = named.stream().filter(IssuersHealth::isDown).count();
        return switch (downIf) {
            case ANY -> down == 0;
            case ALL -> down == 0 || down < named.size();
            case NEVER -> true;
        };
    }

    static boolean isDown(IssuerStatus status) {
        return switch (status.state()) {
            case COLD -> status.failures() > 0;
            case EXPIRED -> true;
            case FIXED, FRESH, DUE, STALE, REVOKED, CLOSED -> false;
        };
    }

    /** @param details by issuer */
    record Verdict(boolean up, Map<String, Object> details) {}
}
