package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.testkit.ScriptedTransport;

/** What one issuer is sent, and over which transport: no one else ever gets it. */
class IssuerAccessTest {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of(Scenario.ISSUER);
    private static final URI ELSEWHERE = URI.create("https://10.0.0.1:6443/openid/v1/jwks");

    private Scenario scenario = Scenario.discovered();

    @AfterEach
    void close() {
        scenario.close();
    }

    private void trusting(TrustedIssuer issuer) {
        scenario.close();
        scenario = Scenario.of(KeyFetcher.builder().trust(issuer).followSameOriginRedirects());
        scenario.transport.on(Scenario.METADATA).respondAlways(200, Scenario.metadata(Scenario.ISSUER));
        scenario.publishes();
    }

    private Map<String, String> sentTo(URI uri) {
        Request request = scenario.transport.requests(uri).get(0);
        return request.headers();
    }

    private void keysAreElsewhere() {
        scenario.transport
                .on(Scenario.METADATA)
                .respondAlways(200, "{\"issuer\":\"" + Scenario.ISSUER + "\",\"jwks_uri\":\"" + ELSEWHERE + "\"}");
        scenario.transport.on(ELSEWHERE).respondAlways(200, scenario.issuer.jwkSet());
    }

    @Test
    void headersAndToken_goToTheIssuersOwnOrigin() {
        trusting(ISSUER.withRequestHeader("X-Tenant", "a").withBearerToken(() -> "secret\n"));
        assertThat(scenario.getKey()).isCompleted();
        assertThat(sentTo(Scenario.METADATA)).containsEntry("authorization", "Bearer secret");
        assertThat(sentTo(Scenario.JWKS))
                .containsEntry("authorization", "Bearer secret")
                .containsEntry("x-tenant", "a");
    }

    @Test
    void whereverMetadataLeads_theTokenDoesNotFollow() {
        trusting(ISSUER.withRequestHeader("X-Tenant", "a").withBearerToken(() -> "secret"));
        keysAreElsewhere();
        assertThat(scenario.getKey()).isCompleted();
        assertThat(sentTo(ELSEWHERE)).doesNotContainKeys("authorization", "x-tenant");
    }

    @Test
    void anOriginThatWasNamed_getsTheToken() {
        trusting(ISSUER.withBearerToken(() -> "secret").sendHeadersAlsoTo("https://10.0.0.1:6443"));
        keysAreElsewhere();
        assertThat(scenario.getKey()).isCompleted();
        assertThat(sentTo(ELSEWHERE)).containsEntry("authorization", "Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.com:8443/jwks",
                "https://issuer.example.com.evil.example/jwks",
                "https://sub.issuer.example.com/jwks"
            })
    void anotherPortOrHost_isAnotherOrigin(String jwksUri) {
        trusting(ISSUER.withBearerToken(() -> "secret"));
        scenario.transport
                .on(Scenario.METADATA)
                .respondAlways(200, "{\"issuer\":\"" + Scenario.ISSUER + "\",\"jwks_uri\":\"" + jwksUri + "\"}");
        scenario.transport.on(jwksUri).respondAlways(200, scenario.issuer.jwkSet());
        assertThat(scenario.getKey()).isCompleted();
        assertThat(sentTo(URI.create(jwksUri))).doesNotContainKey("authorization");
    }

    @Test
    void aConfiguredJwksUri_isAnOriginAndTheIssuerIsNone() {
        trusting(ISSUER.withJwksUri(ELSEWHERE.toString()).withBearerToken(() -> "secret"));
        scenario.transport.on(ELSEWHERE).respondAlways(200, scenario.issuer.jwkSet());
        assertThat(scenario.getKey()).isCompleted();
        assertThat(sentTo(ELSEWHERE)).containsEntry("authorization", "Bearer secret");
    }

    @Test
    void aRedirectWithinTheOrigin_hasTheTokenToo() {
        trusting(ISSUER.withBearerToken(() -> "secret"));
        URI moved = URI.create(Scenario.ISSUER + "/moved");
        scenario.transport.on(Scenario.JWKS).respondAlways(302, "", "location", "/moved");
        scenario.transport.on(moved).respondAlways(200, scenario.issuer.jwkSet());
        assertThat(scenario.getKey()).isCompleted();
        assertThat(sentTo(moved)).containsEntry("authorization", "Bearer secret");
    }

    @Test
    void anotherIssuer_isSentNothing() {
        TrustedIssuer other = TrustedIssuer.of("https://other.example.com");
        scenario.close();
        scenario = Scenario.of(KeyFetcher.builder()
                .trust(ISSUER.withBearerToken(() -> "secret"))
                .trust(other));
        scenario.fetcher.getJwkSet(other.name());
        assertThat(sentTo(URI.create(other.name() + "/.well-known/openid-configuration")))
                .doesNotContainKey("authorization");
    }

    @Test
    void aToken_isAskedForBeforeEachRequest() {
        AtomicInteger count = new AtomicInteger();
        trusting(ISSUER.withBearerToken(() -> "token-" + count.incrementAndGet()));
        assertThat(scenario.getKey()).isCompleted();
        assertThat(sentTo(Scenario.METADATA)).containsEntry("authorization", "Bearer token-1");
        assertThat(sentTo(Scenario.JWKS)).containsEntry("authorization", "Bearer token-2");
    }

    @Test
    void aTokenThatCannotBeHad_makesTheKeysUnavailableAndIsNotQuoted() {
        trusting(ISSUER.withBearerToken(() -> {
            throw new IllegalStateException("secret");
        }));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
        assertThat(Scenario.failureOf(scenario.getKey())).message().doesNotContain("secret");
        trusting(ISSUER.withBearerToken(() -> "a\r\nX-Evil: b"));
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
        assertThat(scenario.transport.requests()).isEmpty();
    }

    @Test
    void anIssuersOwnTransport_isUsedForItAndForNobodyElse() {
        ScriptedTransport own = new ScriptedTransport();
        scenario.close();
        scenario = Scenario.of(
                KeyFetcher.builder().trust(ISSUER.withTransport(own)).trust("https://other.example.com"));
        scenario.getKey();
        scenario.fetcher.getJwkSet("https://other.example.com");
        assertThat(own.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.uri()).isEqualTo(Scenario.METADATA));
        assertThat(scenario.transport.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.uri().getHost()).isEqualTo("other.example.com"));
    }

    @Test
    void atAnyHost_anIssuersOwnTransportMustBeGuarded() {
        ScriptedTransport own = new ScriptedTransport();
        TrustedIssuer unguarded = ISSUER.withTransport(request -> own.get(request)); // as a transport, no guarded one
        scenario.close();
        scenario = Scenario.of(KeyFetcher.builder()
                .trust(name -> CompletableFuture.completedFuture(Optional.of(unguarded)))
                .guardedTransport(new ScriptedTransport()));
        assertThat(Scenario.failureOf(scenario.getKey()))
                .hasMessageContaining("GuardedTransport")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.RESOLVER_FAILED));
        assertThat(own.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Accept", "host", "If-None-Match", "User-Agent", "Transfer-Encoding", "", "a b", "a:", "a\n"})
    void aHeaderThatIsNotTheIssuersToSay_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ISSUER.withRequestHeader(name, "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\r\nb: c", "a\u0000", "\u00e4"})
    void aValueThatNoHeaderHas_isRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> ISSUER.withRequestHeader("X-Tenant", value));
    }

    @Test
    void whatIsSaidTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.withBearerToken(() -> "a").withRequestHeader("Authorization", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.withRequestHeader("Authorization", "b").withBearerToken(() -> "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.withRequestHeader("a", "b").withRequestHeader("A", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> ISSUER.sendHeadersAlsoTo("10.0.0.1"));
        assertThatIllegalArgumentException().isThrownBy(() -> ISSUER.sendHeadersAlsoTo("https://10.0.0.1/path"));
    }

    @Test
    void aSecret_isNotInTheIssuersText() {
        TrustedIssuer issuer = ISSUER.withRequestHeader("X-Key", "secret").withBearerToken(() -> "secret");
        assertThat(issuer.toString()).doesNotContain("secret");
    }

    @Test
    void anOriginOfPlainHttp_isRefusedAtStart() {
        TrustedIssuer issuer = ISSUER.withBearerToken(() -> "a").sendHeadersAlsoTo("http://10.0.0.1");
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFetcher.builder().trust(issuer).build())
                .withMessageContaining("http");
    }
}
