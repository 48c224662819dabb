package org.jwks4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.Security;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MintTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @RegisterExtension
    static final FakeIssuerExtension ISSUER = FakeIssuerExtension.startedBy(
            () -> FakeIssuer.builder().clock(InstantSource.fixed(NOW)).start());

    static Stream<String> algorithms() {
        return SigningKey.algorithms().stream();
    }

    static Stream<Arguments> signaturesOfThisJdk() {
        Stream<Arguments> always = Stream.of(
                Arguments.of("RS256", "SHA256withRSA"),
                Arguments.of("ES384", "SHA384withECDSAinP1363Format"),
                Arguments.of("Ed448", "Ed448"));
        Stream<Arguments> postQuantum = Security.getAlgorithms("Signature").stream()
                .filter(name -> name.startsWith("ML-DSA-"))
                .map(name -> Arguments.of(name, name));
        return Stream.concat(always, postQuantum);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void mint_everyAlgorithm_verifiesWithThePublishedJwk(String algorithm) throws Exception {
        FakeIssuer issuer = ISSUER.issuer();

        ParsedToken token = ParsedToken.of(issuer.mint(algorithm, Map.of("aud", "shop")));

        assertThat(token.header()).containsEntry("alg", algorithm);
        Map<String, Object> jwk = ParsedJson.keys(Http.get(issuer.jwksUri()).body()).stream()
                .filter(key -> key.get("kid").equals(token.header().get("kid")))
                .findFirst()
                .orElseThrow();
        assertThat(jwk).containsEntry("alg", algorithm).containsEntry("use", "sig");
        assertThat(IndependentVerifier.verifies(jwk, algorithm, token)).isTrue();
        assertThat(IndependentVerifier.verifies(jwk, algorithm, ParsedToken.of(tamper(token))))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("signaturesOfThisJdk")
    void publicKey_ofAnAlgorithmTheJdkKnows_isTheJdksOwnAndVerifies(String algorithm, String jcaName) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);
        Signature signature = Signature.getInstance(jcaName);
        signature.initVerify(key.publicKey());
        signature.update("text".getBytes(UTF_8));

        assertThat(signature.verify(key.sign("text".getBytes(UTF_8)))).isTrue();
        assertThat(key.publicKey().getClass().getName()).startsWith("sun.security.");
    }

    @Test
    void mint_withoutClaims_hasTheDefaultOnesByTheIssuersClock() {
        FakeIssuer issuer = ISSUER.issuer();

        ParsedToken token = ParsedToken.of(issuer.mint(Map.of()));

        assertThat(token.header())
                .containsExactly(
                        Map.entry("alg", "RS256"), Map.entry("kid", issuer.signingKeyId()), Map.entry("typ", "JWT"));
        assertThat(token.claims())
                .containsExactly(
                        Map.entry("iss", issuer.issuer()),
                        Map.entry("sub", "alice"),
                        Map.entry("iat", NOW.getEpochSecond()),
                        Map.entry("exp", NOW.getEpochSecond() + 300));
    }

    @Test
    void mint_claims_overrideAndRemoveDefaults() {
        Map<String, Object> claims = new HashMap<>(Map.of("sub", "bob", "aud", List.of("a", "b"), "nbf", 1.5));
        claims.put("exp", null);

        assertThat(ParsedToken.of(ISSUER.issuer().mint(claims)).claims())
                .containsEntry("sub", "bob")
                .containsEntry("aud", List.of("a", "b"))
                .containsEntry("nbf", 1.5)
                .doesNotContainKey("exp");
    }

    @Test
    void expiresIn_negative_mintsAnExpiredToken() {
        String token = ISSUER.issuer().token().expiresIn(Duration.ofMinutes(-1)).mint();

        assertThat(ParsedToken.of(token).claims()).containsEntry("exp", NOW.getEpochSecond() - 60);
    }

    @Test
    void mint_algorithmWithoutPublishedKey_publishesOneAndUsesItAgain() {
        try (FakeIssuer issuer = FakeIssuer.start()) {
            Object first =
                    ParsedToken.of(issuer.mint("ES256", Map.of())).header().get("kid");
            Object second =
                    ParsedToken.of(issuer.mint("ES256", Map.of())).header().get("kid");

            assertThat(first).isEqualTo(second).isEqualTo("key-2");
            assertThat(issuer.keyIds()).containsExactly("key-1", "key-2");
            assertThat(issuer.signingKeyId()).isEqualTo("key-1");
        }
    }

    @Test
    void mint_unknownAlgorithm_saysWhichThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.issuer().mint("RS257", Map.of()))
                .withMessageContaining("RS257")
                .withMessageContaining("ML-DSA-87");
    }

    @Test
    void mint_underManualTime_followsIt() {
        ManualTime time = ManualTime.startingAt(NOW);
        try (FakeIssuer issuer = FakeIssuer.builder().clock(time.instants()).start()) {
            time.advance(Duration.ofHours(2));

            assertThat(ParsedToken.of(issuer.mint(Collections.emptyMap())).claims())
                    .containsEntry("iat", NOW.plus(Duration.ofHours(2)).getEpochSecond());
        }
    }

    private static String tamper(ParsedToken token) {
        byte[] signature = token.signature();
        signature[signature.length / 2] ^= 1;
        return token.signingInput() + "." + JwkMembers.base64(signature);
    }
}
