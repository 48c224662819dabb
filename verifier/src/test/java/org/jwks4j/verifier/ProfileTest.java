package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.replay.ReplayMemory;

/** A token of each kind, with each claim dropped or of another type, at each bound of time, and under the rules of each kind. */
final class ProfileTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final String ISSUER = SHOP.issuer().issuer();
    private static final DpopClient CLIENT = DpopClient.of(SHOP, "ES256");
    private static final String BOUND = CLIENT.token().mint();
    private static final AtomicLong JTI = new AtomicLong();
    private static final long NOW = SHOP.time().instant().getEpochSecond();
    private static final Map<String, Object> LOGOUT =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    /** How a token is verified as one of a kind. */
    private interface Verification {
        CompletableFuture<VerifiedJwt> of(TokenBuilder token);
    }

    private static Verification by(TokenRules rules) {
        JwtVerifier verifier = SHOP.anyBuilder().rules(rules).build();
        return token -> verifier.verify(token.mint());
    }

    /** Anything can be sent as the proof of a token; the client's key has signed it. */
    private static final class DpopProofs {
        static final Verification VERIFICATION = verification();
        static final Map<String, Object> CLAIMS = Map.of(
                "htm",
                DpopClient.METHOD,
                "htu",
                DpopClient.URI,
                "ath",
                SingleUseCheck.digest(BOUND),
                "iat",
                NOW,
                "jti",
                "1");

        private static Verification verification() {
            JwtVerifier verifier = SHOP.strict().build();
            return token -> verifier.verify(
                    BOUND,
                    DpopClient.sent(
                            token.header("jwk", CLIENT.jwk()).keyId(null).signedWith(CLIENT.key())),
                    DpopClient.METHOD,
                    DpopClient.URI);
        }
    }

    /** The kinds, each with the rules and a token that meets them. */
    @SuppressWarnings("ImmutableEnumChecker") // nothing changes them
    enum Kind {
        ACCESS_TOKEN(
                by(TokenProfiles.accessToken("shop")),
                "at+jwt",
                Map.of("sub", "alice", "client_id", "app", "iat", NOW, "jti", "1"),
                List.of()),
        ID_TOKEN(
                by(TokenProfiles.idToken("shop")),
                "JWT",
                Map.of("sub", "alice", "iat", NOW, "nonce", "n"),
                List.of("nonce")),
        LOGOUT_TOKEN(
                by(TokenProfiles.logoutToken("shop")),
                "logout+jwt",
                Map.of("sub", "alice", "iat", NOW, "jti", "1", "events", LOGOUT),
                List.of()),
        SECURITY_EVENT(
                by(TokenProfiles.securityEvent("shop")),
                "secevent+jwt",
                Map.of("iat", NOW, "jti", "1", "events", Map.of("urn:example:event", Map.of())),
                List.of("exp")),
        CLIENT_ASSERTION(
                by(TokenProfiles.clientAssertion(ReplayMemory.local(1000, 1000), "shop")),
                "client-authentication+jwt",
                Map.of("sub", ISSUER, "iat", NOW, "jti", "1"),
                List.of()),
        /** Of a client that is an issuer too: with more than a proof needs, so that it looks like a token. */
        DPOP_PROOF(DpopProofs.VERIFICATION, "dpop+jwt", DpopProofs.CLAIMS, List.of("iss", "aud", "exp"));

        private final Verification verification;
        private final String typ;
        private final Map<String, Object> claims = new LinkedHashMap<>();
        private final List<String> optional;

        Kind(Verification verification, String typ, Map<String, Object> own, List<String> optional) {
            this.verification = verification;
            this.typ = typ;
            this.optional = optional;
            claims.put("iss", ISSUER);
            claims.put("aud", "shop");
            claims.put("exp", NOW + 300);
            claims.putAll(own);
        }

        TokenBuilder token() {
            TokenBuilder token =
                    SHOP.token().header("typ", typ).claim("sub", null).claims(claims);
            return claims.containsKey("jti") ? token.claim("jti", "" + JTI.incrementAndGet()) : token;
        }

        @Nullable
        Reason verdict(TokenBuilder token) {
            try {
                verification.of(token).join();
                return null;
            } catch (CompletionException e) {
                return ((TokenException) e.getCause()).reason();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tokenOfItsKind_isVerified(Kind kind) {
        assertThat(kind.verdict(kind.token())).isNull();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Kind.values())
                .flatMap(token -> Stream.of(Kind.values())
                        .filter(rules -> rules != token)
                        .map(rules -> Arguments.of(token, rules)));
    }

    /** RFC 8725 §3.12: one kind of token cannot be used as another. */
    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("pairs")
    void tokenOfAnotherKind_isRefused(Kind token, Kind rules) {
        assertThat(rules.verdict(token.token())).isNotNull();
    }

    /** The same without the typ that tells most of them apart, for those kinds that need none. */
    @ParameterizedTest(name = "{0} without typ as {1}")
    @MethodSource("pairs")
    void tokenOfAnotherKindWithoutTyp_isRefused(Kind token, Kind rules) {
        assertThat(rules.verdict(token.token().header("typ", null))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void claimThatIsDropped_isMissed(Kind kind) {
        for (String claim : kind.claims.keySet()) {
            boolean missed = !kind.optional.contains(claim);
            assertThat(kind.verdict(kind.token().claim(claim, null)) != null)
                    .as(claim)
                    .isEqualTo(missed);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void claimOfAnotherType_isRefused(Kind kind) {
        for (String claim : kind.claims.keySet()) {
            if (claim.equals("nonce") || (kind == Kind.DPOP_PROOF && kind.optional.contains(claim))) {
                continue; // asked for by IdTokenChecks; no part of a proof
            }
            for (Object value : List.of(true, List.of(Map.of()), Map.of("a", 1))) {
                assertThat(kind.verdict(kind.token().claim(claim, value)))
                        .as("%s is %s", claim, value)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "DPOP_PROOF") // DpopProofTest
    void time_countsToTheSecond(Kind kind) {
        assertThat(kind.verdict(kind.token().claim("exp", NOW - 59).claim("iat", NOW - 200)))
                .isNull();
        assertThat(kind.verdict(kind.token().claim("exp", NOW - 60).claim("iat", NOW - 200)))
                .isEqualTo(Reason.EXPIRED);
        assertThat(kind.verdict(kind.token().claim("iat", NOW + 60))).isNull();
        assertThat(kind.verdict(kind.token().claim("iat", NOW + 61))).isEqualTo(Reason.ISSUED_IN_THE_FUTURE);
        assertThat(kind.verdict(kind.token().claim("nbf", NOW + 60))).isNull();
        assertThat(kind.verdict(kind.token().claim("nbf", NOW + 61))).isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    void idToken_forSeveralAudiences_namesItsParty() {
        JwtVerifier trusting =
                SHOP.anyBuilder().rules(TokenProfiles.idToken("shop", "bank")).build();
        TokenBuilder several = Kind.ID_TOKEN.token().claim("aud", List.of("shop", "bank"));
        Shop.refuses(trusting, several.mint(), Reason.MISSING_CLAIM);
        trusting.blocking().verify(several.claim("azp", "shop").mint());
        Shop.refuses(trusting, several.claim("azp", "bank").mint(), Reason.WRONG_CLAIM);
    }

    /** OpenID Connect Core 1.0 §3.1.3.7, 3. */
    @Test
    void idToken_forAnAudienceThatIsNotTrusted_isRefused() {
        TokenBuilder several =
                Kind.ID_TOKEN.token().claim("aud", List.of("shop", "bank")).claim("azp", "shop");
        assertThat(Kind.ID_TOKEN.verdict(several)).isEqualTo(Reason.WRONG_AUDIENCE);
        assertThat(Kind.ID_TOKEN.verdict(several.claim("aud", List.of("shop")))).isNull();
    }

    @Test
    void idToken_ofTheProviderItself_isRefused() {
        TokenBuilder own = Kind.ID_TOKEN.token().claim("sub", ISSUER);
        assertThat(Kind.ID_TOKEN.verdict(own)).isEqualTo(Reason.WRONG_CLAIM);
    }

    @Test
    void clientAssertion_isForOneServerAlone() {
        TokenBuilder several = Kind.CLIENT_ASSERTION.token().claim("aud", List.of("shop", "bank"));
        assertThat(Kind.CLIENT_ASSERTION.verdict(several)).isEqualTo(Reason.WRONG_AUDIENCE);
        assertThat(Kind.CLIENT_ASSERTION.verdict(several.claim("aud", List.of("shop"))))
                .isNull();
    }

    @Test
    void logoutToken_hasASubjectOrASession_andNoNonce() {
        TokenBuilder session = Kind.LOGOUT_TOKEN.token().claim("sub", null).claim("sid", "s");
        assertThat(Kind.LOGOUT_TOKEN.verdict(session)).isNull();
        assertThat(Kind.LOGOUT_TOKEN.verdict(Kind.LOGOUT_TOKEN.token().claim("sid", 42)))
                .isEqualTo(Reason.MALFORMED_CLAIM);
        assertThat(Kind.LOGOUT_TOKEN.verdict(session.claim("nonce", "n"))).isEqualTo(Reason.FORBIDDEN_CLAIM);
    }

    @Test
    void events_areTheRightOnes() {
        TokenBuilder logout = Kind.LOGOUT_TOKEN.token();
        assertThat(Kind.LOGOUT_TOKEN.verdict(logout.claim("events", Map.of()))).isEqualTo(Reason.MALFORMED_CLAIM);
        assertThat(Kind.LOGOUT_TOKEN.verdict(logout.claim("events", Map.of("urn:other", Map.of()))))
                .isEqualTo(Reason.WRONG_CLAIM);
    }

    @Test
    void clientAssertion_isOfTheClientItself_andShort() {
        TokenBuilder other = Kind.CLIENT_ASSERTION.token().claim("sub", "https://other.example");
        assertThat(Kind.CLIENT_ASSERTION.verdict(other)).isEqualTo(Reason.WRONG_CLAIM);
        TokenBuilder longer = Kind.CLIENT_ASSERTION.token().claim("exp", NOW + 301);
        assertThat(Kind.CLIENT_ASSERTION.verdict(longer)).isEqualTo(Reason.WRONG_CLAIM);
    }
}
