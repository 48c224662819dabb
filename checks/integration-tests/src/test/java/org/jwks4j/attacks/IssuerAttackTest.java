package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

/** Whose token is it (RFC 8725 §3.8, OpenID Connect Discovery 1.0 §4.3)? */
class IssuerAttackTest {
    private static final String EVIL = "https://evil.example";

    /** RFC 8725 §3.8: both are trusted, and the one takes the kid of the other's key; a cache by kid alone would mix them up. */
    @Test
    void aKeyOfAnotherTrustedIssuer_isNoKeyOfThisOne() {
        try (Service service =
                        Service.cold(KeyFetcher.builder().trust(Service.ISSUER).trust(EVIL), "ES256");
                FakeIssuer evil = FakeIssuer.builder().algorithms("ES256").start()) {
            SigningKey sameKid = evil.signingKey();
            assertThat(sameKid.keyId()).isEqualTo(service.issuer.signingKeyId());
            service.metadata(EVIL, "{\"issuer\":\"" + EVIL + "\",\"jwks_uri\":\"" + EVIL + "/jwks\"}");
            service.transport.on(EVIL + "/jwks").respondAlways(200, evil.jwkSet());

            service.accepts(service.token(EVIL).signedWith(sameKid).mint());
            service.accepts(service.token().mint());
            service.refuses(service.token().signedWith(sameKid).mint(), Reason.INVALID_SIGNATURE);
        }
    }

    /** spring-security#9410, CVE-2024-53861 (PyJWT, a part of the name was enough): the name to the letter, or no one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.com/",
                "https://ISSUER.example.com",
                "HTTPS://issuer.example.com",
                "https://issuer.example.com.",
                "https://issuer.example.com:443",
                "https://issuer.example.co",
                "https://issuer.example.com.evil.example",
                "https://issuer.example.com@evil.example",
                "https://\u0456ssuer.example.com", // Cyrillic
                "https://issuer.example.com\u200b",
                " https://issuer.example.com",
                "issuer.example.com"
            })
    void aNameThatIsAlmostTheIssuers_isNotTrusted(String iss) {
        try (Service service = Service.warm("ES256")) {
            service.refuses(service.token(iss).mint(), Reason.UNTRUSTED_ISSUER);
            service.isUnharmed();
        }
    }

    /** CVE-2025-30144 (fast-jwt): a list of issuers, of which the library and its user read different ones. */
    @Test
    void severalIssuersInOneToken_areRefused() {
        try (Service service = Service.warm("ES256")) {
            service.refuses(service.token(List.of(EVIL, Service.ISSUER)).mint(), Reason.MALFORMED_TOKEN);
            service.isUnharmed();
        }
    }

    /** spring-security#9410, okta#143: two names of one issuer are said, each to the letter. */
    @Test
    void anAlias_isOnlyTheOneThatWasNamed() {
        TrustedIssuer issuer = TrustedIssuer.of(Service.ISSUER).withAlias("http://keycloak:8080");
        try (Service service = Service.cold(KeyFetcher.builder().trust(issuer), "ES256")) {
            service.accepts(service.token("http://keycloak:8080").mint());
            service.refuses(service.token("http://keycloak:8080/").mint(), Reason.UNTRUSTED_ISSUER);
            service.refuses(service.token("https://keycloak:8080").mint(), Reason.UNTRUSTED_ISSUER);
            service.isUnharmed();
        }
    }

    /** OpenID Connect Discovery 1.0 §4.3: a document that is someone else's. */
    @Test
    void metadataOfAnotherIssuer_isNotUsed() {
        try (Service service = Service.cold(KeyFetcher.builder().trust(Service.ISSUER), "ES256")) {
            service.metadata(Service.ISSUER, "{\"issuer\":\"" + EVIL + "\",\"jwks_uri\":\"" + Service.JWKS + "\"}");
            service.cannotTell(service.token().mint(), Reason.INVALID_METADATA);
            assertThat(service.transport.requests(Service.JWKS)).isEmpty();
        }
    }

    /** CWE-345: a document that was altered, with the attacker's keys in it; the option to pin the host. */
    @Test
    void metadataThatLeadsToAnotherHost_isNotFollowedWhereTheHostIsPinned() {
        URI evilKeys = URI.create(EVIL + "/jwks");
        for (JwksHosts pinned : List.of(
                JwksHosts.sameHost(), JwksHosts.sameRegistrableDomain(), JwksHosts.oneOf("issuer.example.com"))) {
            TrustedIssuer issuer = TrustedIssuer.of(Service.ISSUER).withJwksHosts(pinned);
            try (Service service = Service.cold(KeyFetcher.builder().trust(issuer), "ES256")) {
                service.publishes(Service.ISSUER, evilKeys.toString());
                service.cannotTell(service.token().mint(), Reason.INVALID_METADATA);
                assertThat(service.transport.requests(evilKeys)).isEmpty();
            }
        }
    }

    /** CWE-522: the token that opens the issuer's door, sent to wherever its metadata leads. */
    @Test
    void whatIsSentToTheIssuer_isSentNowhereElse() {
        URI evilKeys = URI.create(EVIL + "/jwks");
        TrustedIssuer issuer = TrustedIssuer.of(Service.ISSUER)
                .withBearerToken(() -> "secret")
                .withRequestHeader("X-Api-Key", "secret");
        try (Service service = Service.cold(KeyFetcher.builder().trust(issuer), "ES256")) {
            service.publishes(Service.ISSUER, evilKeys.toString());
            service.accepts(service.token().mint());
            assertThat(service.transport.requests(Service.METADATA))
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers().values()).contains("Bearer secret"));
            assertThat(service.transport.requests(evilKeys))
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request.headers().toString()).doesNotContain("secret"));
        }
    }
}
