package org.jwks4j.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import org.jwks4j.verifier.JwtVerifierEvent;
import org.jwks4j.verifier.JwtVerifierEvent.EventsDropped;
import org.jwks4j.verifier.JwtVerifierEvent.TokenNotJudged;
import org.jwks4j.verifier.JwtVerifierEvent.TokenRefused;
import org.jwks4j.verifier.JwtVerifierEvent.TokenVerified;

/** What became of tokens, and why. */
final class VerifierMeters {
    private final MeterProvider<Timer> verifications;
    private final Counter dropped;

    VerifierMeters(MeterRegistry registry, Tags tags) {
        verifications = Timer.builder("jwks4j.verifications")
                .description("Tokens that were verified, refused, or not judged because their keys could not be had.")
                .tags(tags)
                .withRegistry(registry);
        dropped = DroppedEvents.counter(registry, tags, "verifier");
    }

    void onEvent(JwtVerifierEvent event) {
        if (event instanceof TokenVerified e) {
            record(e.issuer(), "verified", "none", e.remembered(), e.took());
        } else if (event instanceof TokenRefused e) {
            record(e.issuer(), "refused", e.reason().name(), false, e.took());
        } else if (event instanceof TokenNotJudged e) {
            record(e.issuer(), "not_judged", e.reason().name(), false, e.took());
        } else if (event instanceof EventsDropped e) {
            dropped.increment((double) e.count());
        }
    }

    private void record(Optional<String> issuer, String outcome, String reason, boolean remembered, Duration took) {
        verifications
                .withTags(
                        IssuerTag.KEY,
                        issuer.orElse(IssuerTag.OTHER),
                        "outcome",
                        outcome,
                        "reason",
                        reason,
                        "remembered",
                        Boolean.toString(remembered))
                .record(took);
    }
}
