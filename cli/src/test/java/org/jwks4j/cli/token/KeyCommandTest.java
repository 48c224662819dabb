package org.jwks4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;

class KeyCommandTest {
    @RegisterExtension
    static final FakeIssuerExtension ISSUER = FakeIssuerExtension.http();

    @Test
    void keyOfAToken_isShown(FakeIssuer issuer) {
        Outcome outcome = key(issuer, issuer.token().mint());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains(issuer.issuer(), "\"key-1\"", "RSA 2048", "RS256", thumbprint(issuer), "\"kty\":\"RSA\"")
                .contains(issuer.signingKey().publicKeyPem().stripTrailing());
    }

    @Test
    void keyOfAToken_asJson_isTheSame(FakeIssuer issuer) {
        Outcome outcome = key(issuer, issuer.token().mint(), "--json");

        assertThat(outcome.exitCode()).isZero();
        JsonObject json = outcome.json();
        assertThat(json.asMap().keySet()).containsExactly("status", "issuer", "keyId", "signatureChecked", "key");
        assertThat(json.string("keyId")).contains("key-1");
        JsonObject key = json.object("key").orElseThrow();
        assertThat(key.string("thumbprint")).contains(thumbprint(issuer));
        assertThat(key.string("description")).contains("RSA 2048");
        assertThat(key.string("pem")).contains(issuer.signingKey().publicKeyPem());
        assertThat(key.object("jwk").orElseThrow().asMap().keySet())
                .containsExactly("kid", "use", "alg", "e", "kty", "n");
    }

    @Test
    void signature_isNotChecked(FakeIssuer issuer) {
        String token = issuer.token().tamperedSignature().mint();

        Outcome outcome = key(issuer, token);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).containsPattern("signature +not checked; 'jwks4j verify' checks it");
        assertThat(key(issuer, token, "--json").json().bool("signatureChecked")).contains(false);
    }

    @Test
    void unknownKey_isRefused(FakeIssuer issuer) {
        String token = issuer.token().keyId("key-99").mint();

        Outcome outcome = key(issuer, token, "--json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.reason()).isEqualTo("UNKNOWN_KEY");
        assertThat(outcome.json().has("valid")).isFalse();
        assertThat(outcome.json().object("check").orElseThrow().string("found").orElseThrow())
                .contains("published: \"key-1\" (RS256)");
    }

    @Test
    void issuerThatIsDown_isUnavailable(FakeIssuer issuer) {
        issuer.stopListening();

        assertThat(key(issuer, issuer.token().mint()).exitCode()).isEqualTo(3);
    }

    private static String thumbprint(FakeIssuer issuer) {
        return JwkSet.parse(issuer.jwkSet()).keys().get(0).thumbprint();
    }

    private static Outcome key(FakeIssuer issuer, String token, String... more) {
        String[] args = {"key", token, "--issuer", issuer.issuer(), "--http-on-loopback"};
        return Cli.run(Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
    }
}
