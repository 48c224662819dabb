package org.jwks4j.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyLocation;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.testkit.SigningKey;

/** A SPIFFE bundle: JWK Set, sequence number and refresh hint. */
class SpiffeBundleTest {
    private static final String BUNDLE = "https://spire.example.org/bundle";
    private static final SigningKey KEY = key("one");
    private static final SigningKey NEXT = key("two");

    private final FormScenario scenario = new FormScenario(KeyLocation.spiffeBundle(BUNDLE));

    @AfterEach
    void close() {
        scenario.close();
    }

    private static SigningKey key(String keyId) {
        return SigningKey.generate("ES256")
                .withKeyId(keyId)
                .withJwkMember("use", "jwt-svid")
                .withJwkMember("alg", null);
    }

    private static String bundle(Map<String, ?> members, SigningKey... keys) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put("keys", Stream.of(keys).map(SigningKey::jwk).toList());
        return JsonObject.of(all).toJson();
    }

    private static String bundle(SigningKey... keys) {
        return bundle(Map.of(), keys);
    }

    private FormScenario publishes(String bundle) {
        return scenario.publishes(BUNDLE, bundle);
    }

    private List<String> skipped() {
        return scenario.fetcher.getJwkSet(FormScenario.ISSUER).join().skipped().stream()
                .map(SkippedJwk::detail)
                .toList();
    }

    @Test
    void keysForJwtSvids_areFound() {
        publishes(bundle(KEY, NEXT.withJwkMember("use", "x509-svid"))).finds(KEY);
        assertThat(scenario.refusalOf(NEXT).reason()).isEqualTo(Reason.SKIPPED_KEY);
    }

    @Test
    void keysForAnythingElseOrWithoutAnId_areNotUsed() {
        publishes(bundle(
                KEY,
                NEXT.withJwkMember("use", "x509-svid"),
                NEXT.withJwkMember("use", "sig"),
                NEXT.withJwkMember("use", null),
                NEXT.withKeyId(null)));
        scenario.finds(KEY);
        assertThat(skipped())
                .containsExactly(
                        "its use is \"x509-svid\", and not jwt-svid",
                        "its use is \"sig\", and not jwt-svid",
                        "its use is not said, and not jwt-svid",
                        "kid is missing");
    }

    @Test
    void anEntryThatIsBadJson_harmsNoOther() {
        String good = bundle(KEY);
        publishes(good.replace("[{", "[7,{\"kid\":\"x\",\"kid\":\"y\"},{")).finds(KEY);
        assertThat(skipped()).hasSize(2).first().isEqualTo("the entry is no object");
        assertThat(skipped().get(1)).startsWith("a member stands twice");
    }

    @Test
    void theHint_saysWhenItIsAskedForAgain() {
        publishes(bundle(Map.of("spiffe_refresh_hint", 600), KEY)).finds(KEY);
        scenario.after(Duration.ofMinutes(8).minusNanos(1)).finds(KEY);
        assertThat(scenario.requests(BUNDLE)).isEqualTo(1);
        scenario.after(Duration.ofNanos(1)).finds(KEY);
        assertThat(scenario.requests(BUNDLE)).isEqualTo(2);
        scenario.after(Duration.ofMinutes(8)).finds(KEY); // the same document: its hint holds on
        assertThat(scenario.requests(BUNDLE)).isEqualTo(3);
    }

    @Test
    void withoutAHint_itIsAskedForAfterFiveMinutes_whateverTheHeadersSay() {
        scenario.publishes(BUNDLE, bundle(KEY), "cache-control", "max-age=3600").finds(KEY);
        scenario.after(Duration.ofMinutes(4).minusNanos(1)).finds(KEY);
        assertThat(scenario.requests(BUNDLE)).isEqualTo(1);
        scenario.after(Duration.ofNanos(1)).finds(KEY);
        assertThat(scenario.requests(BUNDLE)).isEqualTo(2);
    }

    @Test
    void aHintWithoutSense_isNone_andALongOneIsBoundedByThePolicy() {
        for (Object hint : List.of(-1, 0, "600", 1.5)) {
            try (FormScenario one = new FormScenario(KeyLocation.spiffeBundle(BUNDLE))) {
                one.publishes(BUNDLE, bundle(Map.of("spiffe_refresh_hint", hint), KEY))
                        .finds(KEY);
                one.after(Duration.ofMinutes(4)).finds(KEY);
                assertThat(one.requests(BUNDLE)).as("hint %s", hint).isEqualTo(2);
            }
        }
        publishes(bundle(KEY).replaceFirst("\\{", "{\"spiffe_refresh_hint\":99999999999999999999,"))
                .finds(KEY);
        scenario.after(Duration.ofMinutes(48)).finds(KEY);
        assertThat(scenario.requests(BUNDLE)).isEqualTo(2);
    }

    @Test
    void aSequenceThatGoesBack_isAnOlderBundle() {
        publishes(bundle(Map.of("spiffe_sequence", 7), KEY)).finds(KEY);
        scenario.after(Duration.ofMinutes(1));
        publishes(bundle(Map.of("spiffe_sequence", 6), NEXT));
        assertThat(scenario.refusalOf(NEXT)).hasMessageContaining("its spiffe_sequence goes back, from 7 to 6");
        scenario.finds(KEY);
        publishes(bundle(Map.of("spiffe_sequence", 7), NEXT));
        scenario.after(Duration.ofMinutes(1)).finds(NEXT);
    }

    @Test
    void sequencesOf64Bits_areCompared() {
        publishes(bundle(KEY).replaceFirst("\\{", "{\"spiffe_sequence\":18446744073709551615,"))
                .finds(KEY);
        scenario.after(Duration.ofMinutes(1));
        publishes(bundle(NEXT).replaceFirst("\\{", "{\"spiffe_sequence\":18446744073709551614,"));
        assertThat(scenario.refusalOf(NEXT)).hasMessageContaining("goes back");
    }

    @Test
    void aBundleWithoutKeys_endsAllAtOnce() {
        for (String empty : List.of(bundle(), "{\"keys\":null}", bundle(NEXT.withJwkMember("use", "x509-svid")))) {
            try (FormScenario one = new FormScenario(KeyLocation.spiffeBundle(BUNDLE))) {
                one.publishes(BUNDLE, bundle(KEY)).finds(KEY);
                one.publishes(BUNDLE, empty).after(Duration.ofMinutes(4));
                assertThat(one.refusalOf(KEY).reason()).isEqualTo(Reason.UNKNOWN_KEY);
            }
        }
    }

    @Test
    void aBundleWhoseKeysCannotBeUsed_mustBeConfirmed() {
        publishes(bundle(KEY)).finds(KEY);
        publishes(bundle(KEY.withJwkMember("x", "AA")));
        scenario.after(Duration.ofMinutes(4)).finds(KEY);
        assertThat(scenario.requests(BUNDLE)).isEqualTo(2);
    }

    @Test
    void whatIsNoJwkSet_isRefused() {
        for (String document : List.of("{}", "{\"keys\":{}}", "[]")) {
            publishes(document).after(Duration.ofMinutes(1));
            assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.INVALID_JWK_SET);
        }
    }
}
