package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.testkit.ScriptedTransport;

/** Tenants whose issuers fit a template: each an issuer of its own, and no one else gets a request. */
class TemplateTest {
    private static final IssuerTemplate TEMPLATE = IssuerTemplate.of("https://kc.example.com/realms/{realm}");

    private final Scenario scenario = Scenario.of(KeyFetcher.builder().trust(TEMPLATE));

    @AfterEach
    void close() {
        scenario.close();
    }

    private static String realm(String name) {
        return "https://kc.example.com/realms/" + name;
    }

    private void publishes(String issuer, String jwksUri) {
        scenario.transport
                .on(issuer + "/.well-known/openid-configuration")
                .respondAlways(200, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}");
        scenario.transport.on(jwksUri).respondAlways(200, scenario.issuer.jwkSet());
    }

    private String token(String issuer) {
        return scenario.issuer.mint(Map.of("iss", issuer));
    }

    @Test
    void aTenant_isAskedForItsOwnKeysAndItsNameIsBound() {
        publishes(realm("staff"), realm("staff") + "/certs");
        VerificationKey key = scenario.fetcher.getKey(token(realm("staff"))).join();
        assertThat(key.issuer()).isEqualTo(realm("staff"));
        assertThat(key.trustedIssuer().slot("realm")).contains("staff");
        assertThat(scenario.fetcher.getKeyIfCached(token(realm("staff")))).contains(key);
    }

    @Test
    void whatDoesNotFit_isUntrustedAtOnceAndNothingIsFetchedOrRemembered() {
        var key = scenario.fetcher.getKey(token("https://kc.example.com/realms/a/b"));
        assertThat(Scenario.failureOf(key).reason()).isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(scenario.transport.requests()).isEmpty();
        assertThat(scenario.fetcher.status()).isEmpty();
    }

    @Test
    void tenants_areIssuersOfTheirOwn() {
        publishes(realm("staff"), realm("staff") + "/certs");
        scenario.transport
                .on(realm("partners") + "/.well-known/openid-configuration")
                .respondAlways(503, "");
        assertThat(scenario.fetcher.getKey(token(realm("staff")))).isCompleted();
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token(realm("partners"))))
                        .reason())
                .isEqualTo(Reason.UNEXPECTED_STATUS);
        assertThat(scenario.fetcher.getKey(token(realm("staff")))).isCompleted();
        assertThat(scenario.fetcher.status()).hasSize(2);
    }

    @Test
    void aTenantsMetadataThatNamesAnotherTenant_isNotUsed() {
        scenario.transport
                .on(realm("staff") + "/.well-known/openid-configuration")
                .respondAlways(
                        200,
                        "{\"issuer\":\"" + realm("partners") + "\",\"jwks_uri\":\"" + realm("partners") + "/certs\"}");
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token(realm("staff"))))
                        .reason())
                .isEqualTo(Reason.INVALID_METADATA);
    }

    @Test
    void keysOnAHostOfAnotherDomain_areNotFetchedUnlessThatIsSaid() {
        publishes(realm("staff"), "https://keys.other.example/certs");
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(token(realm("staff")))))
                .hasMessageContaining("registrable domain");
        assertThat(scenario.transport.requests(URI.create("https://keys.other.example/certs")))
                .isEmpty();

        IssuerTemplate anywhere = TEMPLATE.with(issuer -> issuer.withJwksHosts(JwksHosts.any()));
        try (KeyFetcher fetcher =
                scenario.onManualTime(KeyFetcher.builder().trust(anywhere)).build()) {
            assertThat(fetcher.getKey(token(realm("staff")))).isCompleted();
        }
    }

    @Test
    void keysOnAnotherHostOfTheDomain_areFetched() {
        publishes(realm("staff"), "https://keys.example.com/certs");
        assertThat(scenario.fetcher.getKey(token(realm("staff")))).isCompleted();
    }

    @Test
    void anIssuerThatWasTrustedByName_isNotTakenForATenant() {
        TrustedIssuer named = TrustedIssuer.of(realm("staff")).withJwksUri(Scenario.JWKS.toString());
        scenario.publishes();
        try (KeyFetcher fetcher = scenario.onManualTime(
                        KeyFetcher.builder().trust(TEMPLATE).trust(named))
                .build()) {
            VerificationKey key = fetcher.getKey(token(realm("staff"))).join();
            assertThat(key.trustedIssuer().slot("realm")).isEmpty();
        }
    }

    @Test
    void aTenantThatIsUsed_keepsItsKeysHoweverLong() {
        publishes(realm("staff"), realm("staff") + "/certs");
        VerificationKey key = scenario.fetcher.getKey(token(realm("staff"))).join();
        for (int i = 0; i < 60; i++) {
            scenario.after(Duration.ofSeconds(60)).fetcher.getKey(token(realm("staff")));
        }
        assertThat(scenario.fetcher.getKey(token(realm("staff"))).join()).isSameAs(key);
    }

    @Test
    void aMistakeInWhatIsSaidOfEveryIssuer_showsAtStart() {
        KeyFetcherBuilder insecure = KeyFetcher.builder()
                .trust(TEMPLATE.with(issuer -> issuer.withJwksUri("http://keys.example.com/certs")));
        assertThatIllegalStateException().isThrownBy(insecure::build).withMessageContaining("http");
        assertThatIllegalStateException()
                .isThrownBy(() -> TEMPLATE.with(issuer -> TrustedIssuer.of("https://other.example")))
                .withMessageContaining("changed copy");
        assertThatIllegalStateException()
                .isThrownBy(() -> TEMPLATE.with(issuer -> TrustedIssuer.of(issuer.name())))
                .withMessageContaining("changed copy");
    }

    @Test
    void whatIsSaidOfEveryIssuer_mayThrowForOneAndHarmsNobodyElse() {
        IssuerTemplate picky = TEMPLATE.with(issuer -> {
            if (issuer.slot("realm").orElseThrow().equals("odd")) {
                throw new IllegalArgumentException("no such realm");
            }
            return issuer;
        });
        publishes(realm("staff"), realm("staff") + "/certs");
        try (KeyFetcher fetcher =
                scenario.onManualTime(KeyFetcher.builder().trust(picky)).build()) {
            assertThat(Scenario.failureOf(fetcher.getKey(token(realm("odd")))).reason())
                    .isEqualTo(Reason.RESOLVER_FAILED);
            assertThat(fetcher.getKey(token(realm("staff")))).isCompleted();
        }
    }

    @Test
    void tenantsThatChooseTheHost_areFetchedThroughTheGuard() {
        ScriptedTransport guarded = new ScriptedTransport();
        IssuerTemplate template = IssuerTemplate.of("https://{org}.okta.com");
        try (KeyFetcher fetcher = scenario.onManualTime(
                        KeyFetcher.builder().trust(template).guardedTransport(guarded))
                .build()) {
            fetcher.getKey(token("https://acme.okta.com"));
            assertThat(guarded.requests()).hasSize(1);
            assertThat(scenario.transport.requests()).isEmpty();
        }
    }

    @Test
    void aSlotThatIsMadeAHost_needsTheGuardToo() {
        IssuerTemplate template = TEMPLATE.with(
                issuer -> issuer.withJwksUri("https://" + issuer.slot("realm").orElseThrow() + "/keys"));
        KeyFetcherBuilder unguarded = KeyFetcher.builder().trust(template);
        assertThatIllegalStateException().isThrownBy(unguarded::build).withMessageContaining("guardedTransport(...)");

        ScriptedTransport guarded = new ScriptedTransport();
        try (KeyFetcher fetcher = scenario.onManualTime(
                        KeyFetcher.builder().trust(template).guardedTransport(guarded))
                .build()) {
            fetcher.getKey(token(realm("169.254.169.254")));
            fetcher.getKey(token(realm("keys.example")));
        }
        assertThat(guarded.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.uri()).hasHost("keys.example"));
        assertThat(scenario.transport.requests()).isEmpty();
    }

    @Test
    void aTemplateWithASlotInItsHost_isRefusedWithoutAGuard() {
        KeyFetcherBuilder builder = KeyFetcher.builder().trust(IssuerTemplate.of("https://{org}.okta.com"));
        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessageContainingAll("guardedTransport(...)", "allowPrivateAddresses()");
    }
}
