package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.TestCertificate;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;
import org.jwks4j.verifier.replay.ReplayMemory;

/** A genuine token of the right issuer and audience that was made for something else (RFC 8725 §3.11, §3.12). */
class KindAttackTest {
    private final Service service = Service.warm("ES256");

    @AfterEach
    void close() {
        service.close();
    }

    /** RFC 8725 §3.11: each kind of token has a typ of its own, and only that of access and ID tokens is taken. */
    @ParameterizedTest
    @ValueSource(
            strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "kb+jwt", "oauth-authz-req+jwt", "application/dpop+jwt"
            })
    void aTokenOfAnotherKind_isRefused(String typ) {
        service.refuses(service.token().header("typ", typ).mint(), Reason.WRONG_TYPE);
        service.isUnharmed();
    }

    /** OpenID Connect Back-Channel Logout 1.0 §2.4: a logout token may lack its typ; its events tell. */
    @Test
    void aLogoutTokenWithoutTyp_isRefused() {
        String token = service.token()
                .header("typ", null)
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .mint();
        service.refuses(token, Reason.FORBIDDEN_CLAIM);
        service.isUnharmed();
    }

    private void refusesUnder(TokenRules rules, TokenBuilder token, Reason reason) {
        JwtVerifier verifier = JwtVerifier.builder(service.fetcher)
                .rules(rules)
                .instantSource(service.time.instants())
                .build();
        TokenException failure = (TokenException)
                verifier.verify(token.mint()).handle((jwt, refused) -> refused).getNow(null);
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        service.isUnharmed();
    }

    /** RFC 9068 §5: an ID token that a client got, used at an API. */
    @Test
    void anIdTokenAsAccessToken_isRefused() {
        refusesUnder(TokenProfiles.accessToken(Service.AUDIENCE), service.token(), Reason.WRONG_TYPE);
    }

    /** RFC 9068 §5: an access token that an API got, used to log in. */
    @Test
    void anAccessTokenAsIdToken_isRefused() {
        TokenBuilder token = service.token().header("typ", "at+jwt").claim("client_id", "app");
        refusesUnder(TokenProfiles.idToken(Service.AUDIENCE), token, Reason.WRONG_TYPE);
        refusesUnder(TokenProfiles.idToken(Service.AUDIENCE), token.header("typ", null), Reason.FORBIDDEN_CLAIM);
    }

    /** OpenID Connect Back-Channel Logout 1.0 §2.4: why a logout token has no nonce, and its events. */
    @Test
    void aLogoutTokenAsIdToken_isRefused() {
        TokenBuilder token = service.token()
                .header("typ", null)
                .claim("jti", "1")
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        refusesUnder(TokenProfiles.idToken(Service.AUDIENCE), token, Reason.FORBIDDEN_CLAIM);
    }

    /** The other way round: who is logged in is logged out by others. */
    @Test
    void anIdTokenAsLogoutToken_isRefused() {
        TokenBuilder token = service.token().claim("jti", "1").claim("nonce", "n");
        refusesUnder(TokenProfiles.logoutToken(Service.AUDIENCE), token, Reason.MISSING_CLAIM);
    }

    /** RFC 7523 §3: the assertion of one client, for another. */
    @Test
    void anAssertionForAnotherClient_isRefused() {
        TokenBuilder token = service.token().claim("jti", "1").expiresIn(Duration.ofMinutes(1));
        refusesUnder(
                TokenProfiles.clientAssertion(ReplayMemory.local(10, 10), Service.AUDIENCE), token, Reason.WRONG_CLAIM);
    }

    /** RFC 8705 §3, RFC 9449 §7.1: a bound token that was stolen, sent as a bearer token. */
    @Test
    void aBoundTokenWithoutItsProof_isRefused() {
        for (String method : List.of("x5t#S256", "jkt", "jwk", "kid")) {
            service.refuses(
                    service.token().claim("cnf", Map.of(method, "thumbprint")).mint(), Reason.MISSING_PROOF);
        }
        service.isUnharmed();
    }

    /** RFC 8705 §3: the same, by a thief who has a certificate too. */
    @Test
    void aBoundTokenWithAnotherCertificate_isRefused() {
        X509Certificate thief = TestCertificate.forLoopback().certificate();
        String token =
                service.token().claim("cnf", Map.of("x5t#S256", "thumbprint")).mint();
        TokenException failure = (TokenException) service.verifier
                .verify(token, thief)
                .handle((jwt, refused) -> refused)
                .getNow(null);
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_PROOF);
    }
}
