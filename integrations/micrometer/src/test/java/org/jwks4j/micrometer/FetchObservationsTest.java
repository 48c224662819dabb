package org.jwks4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcherEvent.FetchFailed;
import org.jwks4j.KeyFetcherEvent.FetchStarted;
import org.jwks4j.KeyFetcherEvent.FetchSucceeded;
import org.jwks4j.TrustedIssuer;

/** One observation for each request, that always ends. */
final class FetchObservationsTest {
    private static final String ISSUER = "https://issuer.example.com";
    private static final String STRANGER = "https://stranger.example.com";

    private final List<String> seen = new ArrayList<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final FetchObservations observations =
            new FetchObservations(registry, Tags.of("app", "orders"), new IssuerTag(List.of(TrustedIssuer.of(ISSUER))));

    @BeforeEach
    void listen() {
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                seen.add(context.toString());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private void begins(String issuer) {
        observations.started(new FetchStarted(1, issuer, Telling.JWKS));
    }

    @Test
    void request_isObservedWithItsOutcome() {
        begins(ISSUER);
        assertThat(seen).isEmpty();
        observations.succeeded(new FetchSucceeded(2, ISSUER, Telling.JWKS, Telling.TOOK));
        begins(STRANGER);
        observations.failed(new FetchFailed(3, STRANGER, Telling.JWKS, Telling.unreachable(STRANGER), Telling.TOOK));

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0))
                .contains(
                        "jwks4j.fetch",
                        "issuer='" + ISSUER + "'",
                        "outcome='success'",
                        "reason='none'",
                        "app='orders'");
        assertThat(seen.get(1))
                .contains("issuer='other'", "outcome='failure'", "reason='ISSUER_UNREACHABLE'", "no connection");
        assertThat(seen.get(1)).doesNotContain("stranger");
    }

    @Test
    void requestWhoseEndWasDropped_endsAllTheSame() {
        begins(ISSUER);
        begins(ISSUER); // the end of the first was not told
        observations.missed();

        assertThat(seen).hasSize(2).allSatisfy(one -> assertThat(one).contains("outcome='unknown'"));
    }

    @Test
    void endWithoutABeginning_isNothing() {
        observations.succeeded(new FetchSucceeded(2, ISSUER, Telling.JWKS, Telling.TOOK));

        assertThat(seen).isEmpty();
    }
}
