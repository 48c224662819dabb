package org.jwks4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KeyRotationTest {
    @RegisterExtension
    final FakeIssuerExtension extension = FakeIssuerExtension.startedBy(
            () -> FakeIssuer.builder().algorithms("ES256").start());

    @Test
    void rotate_publishesNewKeyAndSignsWithIt(FakeIssuer issuer) throws Exception {
        SigningKey rotated = issuer.rotate();

        assertThat(issuer.signingKeyId()).isEqualTo("key-2").isEqualTo(rotated.keyId());
        assertThat(served(issuer)).extracting("kid").containsExactly("key-1", "key-2");
        assertThat(ParsedToken.of(issuer.mint(Map.of())).header()).containsEntry("kid", "key-2");
        assertThat(rotated.algorithm()).isEqualTo("ES256");
    }

    @Test
    void rotate_toAnotherAlgorithm_signsWithIt(FakeIssuer issuer) {
        issuer.rotate("EdDSA");

        assertThat(ParsedToken.of(issuer.mint(Map.of())).header()).containsEntry("alg", "EdDSA");
        assertThat(ParsedJson.keys(issuer.jwkSet())).extracting("alg").containsExactly("ES256", "EdDSA");
    }

    @Test
    void retire_unpublishesAndTheSignerGoesOn(FakeIssuer issuer) throws Exception {
        issuer.retire("key-1");

        assertThat(served(issuer)).isEmpty();
        assertThat(ParsedToken.of(issuer.mint(Map.of())).header()).containsEntry("kid", "key-1");
    }

    @Test
    void retire_unknownKey_saysWhichThereAre(FakeIssuer issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer.retire("nope"))
                .withMessageContaining("key-1");
    }

    @Test
    void addKey_publishesAndLeavesTheSigner(FakeIssuer issuer) {
        issuer.addKey("ES384");

        assertThat(issuer.keyIds()).containsExactly("key-1", "key-2");
        assertThat(issuer.signingKeyId()).isEqualTo("key-1");
    }

    @Test
    void addKey_madeElsewhere_isPublishedAsItsJwkSays(FakeIssuer issuer) throws Exception {
        SigningKey twin = SigningKey.generate("ES256").withKeyId("key-1");
        issuer.addKey(twin);
        issuer.addKey(twin.withKeyId(null).withJwkMember("use", "enc"));
        issuer.addKey(twin.withPrivateMembers().withKeyId("leaked"));

        assertThat(issuer.keyIds()).containsExactly("key-1", "key-1", "leaked");
        assertThat(served(issuer).get(2)).containsEntry("use", "enc").doesNotContainKey("kid");
        assertThat(served(issuer).get(3)).containsKey("d");
    }

    @Test
    void signWith_anUnpublishedKey_publishesNothing(FakeIssuer issuer) {
        issuer.signWith(SigningKey.generate("ES256").withKeyId(null));

        assertThat(ParsedToken.of(issuer.mint(Map.of())).header()).doesNotContainKey("kid");
        assertThat(issuer.keyIds()).containsExactly("key-1");
        assertThatIllegalStateException().isThrownBy(issuer::signingKeyId);
    }

    @Test
    void publishJwk_putsTheTextIntoTheSetUntilWithdrawn(FakeIssuer issuer) throws Exception {
        String oct = "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}";
        issuer.publishJwk(oct);
        issuer.publishJwk("{\"kty\":\"quantum\"}");

        assertThat(served(issuer)).extracting("kty").containsExactly("EC", "oct", "quantum");

        issuer.withdrawJwk(oct);
        assertThat(served(issuer)).extracting("kty").containsExactly("EC", "quantum");
        assertThatIllegalArgumentException().isThrownBy(() -> issuer.withdrawJwk(oct));
    }

    @Test
    void serveJwkSet_replacesTheDocumentUntilNull(FakeIssuer issuer) throws Exception {
        issuer.serveJwkSet("[]");
        assertThat(Http.get(issuer.jwksUri()).body()).isEqualTo("[]").isEqualTo(issuer.jwkSet());

        issuer.serveJwkSet(null);
        assertThat(served(issuer)).extracting("kid").containsExactly("key-1");
    }

    @Test
    void rotate_fromManyThreads_losesNoKey(FakeIssuer issuer) {
        IntStream.range(0, 40).parallel().forEach(i -> issuer.rotate());

        assertThat(issuer.keyIds()).hasSize(41).doesNotHaveDuplicates().contains(issuer.signingKeyId());
    }

    private static List<Map<String, Object>> served(FakeIssuer issuer) throws Exception {
        return ParsedJson.keys(Http.get(issuer.jwksUri()).body());
    }
}
