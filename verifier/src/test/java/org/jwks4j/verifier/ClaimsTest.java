package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.SigningKey;

/** What a verified token says, and what it does not say by accident. */
final class ClaimsTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final Map<String, Object> OWN = Map.of(
            "email",
            "alice@example.com",
            "admin",
            false,
            "level",
            3,
            "score",
            0.5,
            "big",
            new BigInteger("18446744073709551616"),
            "groups",
            List.of("a", "b"),
            "address",
            Map.of("jkt", "thumb"),
            "auth_time",
            1767225599);

    private final Claims claims =
            SHOP.accepts(SHOP.token().claim("jti", "id-1").claims(OWN).mint()).claims();

    @Test
    void registeredClaims_areTyped() {
        assertThat(claims.issuer()).isEqualTo(SHOP.issuer().issuer());
        assertThat(claims.subject()).contains("alice");
        assertThat(claims.audience()).containsExactly(Shop.AUDIENCE);
        assertThat(claims.jwtId()).contains("id-1");
        assertThat(claims.issuedAt()).contains(SHOP.time().instant());
        assertThat(claims.expiresAt()).contains(SHOP.time().instant().plus(Duration.ofMinutes(5)));
        assertThat(claims.notBefore()).isEmpty();
    }

    @Test
    void ownClaims_areReadByType() {
        assertThat(claims.string("email")).contains("alice@example.com");
        assertThat(claims.bool("admin")).contains(false);
        assertThat(claims.number("level")).contains(3L);
        assertThat(claims.number("score")).contains(0.5);
        assertThat(claims.number("big")).contains(new BigInteger("18446744073709551616"));
        assertThat(claims.strings("groups")).contains(List.of("a", "b"));
        assertThat(claims.object("address").orElseThrow().string("jkt")).contains("thumb");
        assertThat(claims.instant("auth_time")).contains(SHOP.time().instant().minusSeconds(1));
    }

    @Test
    void absentClaims_areEmpty() {
        assertThat(claims.string("absent")).isEmpty();
        assertThat(claims.strings("absent")).isEmpty();
        assertThat(claims.bool("absent")).isEmpty();
        assertThat(claims.number("absent")).isEmpty();
        assertThat(claims.object("absent")).isEmpty();
        assertThat(claims.instant("absent")).isEmpty();
        assertThat(claims.integer("absent")).isEmpty();
        assertThat(claims.stringsAt("absent")).isEmpty();
        assertThat(claims.stringsAt("absent", "roles")).isEmpty();
        Claims bare = SHOP.accepts(SHOP.token().claim("sub", null).mint()).claims();
        assertThat(bare.subject()).isEmpty();
        assertThat(bare.jwtId()).isEmpty();
    }

    @Test
    void claimOfAnotherType_failsAndNamesTheClaim() {
        List<ThrowingCallable> wrong = List.of(
                () -> claims.string("level"),
                () -> claims.strings("email"),
                () -> claims.strings("address"),
                () -> claims.bool("level"),
                () -> claims.number("email"),
                () -> claims.object("groups"),
                () -> claims.instant("email"),
                () -> claims.instant("big"),
                () -> claims.integer("big"),
                () -> claims.integer("email"));
        wrong.forEach(getter -> assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(getter)
                .withMessageMatching(".*\\b(level|email|address|groups|big)\\b.*")
                .withMessageNotContaining("alice@example.com"));
    }

    @Test
    void integer_isOneOf64Bits() {
        Claims numbers = SHOP.accepts(SHOP.token()
                        .claim("ver", 2)
                        .claim("long", Long.MIN_VALUE)
                        .claim("part", 1.5)
                        .mint())
                .claims();

        assertThat(numbers.integer("ver")).hasValue(2);
        assertThat(numbers.integer("long")).hasValue(Long.MIN_VALUE);
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> numbers.integer("part"))
                .withMessage("the claim \"part\" is not an integer of 64 bits, but a number");
    }

    @Test
    void pathOfNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> claims.stringsAt());
    }

    /** A closed list: some issuers write these as null where they have none. */
    @ParameterizedTest
    @ValueSource(strings = {"aud", "nbf", "iat", "sub", "jti", "email", "azp", "client_id", "scope", "scp"})
    void nullOfTheClosedList_isAbsent(String name) {
        JwtVerifier anyAudience = SHOP.anyBuilder().acceptAnyAudience().build();
        Claims withNull = anyAudience.blocking().verify(withNull(name)).claims();

        assertThat(withNull.json().has(name)).isTrue();
        assertThat(withNull.string(name)).isEmpty();
        assertThat(withNull.strings(name)).isEmpty();
        assertThat(withNull.bool(name)).isEmpty();
        assertThat(withNull.number(name)).isEmpty();
        assertThat(withNull.object(name)).isEmpty();
        assertThat(withNull.instant(name)).isEmpty();
        assertThat(withNull.audience()).hasSize(name.equals("aud") ? 0 : 1);
    }

    @Test
    void nullAudience_whereOneIsNeeded_isMissing() {
        SHOP.refuses(withNull("aud"), Reason.MISSING_CLAIM);
    }

    @Test
    void nullOfAnyOtherClaim_isOfAnotherType() {
        SHOP.refuses(withNull("exp"), Reason.MALFORMED_CLAIM);
        SHOP.refuses(withNull("iss"), Reason.MALFORMED_TOKEN);
        Claims withNull = SHOP.accepts(withNull("nickname")).claims();
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> withNull.string("nickname"));
    }

    private static String withNull(String name) {
        Map<String, Object> members = new LinkedHashMap<>(
                SHOP.accepts(SHOP.token().mint()).claims().json().asMap());
        members.put(name, null);
        return SHOP.token().rawPayload(JsonObject.of(members).toJson()).mint();
    }

    @Test
    void registeredClaimOfAnotherType_isRefused() {
        SHOP.refuses(SHOP.token().claim("sub", 42).mint(), Reason.MALFORMED_CLAIM);
        SHOP.refuses(SHOP.token().claim("jti", List.of()).mint(), Reason.MALFORMED_CLAIM);
    }

    @Test
    void claimsAsText_areTheJsonInItsOrder() {
        assertThat(claims).hasToString(claims.json().toJson());
        assertThat(claims.toString()).startsWith("{\"iss\":\"" + claims.issuer() + "\",\"sub\":\"alice\",\"iat\":");
    }

    @Test
    void claims_cannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> claims.json().asMap().put("admin", true));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> claims.audience().add("bank"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> claims.strings("groups").orElseThrow().add("c"));
    }

    @Test
    void verifiedJwtAsText_namesTheKeyAndNothingOfTheClaims() {
        VerifiedJwt verified = SHOP.accepts(SHOP.token().claims(OWN).mint());

        assertThat(verified.algorithm()).isEqualTo(JwsAlgorithm.ES256);
        assertThat(verified.toString())
                .contains(SHOP.issuer().issuer(), SHOP.issuer().signingKeyId(), "ES256")
                .doesNotContain("alice");
    }

    @Test
    void verifiedJwtAsText_escapesTheKeyId() {
        SigningKey key = SHOP.key("ES256").withKeyId("key\n2026-01-01 INFO all is well\u001b[2J\u202e");
        try (Shop shop = SHOP.holding(key)) {
            assertThat(shop.accepts(shop.token().signedWith(key).mint()).toString())
                    .matches("[ -~]+")
                    .contains("key\\u000a2026");
        }
    }
}
