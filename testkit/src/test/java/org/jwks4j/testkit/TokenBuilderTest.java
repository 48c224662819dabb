package org.jwks4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeIssuerExtension.class)
final class TokenBuilderTest {
    private final FakeIssuer issuer;

    TokenBuilderTest(FakeIssuer issuer) {
        this.issuer = issuer;
    }

    @Test
    void keyId_null_leavesItOut() {
        assertThat(header(issuer.token().keyId(null))).doesNotContainKey("kid");
    }

    @Test
    void keyId_other_isSaidAndTheSignatureStaysGenuine() throws Exception {
        String token = issuer.token().keyId("other").mint();

        assertThat(ParsedToken.of(token).header()).containsEntry("kid", "other");
        assertThat(isGenuine(token)).isTrue();
    }

    @Test
    void header_extraMembers_areSigned() throws Exception {
        TokenBuilder builder = issuer.token()
                .header("crit", List.of("b64"))
                .header("jku", "https://evil.example/jwks")
                .header("jwk", SigningKey.generate("ES256").jwk())
                .header("typ", null);

        assertThat(header(builder)).containsKeys("crit", "jku", "jwk").doesNotContainKey("typ");
        assertThat(isGenuine(builder.mint())).isTrue();
    }

    @Test
    void header_alg_liesAboutTheSignature() throws Exception {
        String token = issuer.token().header("alg", "PS256").mint();

        assertThat(ParsedToken.of(token).header()).containsEntry("alg", "PS256");
        assertThat(isGenuine(token)).isTrue();
    }

    @Test
    void signedWith_theSameKeyUnderAnotherAlgorithm_signsSo() throws Exception {
        String token = issuer.mint(issuer.signingKey().withAlgorithm("PS256"), Map.of());

        assertThat(ParsedToken.of(token).header())
                .containsEntry("alg", "PS256")
                .containsEntry("kid", issuer.signingKeyId());
        assertThat(IndependentVerifier.verifies(issuer.signingKey().jwk(), "PS256", ParsedToken.of(token)))
                .isTrue();
    }

    @Test
    void tamperedSignature_doesNotVerify() throws Exception {
        assertThat(isGenuine(issuer.token().tamperedSignature().mint())).isFalse();
    }

    @Test
    void tamperedSignature_ofYourOwn_isSent() {
        String token = issuer.token()
                .signedWith(SigningKey.generate("ES256"))
                .tamperedSignature(signature -> new byte[signature.length])
                .mint();

        assertThat(ParsedToken.of(token).signature()).containsOnly(0).hasSize(64);
    }

    @Test
    void tamperedClaim_isSetAfterSigning() throws Exception {
        String token = issuer.token()
                .claim("aud", "shop")
                .tamperedClaim("sub", "admin")
                .mint();
        String genuine = issuer.token().claim("aud", "shop").mint();

        assertThat(ParsedToken.of(token).claims()).containsEntry("sub", "admin").containsEntry("aud", "shop");
        assertThat(isGenuine(token)).isFalse();
        assertThat(isGenuine(genuine)).isTrue();
    }

    @Test
    void unsigned_hasAlgNoneAndAnEmptySignature() {
        ParsedToken token = ParsedToken.of(issuer.token().unsigned().mint());

        assertThat(token.header()).containsEntry("alg", "none");
        assertThat(token.signature()).isEmpty();
        assertThat(token.segments()).hasSize(3);
    }

    @Test
    void hs256_withThePublicKeysPem_isAnHmacOfIt() throws Exception {
        byte[] pem = issuer.signingKey().publicKeyPem().getBytes(US_ASCII);

        ParsedToken token = ParsedToken.of(issuer.token().hs256(pem).mint());

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(pem, "HmacSHA256"));
        assertThat(token.signature()).isEqualTo(mac.doFinal(token.input()));
        assertThat(token.header()).containsEntry("alg", "HS256").containsEntry("kid", issuer.signingKeyId());
    }

    @Test
    void raw_headerAndPayload_areSignedAsTheyAre() throws Exception {
        String token = issuer.token()
                .rawHeader("{\"alg\":\"RS256\",\"alg\":\"none\"}")
                .rawPayload(new byte[] {(byte) 0xff, '{'})
                .mint();
        String[] segments = token.split("\\.", -1);

        assertThat(ParsedToken.text(segments[0])).isEqualTo("{\"alg\":\"RS256\",\"alg\":\"none\"}");
        assertThat(ParsedToken.bytes(segments[1])).containsExactly(0xff, '{');
        assertThat(SigningKeyTest.verifiesRs256(
                        issuer.signingKey(), segments[0] + "." + segments[1], ParsedToken.bytes(segments[2])))
                .isTrue();
    }

    private static Map<String, Object> header(TokenBuilder builder) {
        return ParsedToken.of(builder.mint()).header();
    }

    private boolean isGenuine(String token) throws GeneralSecurityException {
        return IndependentVerifier.verifies(issuer.signingKey().jwk(), "RS256", ParsedToken.of(token));
    }
}
