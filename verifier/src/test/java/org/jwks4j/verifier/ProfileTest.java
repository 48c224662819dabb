package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
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

/** A token of each kind, with each claim dropped or of another type, at each bound of time, and under the rules of each kind. */
final class ProfileTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final String ISSUER = SHOP.issuer().issuer();
    private static final long NOW = SHOP.time().instant().getEpochSecond();
    private static final Map<String, Object> LOGOUT =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    /** The kinds, each with the rules and a token that meets them. */
    @SuppressWarnings("ImmutableEnumChecker") // nothing changes them
    enum Kind {
        ACCESS_TOKEN(
                TokenProfiles.accessToken("shop"),
                "at+jwt",
                Map.of("sub", "alice", "client_id", "app", "iat", NOW, "jti", "1"),
                List.of()),
        ID_TOKEN(
                TokenProfiles.idToken("shop"),
                "JWT",
                Map.of("sub", "alice", "iat", NOW, "nonce", "n"),
                List.of("nonce")),
        LOGOUT_TOKEN(
                TokenProfiles.logoutToken("shop"),
                "logout+jwt",
                Map.of("sub", "alice", "iat", NOW, "jti", "1", "events", LOGOUT),
                List.of()),
        SECURITY_EVENT(
                TokenProfiles.securityEvent("shop"),
                "secevent+jwt",
                Map.of("iat", NOW, "jti", "1", "events", Map.of("urn:example:event", Map.of())),
                List.of("exp")),
        CLIENT_ASSERTION(
                TokenProfiles.clientAssertion("shop"),
                "client-authentication+jwt",
                Map.of("sub", ISSUER, "iat", NOW, "jti", "1"),
                List.of());

        private final JwtVerifier verifier;
        private final String typ;
        private final Map<String, Object> claims = new LinkedHashMap<>();
        private final List<String> optional;

        Kind(TokenRules rules, String typ, Map<String, Object> own, List<String> optional) {
            this.verifier = SHOP.anyBuilder().rules(rules).build();
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
            return token;
        }

        @Nullable
        Reason verdict(TokenBuilder token) {
            try {
                verifier.verify(token.mint()).join();
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
        boolean assertionLikeAnIdToken = token == Kind.CLIENT_ASSERTION && rules == Kind.ID_TOKEN;
        if (assertionLikeAnIdToken) { // the issuer of one is a client, of the other a provider: told apart by whom is
            // trusted
            return;
        }
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
            if (claim.equals("nonce")) {
                continue; // asked for by IdTokenChecks
            }
            for (Object value : List.of(true, List.of(Map.of()), Map.of("a", 1))) {
                assertThat(kind.verdict(kind.token().claim(claim, value)))
                        .as("%s is %s", claim, value)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
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
        TokenBuilder several = Kind.ID_TOKEN.token().claim("aud", List.of("shop", "bank"));
        assertThat(Kind.ID_TOKEN.verdict(several)).isEqualTo(Reason.MISSING_CLAIM);
        assertThat(Kind.ID_TOKEN.verdict(several.claim("azp", "shop"))).isNull();
        assertThat(Kind.ID_TOKEN.verdict(several.claim("azp", "bank"))).isEqualTo(Reason.WRONG_CLAIM);
    }

    @Test
    void logoutToken_hasASubjectOrASession_andNoNonce() {
        TokenBuilder session = Kind.LOGOUT_TOKEN.token().claim("sub", null).claim("sid", "s");
        assertThat(Kind.LOGOUT_TOKEN.verdict(session)).isNull();
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
