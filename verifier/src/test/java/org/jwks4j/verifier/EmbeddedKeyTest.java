package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/** A token that brings its own key, or says where one is, is believed in neither (RFC 8725 §3.10). */
final class EmbeddedKeyTest {
    @AutoClose
    static final Shop SHOP = Shop.open("RS256");

    @AutoClose
    static final FakeIssuer ATTACKER = FakeIssuer.start();

    private static final SigningKey FORGED =
            ATTACKER.signingKey().withCertificate().withKeyId(SHOP.issuer().signingKeyId());

    /** Header members that lead to the attacker's key. */
    static Stream<Map<String, Object>> leads() {
        URI jwks = ATTACKER.jwksUri();
        Map<String, Object> jwk = new LinkedHashMap<>(FORGED.jwk());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("jku", jwks.toString());
        all.put("x5u", jwks.resolve("/cert.pem").toString());
        all.put("jwk", jwk);
        all.put("x5c", jwk.get("x5c"));
        all.put("x5t#S256", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
        Stream<Map<String, Object>> each = all.entrySet().stream().map(lead -> Map.of(lead.getKey(), lead.getValue()));
        return Stream.concat(each, Stream.of(all));
    }

    @AfterEach
    void nobodyAskedTheAttacker() {
        assertThat(ATTACKER.requests()).isZero();
    }

    @ParameterizedTest
    @MethodSource("leads")
    void forgedToken_underTheIdOfAGenuineKey_isRefused(Map<String, Object> lead) {
        SHOP.refuses(with(lead, SHOP.token().signedWith(FORGED)), Reason.INVALID_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("leads")
    void forgedToken_withoutKeyId_isRefused(Map<String, Object> lead) {
        SHOP.refuses(with(lead, SHOP.token().signedWith(FORGED).keyId(null)), Reason.INVALID_SIGNATURE);
    }

    @Test
    void forgedToken_underTheAttackersKeyId_isRefused() {
        SigningKey own = FORGED.withKeyId("attacker");
        Map<String, Object> all = leads().reduce((one, last) -> last).orElseThrow();

        SHOP.refuses(with(all, SHOP.token().signedWith(own)), Reason.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @MethodSource("leads")
    void genuineToken_isVerifiedWithTheIssuersKey(Map<String, Object> lead) {
        VerifiedJwt verified = SHOP.accepts(with(lead, SHOP.token()));

        assertThat(verified.key().publicKey())
                .isEqualTo(SHOP.issuer().signingKey().publicKey());
    }

    @Test
    void keyIdThatIsAUri_isOnlyAName() {
        String uri = ATTACKER.jwksUri().toString();

        SHOP.refuses(SHOP.token().signedWith(FORGED.withKeyId(uri)).mint(), Reason.UNKNOWN_KEY);
    }

    private static String with(Map<String, Object> members, TokenBuilder token) {
        members.forEach(token::header);
        return token.mint();
    }
}
