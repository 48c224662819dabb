package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;

final class JwkTest {
    private static final KeyPair PAIR = Jwks.generateEc("secp256r1");
    private static final Map<String, Object> EC = Jwks.ec("P-256", PAIR.getPublic());
    private static final Map<String, Object> FULL =
            with(with(with(EC, "kid", "https://a/k1"), "use", "sig"), "alg", "ES256");

    @Test
    void toJson_hasThePublicMembersAndIsReadBackToAnEqualKey() {
        Jwk jwk = read(with(with(with(FULL, "x5t", "YQ"), "key_ops", List.of("verify")), "vendor", Map.of()));

        assertThat(jwk.toJson()).isEqualTo(JsonObject.of(FULL));
        assertThat(read(FULL)).isEqualTo(jwk).hasSameHashCodeAs(jwk).hasToString(jwk.toString());
        assertThat(jwk.toString())
                .startsWith("{\"kid\":\"https://a/k1\",\"use\":\"sig\",\"alg\":\"ES256\",\"crv\":\"P-256\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
    void privateMembers_areDroppedAndReported(String name) {
        Jwk jwk = read(with(FULL, name, "SECRET"));

        assertThat(jwk.privateMembersDropped()).isTrue();
        assertThat(jwk.toJson()).isEqualTo(JsonObject.of(FULL));
        assertThat(jwk.toString()).doesNotContain("SECRET");
        assertThat(jwk).isEqualTo(read(FULL));
    }

    @Test
    void privateMembersOfAnyJsonType_areDroppedUnread() {
        assertThat(read(with(FULL, "d", List.of())).privateMembersDropped()).isTrue();
        assertThat(read(with(FULL, "d", "")).privateMembersDropped()).isTrue();
        assertThat(read(with(FULL, "oth", List.of(Map.of("r", "SECRET")))).privateMembersDropped())
                .isTrue();
    }

    @Test
    void publicKeyAlone_reportsNothing() {
        assertThat(read(FULL).privateMembersDropped()).isFalse();
    }

    @Test
    void otherMembers_makeAnotherKey() {
        assertThat(read(FULL))
                .isNotEqualTo(read(with(FULL, "kid", "k2")))
                .isNotEqualTo(read(EC))
                .isNotEqualTo(read(Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic())))
                .isNotEqualTo(null);
    }

    @Test
    void publicKey_isBuiltOnce() {
        Jwk jwk = read(FULL);

        assertThat(jwk.publicKey()).isSameAs(jwk.publicKey()).isEqualTo(PAIR.getPublic());
    }

    @Test
    void description_namesTypeAndSizeOrCurve() {
        assertThat(read(FULL).description()).isEqualTo("P-256");
        assertThat(read(FULL).keyType()).isEqualTo("EC");
        Jwk rsa = read(CertifiedJwks.RSA);
        assertThat(rsa.description()).isEqualTo("RSA 2048");
        assertThat(rsa.keyType()).isEqualTo("RSA");
    }
}
