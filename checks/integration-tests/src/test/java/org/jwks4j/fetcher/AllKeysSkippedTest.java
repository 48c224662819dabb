package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerStatus;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;

/** An issuer of whose keys none can be used: the log and each error say at once which and why. */
class AllKeysSkippedTest {
    private static final String NONE_USABLE = """
            {"keys":[{"kid":"a","kty":"oct","k":"AAAA"},
            {"kid":"b","kty":"RSA","kty":"RSA"}]}""";
    private static final String REASONS =
            "\"a\" SYMMETRIC_KEY (a symmetric key (kty oct) has no place in a public set),"
                    + " \"b\" MALFORMED (a member stands twice in its object, at line 2, column 24)";

    private final FetcherLog log = new FetcherLog();
    private final Scenario scenario = Scenario.direct();

    @AfterEach
    void close() {
        log.close();
        scenario.close();
    }

    private IssuerStatus status() {
        return scenario.fetcher.status().get(0);
    }

    @Test
    void atAColdStart_errorStatusListenerAndLogSayEachReason() {
        scenario.answers(200, NONE_USABLE);

        KeyFetchException failure = Scenario.failureOf(scenario.getKey());

        assertThat(failure.reason()).isEqualTo(Reason.NO_USABLE_KEYS);
        assertThat(failure)
                .hasMessage("keys of \"https://issuer.example.com\" unavailable: its JWK Set has no usable key: "
                        + REASONS + "; a second answer must confirm it; the issuer is asked again in 30 s");
        assertThat(Scenario.failureOf(scenario.fetcher.getJwkSet(Scenario.ISSUER)))
                .hasMessageContaining(REASONS);
        assertThat(status().lastFailure())
                .hasValueSatisfying(last -> assertThat(last).contains(REASONS));
        assertThat(scenario.events.lines())
                .endsWith("unconfirmed PT30S", "skipped a SYMMETRIC_KEY", "skipped b MALFORMED");
        assertThat(log.messages())
                .contains("issuer \"https://issuer.example.com\": its JWK Set has no usable key; 2 not used: "
                        + REASONS
                        + "; it is fetched again in 30 s, and keys that were fetched before and are not too old"
                        + " stay in use until that confirms it");
    }

    @Test
    void whileOldKeysAreThere_theSameIsSaidAndTheyStayInUse() {
        scenario.publishes().getKey();
        scenario.answers(200, NONE_USABLE).after(Duration.ofMinutes(9));

        assertThat(scenario.getKey()).isCompleted();
        assertThat(status().lastFailure())
                .hasValueSatisfying(last -> assertThat(last).contains(REASONS));
        assertThat(scenario.events.lines()).contains("unconfirmed PT30S", "skipped a SYMMETRIC_KEY");
        assertThat(log.messages()).last().asString().contains(REASONS);
    }

    @Test
    void onceConfirmed_aTokenOfASkippedKeyIsToldItsReason() {
        scenario.answers(200, NONE_USABLE);
        scenario.getKey();
        scenario.after(Duration.ofSeconds(31));

        KeyFetchException failure = Scenario.failureOf(scenario.fetcher.getKey(Scenario.ISSUER, "b"));

        assertThat(failure.reason()).isEqualTo(Reason.SKIPPED_KEY);
        assertThat(failure).hasMessageContaining("a member stands twice");
        assertThat(log.messages())
                .anySatisfy(line -> assertThat(line).contains("0 usable keys").contains(REASONS));
        assertThat(status().skippedKeys()).isEqualTo(2);
    }

    @Test
    void aSetWithoutEntries_isToldAsThat() {
        scenario.answers(200, "{\"keys\":[]}");

        assertThat(Scenario.failureOf(scenario.getKey())).hasMessageContaining("unavailable: its JWK Set has no keys;");
        assertThat(log.messages()).last().asString().contains("has no usable key; it is fetched again");
    }

    @Test
    void ofManyReasons_theFirstTwentyAreNamed() {
        StringBuilder keys = new StringBuilder("{\"keys\":[{}");
        for (int i = 1; i < 23; i++) {
            keys.append(",{\"kid\":\"k").append(i).append("\"}");
        }
        scenario.answers(200, keys.append("]}").toString());

        assertThat(Scenario.failureOf(scenario.getKey()))
                .hasMessageContaining("\"k19\" MALFORMED (kty is missing) and 3 more; a second answer")
                .hasMessageNotContaining("\"k20\"");
    }
}
