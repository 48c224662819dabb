package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The issuer's caching headers, seen from outside. */
class CachingHeadersTest {
    @Test
    void maxAge_decidesWhenKeysAreFetchedAgain() {
        try (Scenario scenario = Scenario.direct().publishes("Cache-Control", "max-age=1200", "Age", "200")) {
            scenario.getKey();
            scenario.after(Duration.ofSeconds(799)).getKey();
            assertThat(scenario.jwksRequests()).isEqualTo(1);
            scenario.after(Duration.ofSeconds(1));
            assertThat(scenario.jwksRequests()).isEqualTo(2);
        }
    }

    @Test
    void noStore_isAskedAgainAfterAMinuteAndNotBefore() {
        try (Scenario scenario = Scenario.direct().publishes("Cache-Control", "no-store")) {
            for (int second = 0; second < 47; second++) {
                scenario.getKey();
                scenario.after(Duration.ofSeconds(1));
            }
            assertThat(scenario.jwksRequests()).isEqualTo(1);
            scenario.after(Duration.ofSeconds(1));
            assertThat(scenario.jwksRequests()).isEqualTo(2);
        }
    }

    @Test
    void aYearOfFreshness_isCutToAnHour() {
        try (Scenario scenario = Scenario.direct().publishes("Cache-Control", "max-age=31536000")) {
            scenario.getKey();
            assertThat(scenario.fetcher.status().get(0).freshFor()).hasValue(Duration.ofHours(1));
        }
    }

    @Test
    void etag_makesTheNextRequestConditionalAnd304RenewsTheKeys() {
        try (Scenario scenario = Scenario.direct().publishes("ETag", "\"a\"", "Last-Modified", "yesterday")) {
            scenario.getKey();
            scenario.after(Duration.ofMillis(1));
            scenario.answers(304, "", "Cache-Control", "max-age=1800");
            scenario.fetcher.refresh(Scenario.ISSUER).join();
            assertThat(scenario.transport.requests(Scenario.JWKS).get(1).headers())
                    .containsEntry("If-None-Match", "\"a\"")
                    .containsEntry("If-Modified-Since", "yesterday");
            assertThat(scenario.fetcher.status().get(0).freshFor()).hasValue(Duration.ofMinutes(30));
            assertThat(scenario.fetcher.status().get(0).etag()).hasValue("\"a\"");
            assertThat(scenario.fetcher.status().get(0).generation()).isEqualTo(1);
        }
    }

    @Test
    void a304ThatNobodyAskedFor_isNoAnswer() {
        try (Scenario scenario = Scenario.direct().answers(304, "")) {
            assertThat(Scenario.failureOf(scenario.getKey())).hasMessageContaining("answered 304");
        }
    }

    @Test
    void theSameDocumentAgain_isNoChange() {
        try (Scenario scenario = Scenario.direct().publishes()) {
            var first = scenario.getKey().join();
            scenario.after(Duration.ofMillis(1));
            scenario.fetcher.refresh(Scenario.ISSUER).join();
            assertThat(scenario.getKey().join()).isSameAs(first);
            assertThat(scenario.fetcher.status().get(0).generation()).isEqualTo(1);
        }
    }
}
