package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;

/** The issuer publishes its keys at another place, and the old place goes on answering with the keys of old. */
class MovedKeysTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration ONE_HOUR = Duration.ofHours(1);
    private static final URI MOVED = URI.create(Scenario.ISSUER + "/moved");

    private final Scenario scenario = Scenario.discovered().publishes();

    @AfterEach
    void close() {
        scenario.close();
    }

    private void warm() {
        scenario.getKey().join();
    }

    /** In use all the time, so that its keys are fresh and its metadata is as old as this. */
    private void warmFor(Duration duration) {
        warm();
        for (int minute = 1; minute < 60; minute++) {
            scenario.after(Duration.ofMinutes(1)).getKey();
        }
        scenario.after(duration.minus(Duration.ofMinutes(59)));
    }

    private int metadataRequests() {
        return scenario.transport.requests(Scenario.METADATA).size();
    }

    private int movedRequests() {
        return scenario.transport.requests(MOVED).size();
    }

    /** The old place keeps what it had. */
    private void movesAndRotates() {
        scenario.issuer.rotate();
        scenario.transport.on(MOVED).respondAlways(200, scenario.issuer.jwkSet());
        namesItsKeysAt(MOVED.toString());
    }

    private void namesItsKeysAt(String uri) {
        scenario.transport
                .on(Scenario.METADATA)
                .respondAlways(200, "{\"issuer\":\"" + Scenario.ISSUER + "\",\"jwks_uri\":\"" + uri + "\"}");
    }

    @Test
    void metadataOfOverAnHour_isAskedAgainForAnUnknownKeyAndNotAtTheHour() {
        warmFor(ONE_HOUR.minus(ONE_NANO));
        scenario.fetcher.getKey(scenario.inventedToken("at the hour"));
        assertThat(metadataRequests()).isEqualTo(1);
        scenario.fetcher.getKey(scenario.inventedToken("past the hour"));
        assertThat(metadataRequests()).isEqualTo(2);
    }

    @Test
    void theFirstTokenOfAMovedKey_succeeds() {
        warmFor(ONE_HOUR.plus(ONE_NANO));
        movesAndRotates();
        int atTheOldPlace = scenario.jwksRequests();
        assertThat(scenario.getKey().join().keyId()).isEqualTo(scenario.issuer.signingKeyId());
        assertThat(movedRequests()).isEqualTo(1);
        assertThat(scenario.jwksRequests()).isEqualTo(atTheOldPlace);
    }

    @Test
    void theFirstTokenOfAMovedKey_succeedsAlsoWhereNobodyAskedForAnHour() {
        warm();
        scenario.after(ONE_HOUR.plus(ONE_NANO));
        movesAndRotates();
        assertThat(scenario.getKey().join().keyId()).isEqualTo(scenario.issuer.signingKeyId());
    }

    @Test
    void metadataOfLessThanAnHour_isBelieved() {
        warmFor(ONE_HOUR.minus(ONE_NANO));
        movesAndRotates();
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(movedRequests()).isZero();
        scenario.after(Duration.ofSeconds(2)); // until when the key is known to be absent
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void aKnownKey_isNoReasonToAskForTheMetadata() {
        warm();
        for (int minute = 0; minute < 18 * 60; minute++) {
            scenario.after(Duration.ofMinutes(1)).getKey();
        }
        assertThat(metadataRequests()).isEqualTo(1);
    }

    @Test
    void metadataThatWasAskedAgain_isBelievedForAnotherHour() {
        warmFor(ONE_HOUR);
        for (int second = 0; second < 50 * 60; second++) {
            scenario.after(Duration.ofSeconds(1));
            scenario.fetcher.getKey(scenario.inventedToken("invented " + second));
        }
        assertThat(metadataRequests()).isEqualTo(2);
    }

    @Test
    void whileTheMetadataFails_inventedKeysCostAtMostTwoRequestsASlotAndThenOne() {
        warmFor(ONE_HOUR.plus(ONE_NANO));
        scenario.transport.on(Scenario.METADATA).respondAlways(503, "");
        int keysBefore = scenario.jwksRequests();
        for (int i = 0; i < 600; i++) {
            scenario.after(Duration.ofMillis(100));
            scenario.fetcher.getKey(scenario.inventedToken("invented " + i));
            assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isPresent();
        }
        int slots = 2 + 60 / 2;
        assertThat(scenario.jwksRequests() - keysBefore).isBetween(slots - 2, slots + 1);
        assertThat(metadataRequests() - 1).isBetween(2, 8); // half a second later, then twice as long each time
    }

    @Test
    void whileTheMetadataFails_aRotationAtTheOldPlaceIsHonoured() {
        warmFor(ONE_HOUR.plus(ONE_NANO));
        scenario.transport.on(Scenario.METADATA).respondAlways(503, "");
        scenario.issuer.rotate();
        assertThat(scenario.publishes().getKey()).isCompleted();
    }

    @Test
    void whileTheMetadataHangs_aTokenIsServedInTheEnd() {
        warmFor(ONE_HOUR.plus(ONE_NANO));
        scenario.transport.on(Scenario.METADATA).hold();
        scenario.issuer.rotate();
        CompletableFuture<VerificationKey> caller = scenario.publishes().getKey();
        assertThat(caller).isNotDone();
        scenario.after(Duration.ofSeconds(5));
        assertThat(caller).isCompleted();
    }

    @Test
    void aPlaceThatMayNotBeAsked_isNotAskedAndTheOldOneIs() {
        for (String elsewhere :
                new String[] {"http://issuer.example.com/moved", "file:///etc/passwd", "https://u:p@x/"}) {
            try (Scenario other = Scenario.discovered().publishes()) {
                other.getKey().join();
                other.after(ONE_HOUR.plus(ONE_NANO));
                other.transport
                        .on(Scenario.METADATA)
                        .respondAlways(
                                200, "{\"issuer\":\"" + Scenario.ISSUER + "\",\"jwks_uri\":\"" + elsewhere + "\"}");
                other.issuer.rotate();
                assertThat(other.publishes().getKey()).as(elsewhere).isCompleted();
                assertThat(other.transport.unscriptedRequests()).isEmpty();
            }
        }
    }

    @Test
    void metadataOfAnotherIssuer_movesNothing() {
        warmFor(ONE_HOUR.plus(ONE_NANO));
        scenario.transport
                .on(Scenario.METADATA)
                .respondAlways(200, "{\"issuer\":\"https://evil.example.com\",\"jwks_uri\":\"" + MOVED + "\"}");
        scenario.fetcher.getKey(scenario.inventedToken("nobody"));
        assertThat(movedRequests()).isZero();
        assertThat(scenario.getKey()).isCompleted();
    }

    @Test
    void theEntityTagOfTheOldPlace_isNotSentToTheNewOne() {
        scenario.publishes("ETag", "\"a\"");
        warmFor(ONE_HOUR.plus(ONE_NANO));
        movesAndRotates();
        assertThat(scenario.getKey()).isCompleted();
        assertThat(scenario.transport.requests(MOVED).get(0).headers()).doesNotContainKey("If-None-Match");
    }
}
