package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.location.JwksHosts;

/** CWE-918 by a detour: the issuer's own name is a good one, and what it answers, or the way to it, leads inside. */
class DetourAttackTest {
    private static final URI METADATA = URI.create(Ssrf.OUTER + "/.well-known/openid-configuration");

    private final Ssrf ssrf = new Ssrf();
    private final Map<String, String> before = new HashMap<>();

    @AfterEach
    void close() throws IOException {
        ssrf.close();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void fails(KeyFetcherBuilder builder, String iss, Reason reason) {
        KeyFetchException failure = ssrf.failureOf(builder, iss);
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.httpStatus()).isEqualTo(503);
        ssrf.reachedNobodyInside();
    }

    private void metadataLeadsTo(String jwksUri) {
        ssrf.outer
                .on(METADATA)
                .respondAlways(
                        200,
                        "{\"issuer\":\"" + Ssrf.OUTER + "\",\"jwks_uri\":\""
                                + ssrf.withPort(jwksUri).replace("\\", "\\\\") + "\"}");
    }

    /** CWE-918: followed by most clients unless told not to, and that inside of the client, unseen. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirect_isNotFollowed(int status) {
        for (KeyFetcherBuilder builder :
                List.of(Ssrf.anyIssuer(), Ssrf.anyIssuer().followSameOriginRedirects())) {
            ssrf.outer
                    .on(METADATA)
                    .respondAlways(status, "", "location", ssrf.withPort("https://inner.example.com:PORT/"));
            fails(builder, Ssrf.OUTER, Reason.UNEXPECTED_STATUS);
        }
        assertThat(ssrf.outer.requests())
                .hasSize(2)
                .allMatch(request -> request.uri().equals(METADATA));
    }

    /** CVE-2026-1180 by the second request: the metadata is the attacker's own, and says where the keys are. */
    @ParameterizedTest
    @CsvSource({
        "http://outer.example.com/jwks, INVALID_METADATA",
        "file:///etc/passwd, INVALID_METADATA",
        "https://outer.example.com:443@inner.example.com:PORT/, INVALID_METADATA",
        "https://127.0.0.1:PORT/, INVALID_METADATA",
        "https://2130706433:PORT/, INVALID_METADATA",
        "https://0x7f.1:PORT/, INVALID_METADATA",
        "https://[::1]:PORT/, INVALID_METADATA",
        "https://[::ffff:127.0.0.1]:PORT/, INVALID_METADATA",
        "https://[64:ff9b::7f00:1]:PORT/, INVALID_METADATA",
        "https://[2002:7f00:1::]:PORT/, INVALID_METADATA",
        "https://outer.example.com:99999/, INVALID_METADATA",
        "https://localhost:PORT/, FORBIDDEN_ADDRESS",
        "https://LOCALHOST:PORT/, FORBIDDEN_ADDRESS",
        "https://inner.example.com:PORT/, FORBIDDEN_ADDRESS",
        "https://metadata.example.com/latest/meta-data, FORBIDDEN_ADDRESS"
    })
    void aJwksUriThatLeadsInside_isNotAsked(String jwksUri, Reason reason) {
        metadataLeadsTo(jwksUri);
        fails(KeyFetcher.builder().trustAnyIssuer(JwksHosts.any()), Ssrf.OUTER, reason);
        fails(Ssrf.credulousResolver(), Ssrf.OUTER, reason);
        assertThat(ssrf.outer.requests()).allMatch(request -> request.uri().equals(METADATA));
    }

    /** Two defences: before the address is looked at, the keys of anyone must be in the issuer's own domain. */
    @Test
    void aJwksUriInAnotherDomain_isNotEvenLookedUp() {
        metadataLeadsTo("https://localhost:PORT/");
        fails(Ssrf.anyIssuer(), Ssrf.OUTER, Reason.INVALID_METADATA);
    }

    /** CWE-441: a proxy connects where we may not, and system properties name one for all of the JVM. */
    @Test
    void proxiesOfSystemProperties_areNotAsked() {
        nameTheServerInsideAsEveryProxy();
        fails(Ssrf.anyIssuer(), "https://inner.example.com:PORT", Reason.FORBIDDEN_ADDRESS);
        fails(Ssrf.anyIssuer(), "https://nobody.example.com", Reason.ISSUER_UNREACHABLE);
    }

    /** The control: a client that asks those proxies reaches the server, by the very same name. */
    @Test
    void aClientThatAsksThem_reachesTheServerInside() {
        nameTheServerInsideAsEveryProxy();
        HttpClient client =
                HttpClient.newBuilder().proxy(ProxySelector.getDefault()).build();
        KeyFetcherBuilder unguarded =
                Ssrf.credulousResolver().allowPrivateAddresses().httpClient(client);
        assertThat(ssrf.unguardedFailureOf(unguarded, "https://nobody.example.com")
                        .reason())
                .isEqualTo(Reason.ISSUER_UNREACHABLE);
        assertThat(ssrf.inner.connections()).isPositive();
    }

    private void nameTheServerInsideAsEveryProxy() {
        for (String kind : List.of("http.proxy", "https.proxy", "socksProxy")) {
            property(kind + "Host", "127.0.0.1");
            property(kind + "Port", String.valueOf(ssrf.inner.port()));
        }
        property("http.nonProxyHosts", "");
        property("socksNonProxyHosts", "");
    }

    private void property(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }
}
