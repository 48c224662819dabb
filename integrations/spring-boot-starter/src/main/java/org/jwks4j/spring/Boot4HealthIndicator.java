package org.jwks4j.spring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Tells Boot 4 how well the issuers are. */
final class Boot4HealthIndicator implements HealthIndicator {
    private final IssuersHealth issuers;

    Boot4HealthIndicator(IssuersHealth issuers) {
        this.issuers = issuers;
    }

    @Override
    public Health health() {
        IssuersHealth.Verdict verdict = issuers.verdict();
        return Health.status(verdict.up() ? Status.UP : Status.DOWN)
                .withDetails(verdict.details())
                .build();
    }
}
