package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.location.MetadataLocation;

/** Mistakes show at start, with the name of the call that mends them. */
class KeyFetcherBuilderTest {
    private static final String ISSUER = "https://issuer.example.com";

    private static void assertRefused(KeyFetcherBuilder builder, String... words) {
        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .satisfies(e -> assertThat(e).hasMessageContainingAll(words));
    }

    @Test
    void nobodyTrusted_isRefused() {
        assertRefused(KeyFetcher.builder(), "trust(...)");
    }

    @Test
    void plainHttp_isRefusedAndTheRelaxationNamed() {
        assertRefused(KeyFetcher.builder().trust("http://127.0.0.1:8080"), "allowHttpOnLoopback()");
    }

    @Test
    void plainHttpElsewhere_isRefusedWithTheRelaxationToo() {
        assertRefused(
                KeyFetcher.builder().trust("http://issuer.example.com").allowHttpOnLoopback(),
                "not a loopback address");
    }

    @Test
    void anIssuerThatIsNoUri_isRefusedAndTheWayOutNamed() {
        assertRefused(KeyFetcher.builder().trust("accounts.example.com"), "withJwksUri(...)");
    }

    @Test
    void anIssuerWithAQuery_isRefused() {
        assertRefused(KeyFetcher.builder().trust(ISSUER + "?tenant=1"), "withMetadataAt(...)");
    }

    @Test
    void aNameWithASlot_isRefusedAndTheWayOutNamed() {
        assertRefused(KeyFetcher.builder().trust("https://issuer.example.com/{tenant}"), "IssuerTemplate.of(...)");
    }

    @Test
    void aUriThatMayNotBeAsked_isNamed() {
        assertRefused(
                KeyFetcher.builder().trust(TrustedIssuer.of(ISSUER).withJwksUri("http://keys.example.com/jwks")),
                "its JWKS URI \"http://keys.example.com/jwks\"");
    }

    @Test
    void whatWouldReachAnybodyAnywhere_isRefused() {
        assertRefused(KeyFetcher.builder().trustAnyIssuer(), "guardedTransport(...)");
        assertRefused(KeyFetcher.builder().trustAnyIssuer().allowPrivateAddresses(), "allowPrivateAddresses()");
        assertRefused(
                KeyFetcher.builder().trustAnyIssuer().trust(name -> new CompletableFuture<>()),
                "trustAnyIssuer()",
                "trust(IssuerResolver)");
    }

    @Test
    void transportAndHttpClient_contradictEachOther() {
        assertRefused(
                KeyFetcher.builder()
                        .trust(ISSUER)
                        .transport(request -> new CompletableFuture<>())
                        .httpClient(HttpClient.newHttpClient()),
                "transport(...)",
                "httpClient(...)");
    }

    @Test
    void aClientThatFollowsRedirects_isRefused() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        KeyFetcher.builder().trust(ISSUER).httpClient(client).build())
                .withMessageContaining("redirects");
    }

    @Test
    void theSameIssuerTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFetcher.builder().trust(ISSUER).trust(ISSUER));
    }

    @Test
    void twoSourcesOfKeys_contradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedIssuer.of(ISSUER)
                        .withJwksUri("https://issuer.example.com/jwks")
                        .withMetadataAt(MetadataLocation.path("/metadata")))
                .withMessageContaining("withJwksUri")
                .withMessageContaining("withMetadataAt");
    }

    @Test
    void fixedKeysOfWhichNoneIsUsable_areRefused() {
        JwkSet empty = JwkSet.parse("{\"keys\":[]}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedIssuer.of(ISSUER).withJwkSet(empty));
    }

    @Test
    void fixedMetadataOfAnotherIssuer_isRefused() {
        IssuerMetadata other =
                IssuerMetadata.parse("{\"issuer\":\"https://other\",\"jwks_uri\":\"https://other/jwks\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedIssuer.of(ISSUER).withMetadata(other));
    }

    @Test
    void aDeadlineOfZero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFetcher.builder().deadline(Duration.ZERO));
    }

    @Test
    void policiesOutOfOrder_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RefreshPolicy.defaults()
                        .withFreshness(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofHours(1)))
                .withMessageContaining("defaultFreshness");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RefreshPolicy.defaults().withUnknownKeyBudget(0, Duration.ofSeconds(2)));
    }

    @Test
    void presets_differInStaleness() {
        assertThat(RefreshPolicy.defaults().staleFor()).isEqualTo(Duration.ofHours(6));
        assertThat(RefreshPolicy.strict().staleFor()).isEqualTo(Duration.ZERO);
        assertThat(RefreshPolicy.resilient().staleFor()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void metadataPlaces_areAppendedInsertedOrFixed() {
        assertThat(MetadataLocation.openIdConfiguration().of("https://a.example.com/"))
                .isEqualTo("https://a.example.com/.well-known/openid-configuration");
        assertThat(MetadataLocation.openIdConfiguration().of("https://a.example.com/realms/x"))
                .isEqualTo("https://a.example.com/realms/x/.well-known/openid-configuration");
        assertThat(MetadataLocation.oauthAuthorizationServer().of("https://a.example.com:8443/realms/x/"))
                .isEqualTo("https://a.example.com:8443/.well-known/oauth-authorization-server/realms/x");
        assertThat(MetadataLocation.oauthAuthorizationServer().of("https://a.example.com"))
                .isEqualTo("https://a.example.com/.well-known/oauth-authorization-server");
        assertThat(MetadataLocation.uri("https://b.example.com/m").of("anything"))
                .isEqualTo("https://b.example.com/m");
    }
}
