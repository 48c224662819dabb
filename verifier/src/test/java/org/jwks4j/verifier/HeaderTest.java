package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;

/** {@code typ}, {@code crit} and what changes how a payload is read (RFC 7515 §4.1.9, §4.1.11, RFC 7797, RFC 8725). */
final class HeaderTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt"})
    void typ_isComparedAsAMediaType(String typ) {
        accessTokens("at+jwt").blocking().verify(typed(typ));
        accessTokens("application/at+jwt").blocking().verify(typed(typ));
        accessTokens("AT+JWT").blocking().verify(typed(typ));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"JWT", "", "at+jwt ", "at", "application/", "text/at+jwt", "application/application/at+jwt"})
    void anotherTyp_isRefused(String typ) {
        Shop.refuses(accessTokens("at+jwt"), typed(typ), Reason.WRONG_TYPE);
    }

    @Test
    void missingTyp_whereOneIsAskedFor_isRefused() {
        Shop.refuses(accessTokens("at+jwt"), typed(null), Reason.WRONG_TYPE);
    }

    @Test
    void typThatIsNoString_whereOneIsAskedFor_isRefused() {
        Shop.refuses(accessTokens("at+jwt"), typed(42), Reason.WRONG_TYPE);
        Shop.refuses(accessTokens("at+jwt"), typed(List.of("at+jwt")), Reason.WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "application/jwt", "at+jwt", "AT+JWT", "Application/at+JWT"})
    void typOfAnAccessOrIdToken_byDefault_isVerified(String typ) {
        SHOP.accepts(typed(typ));
        SHOP.accepts(typed(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logout+jwt",
                "dpop+jwt",
                "application/dpop+jwt",
                "secevent+jwt",
                "kb+jwt",
                "oauth-authz-req+jwt",
                "token-introspection+jwt",
                "JOSE",
                "jwt ",
                "application/application/jwt",
                "text/jwt",
                ""
            })
    void typOfAnotherKindOfToken_byDefault_isRefused(String typ) {
        SHOP.refuses(typed(typ), Reason.WRONG_TYPE);
        SHOP.ruled(rules -> rules.acceptAnyType()).blocking().verify(typed(typ));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "[\"JWT\"]", "{}", "true"})
    void typThatIsNoString_byDefault_isRefused(String typ) {
        String token = headed("\"typ\":" + typ);

        SHOP.refuses(token, Reason.WRONG_TYPE);
        SHOP.ruled(rules -> rules.acceptAnyType()).blocking().verify(token);
    }

    @Test
    void oneOfTheTypsThatAreNamed_isVerified() {
        JwtVerifier verifier = SHOP.ruled(rules -> rules.withType("logout+jwt", "JWT"));

        verifier.blocking().verify(typed("logout+jwt"));
        verifier.blocking().verify(typed("jwt"));
        Shop.refuses(verifier, typed("at+jwt"), Reason.WRONG_TYPE);
        Shop.refuses(verifier, typed(null), Reason.WRONG_TYPE);
    }

    /** RFC 8417 §2.3: its typ is a recommendation only, and OpenID Connect Back-Channel Logout 1.0 §2.4 has none. */
    @Test
    void events_withoutTheTypOfASecurityEvent_areRefused() {
        String token =
                SHOP.token().claim("events", Map.of("urn:example", Map.of())).mint();

        SHOP.refuses(token, Reason.FORBIDDEN_CLAIM);
        SHOP.ruled(rules -> rules.acceptEvents()).blocking().verify(token);
    }

    @Test
    void eventsThatAreNull_areThere() {
        SHOP.refuses(withNull("events"), Reason.FORBIDDEN_CLAIM);
    }

    @Test
    void confirmationThatIsNull_isThere() {
        SHOP.refuses(withNull("cnf"), Reason.MISSING_PROOF);
    }

    private static String withNull(String claim) {
        long soon = SHOP.time().instant().getEpochSecond() + 100;
        String payload = "{\"iss\":\"" + SHOP.issuer().issuer() + "\",\"aud\":\"shop\",\"exp\":" + soon + ",\"" + claim
                + "\":null}";
        return SHOP.token().rawPayload(payload).mint();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"https://example.com/ext\"]", "[\"exp\"]", "[\"alg\"]", "[]", "null", "\"exp\"", "{}"})
    void crit_isRefused_whateverItSays(String crit) {
        SHOP.refuses(headed("\"crit\":" + crit + ",\"https://example.com/ext\":1"), Reason.UNSUPPORTED_CRITICAL_HEADER);
    }

    @Test
    void critB64_isRefused() {
        SHOP.refuses(headed("\"crit\":[\"b64\"],\"b64\":false"), Reason.UNSUPPORTED_CRITICAL_HEADER);
        SHOP.refuses(headed("\"crit\":[\"b64\"],\"b64\":true"), Reason.UNSUPPORTED_CRITICAL_HEADER);
    }

    @Test
    void b64WithoutCrit_isRefused() {
        SHOP.refuses(headed("\"b64\":false"), Reason.UNSUPPORTED_CRITICAL_HEADER);
        SHOP.refuses(headed("\"b64\":null"), Reason.UNSUPPORTED_CRITICAL_HEADER);
    }

    @Test
    void compressedPayload_isRefused() {
        SHOP.refuses(headed("\"zip\":\"DEF\""), Reason.UNSUPPORTED_CRITICAL_HEADER);
    }

    @Test
    void headerOfAnEncryptedToken_isRefused() {
        SHOP.refuses(headed("\"enc\":\"A256GCM\""), Reason.UNSUPPORTED_CRITICAL_HEADER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "[{\"a\":1e400}]"})
    void numberThatNobodyCanHold_isRefused(String number) {
        SHOP.refuses(headed("\"n\":" + number), Reason.MALFORMED_TOKEN);
    }

    @Test
    void unknownMembers_areIgnoredAndKept() {
        VerifiedJwt verified =
                SHOP.accepts(SHOP.token().header("x", Map.of("y", 1)).mint());

        assertThat(verified.header().object("x").orElseThrow().number("y")).contains(1L);
    }

    @Test
    void headerOfAForgedToken_isRefusedBeforeItsSignature() {
        String forged =
                SHOP.token().header("crit", List.of("x")).tamperedSignature().mint();

        SHOP.refuses(forged, Reason.UNSUPPORTED_CRITICAL_HEADER);
    }

    private static JwtVerifier accessTokens(String typ) {
        return SHOP.ruled(rules -> rules.withType(typ));
    }

    private static String typed(Object typ) {
        return SHOP.token().header("typ", typ).mint();
    }

    private static String headed(String members) {
        String keyId = SHOP.issuer().signingKeyId();
        return SHOP.token()
                .rawHeader("{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\"," + members + "}")
                .mint();
    }
}
