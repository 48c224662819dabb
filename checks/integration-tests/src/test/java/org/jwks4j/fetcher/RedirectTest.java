package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.HeldResponse;

/** The issuer answers that its keys are somewhere else. */
class RedirectTest {
    private static final URI OTHER = URI.create(Scenario.ISSUER + "/other");

    private final Scenario scenario = Scenario.of(KeyFetcher.builder()
            .trust(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString()))
            .followSameOriginRedirects());

    @AfterEach
    void close() {
        scenario.close();
    }

    private Scenario redirectsTo(String location) {
        return scenario.answers(302, "", "Location", location);
    }

    private void publishesAt(URI uri) {
        scenario.transport.on(uri).respondAlways(200, scenario.issuer.jwkSet());
    }

    private List<URI> asked() {
        return scenario.transport.requests().stream()
                .map(request -> request.uri())
                .toList();
    }

    private void assertNotFollowed() {
        KeyFetchException failure = Scenario.failureOf(scenario.getKey());
        assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
        assertThat(failure).hasMessageContaining("answered 302");
        assertThat(asked()).containsExactly(Scenario.JWKS);
    }

    @Test
    void byDefault_noRedirectIsFollowedAndTheMessageNamesTheCall() {
        try (Scenario strict = Scenario.direct().answers(302, "", "Location", OTHER.toString())) {
            KeyFetchException failure = Scenario.failureOf(strict.getKey());
            assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
            assertThat(failure).hasMessageContainingAll("answered 302", "followSameOriginRedirects()");
            assertThat(strict.transport.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.com/other",
                "HTTPS://ISSUER.example.COM/other",
                "https://issuer.example.com:443/other",
                "/other",
                "other",
                "./other",
                "//issuer.example.com/other"
            })
    void theSameOrigin_isFollowedHoweverItIsSpelled(String location) {
        redirectsTo(location);
        List.of(
                        OTHER,
                        URI.create("https://issuer.example.com:443/other"),
                        URI.create("HTTPS://ISSUER.example.COM/other"))
                .forEach(this::publishesAt);
        assertThat(scenario.getKey()).isCompleted();
        assertThat(asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void everyRedirectThatNamesAPlace_isFollowed(int status) {
        scenario.answers(status, "", "Location", "/other");
        publishesAt(OTHER);
        assertThat(scenario.getKey()).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 300, 304, 305, 306, 399, 404, 503})
    void otherStatuses_areNoRedirects(int status) {
        scenario.answers(status, "{}", "Location", "/other");
        publishesAt(OTHER);
        assertThat(scenario.getKey()).isCompletedExceptionally();
        assertThat(asked()).containsExactly(Scenario.JWKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/other",
                "https://issuer.example.com.evil.example.com/other",
                "https://issuer.example.com./other",
                "https://evil.issuer.example.com/other",
                "//evil.example.com/other",
                "https://issuer.example.com:8443/other",
                "https://issuer.example.com:80/other",
                "http://issuer.example.com/other",
                "http://issuer.example.com:443/other",
                "https://user@issuer.example.com/other",
                "https://user:secret@issuer.example.com/other",
                "https://issuer.example.com@evil.example.com/other",
                "https://@issuer.example.com/other",
                "https://issuer.example.com/other#fragment",
                "https:other",
                "https:///other",
                "https://",
                "file:///etc/passwd",
                "file://issuer.example.com/etc/passwd",
                "jar:https://issuer.example.com/a.jar!/keys",
                "data:application/json,%7B%7D",
                "javascript:alert(1)",
                "mailto:keys@issuer.example.com",
                "/other\\@evil.example.com",
                "\\\\evil.example.com/other",
                "https://[::1/other",
                "https://issuer.example.com:99999999999/other",
                "https://issuer.example.com:-1/other",
                "/oth er",
                "/other, /jwks",
                "/%zz",
                "http://169.254.169.254/latest/meta-data",
                "https://\u0456ssuer.example.com/other"
            })
    void whatIsElsewhereOrNoPlaceAtAll_isNotFollowed(String location) {
        redirectsTo(location);
        assertNotFollowed();
    }

    @Test
    void aRedirectWithoutLocation_isNotFollowed() {
        scenario.answers(302, "");
        assertNotFollowed();
    }

    @Test
    void twoLocations_areNone() {
        scenario.answers(302, "", "Location", "/other", "Location", "/jwks");
        assertNotFollowed();
    }

    @Test
    void threeInARow_areFollowedAndTheFourthIsNot() {
        hops(3);
        publishesAt(hop(3));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(Duration.ofMillis(1));
        hops(4);
        publishesAt(hop(4));
        assertThat(Scenario.failureOf(scenario.fetcher.refresh(Scenario.ISSUER)))
                .hasMessageContaining("answered 302");
        assertThat(asked()).doesNotContain(hop(4)).hasSize(4 + 4);
    }

    private void hops(int count) {
        redirectsTo(hop(1).toString());
        for (int i = 1; i < count; i++) {
            scenario.transport
                    .on(hop(i))
                    .respondAlways(302, "", "Location", hop(i + 1).toString());
        }
    }

    private static URI hop(int number) {
        return URI.create(Scenario.ISSUER + "/hop/" + number);
    }

    @Test
    void aLoop_endsAfterThree() {
        redirectsTo(Scenario.JWKS.toString());
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
        assertThat(asked()).hasSize(4);
    }

    @Test
    void anEmptyLocation_endsSoon() {
        redirectsTo("");
        assertThat(scenario.getKey()).isCompletedExceptionally();
        assertThat(asked()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void theLastStep_isCheckedAsTheFirst() {
        redirectsTo("/other");
        scenario.transport.on(OTHER).respondAlways(302, "", "Location", "https://evil.example.com/jwks");
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
        assertThat(asked()).containsExactly(Scenario.JWKS, OTHER);
    }

    @Test
    void allStepsTogether_areBoundedByOneTimeout() {
        HeldResponse first = scenario.transport.on(Scenario.JWKS).hold();
        HeldResponse second = scenario.transport.on(OTHER).hold();
        CompletableFuture<?> caller = scenario.getKey();
        scenario.after(Duration.ofSeconds(4));
        first.respond(302, "", "Location", "/other");
        assertThat(second.isRequested()).isTrue();
        scenario.after(Duration.ofSeconds(1).minusNanos(1));
        assertThat(caller).isNotDone();
        scenario.after(Duration.ofNanos(1));
        assertThat(Scenario.failureOf(caller).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(second.isCancelled()).isTrue();
    }

    @Test
    void aRequestThatIsNotWaitedForAnyMore_isCancelledBeforeAnyRedirect() {
        HeldResponse first = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<?> caller = scenario.getKey();
        scenario.after(Duration.ofSeconds(5));
        assertThat(caller).isCompletedExceptionally();
        assertThat(first.isCancelled()).isTrue();
        assertThat(asked()).containsExactly(Scenario.JWKS);
    }

    @Test
    void validators_goWithTheUriThatWasAskedFirst() {
        redirectsTo("/other");
        scenario.transport
                .on(OTHER)
                .respond(200, scenario.issuer.jwkSet(), "ETag", "\"a\"")
                .respondAlways(304, "");
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(Duration.ofMillis(1)).fetcher.refresh(Scenario.ISSUER).join();
        assertThat(scenario.transport.requests(OTHER).get(1).headers()).containsEntry("If-None-Match", "\"a\"");
        assertThat(scenario.fetcher.status().get(0).jwksUri()).hasValue(Scenario.JWKS.toString());
    }

    @Test
    void metadata_isRedirectedWithinItsOriginToo() {
        try (Scenario discovered =
                Scenario.of(KeyFetcher.builder().trust(Scenario.ISSUER).followSameOriginRedirects())) {
            discovered.transport.on(Scenario.METADATA).respondAlways(301, "", "Location", "/metadata");
            discovered
                    .transport
                    .on(Scenario.ISSUER + "/metadata")
                    .respondAlways(200, Scenario.metadata(Scenario.ISSUER));
            discovered.publishes();
            assertThat(discovered.getKey()).isCompleted();
        }
    }

    @Test
    void aRedirectFromLoopback_staysOnItsPort() {
        TrustedIssuer local = TrustedIssuer.of(Scenario.ISSUER).withJwksUri("http://127.0.0.1:8080/jwks");
        try (Scenario loopback = Scenario.of(
                KeyFetcher.builder().trust(local).allowHttpOnLoopback().followSameOriginRedirects())) {
            for (String elsewhere :
                    List.of("http://127.0.0.1:8081/jwks", "http://localhost:8080/jwks", "//127.0.0.1")) {
                loopback.transport.on("http://127.0.0.1:8080/jwks").respond(302, "", "Location", elsewhere);
                assertThat(loopback.fetcher.refresh(Scenario.ISSUER)).isCompletedExceptionally();
            }
            assertThat(loopback.transport.requests()).hasSize(3);
        }
    }

    @Test
    void aTokenOfARedirectedIssuer_namesTheIssuerAsBefore() {
        redirectsTo("/other");
        publishesAt(OTHER);
        assertThat(scenario.getKey().join().issuer()).isEqualTo(Scenario.ISSUER);
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(scenario.issuer.mint(Map.of("iss", OTHER.toString()))))
                        .reason())
                .isEqualTo(Reason.UNTRUSTED_ISSUER);
    }
}
