package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.TestCertificate;

/** A token that is bound to a certificate (RFC 8705 §3) is good in the hands of that certificate's owner alone. */
final class MutualTlsTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final X509Certificate OWN = TestCertificate.forLoopback().certificate();
    private static final X509Certificate OTHER = TestCertificate.forLoopback().certificate();

    private final JwtVerifier verifier = SHOP.verifier();

    private static String boundTo(X509Certificate certificate) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        String thumbprint = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        return SHOP.token().claim("cnf", Map.of("x5t#S256", thumbprint)).mint();
    }

    private static void refuses(JwtVerifier verifier, String token, X509Certificate shown, Reason reason) {
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> verifier.blocking().verify(token, shown))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> verifier.verify(token, shown).join())
                .satisfies(e ->
                        assertThat(((TokenException) e.getCause()).reason()).isEqualTo(reason));
    }

    @Test
    void boundToken_withItsCertificate_isVerified() throws Exception {
        String token = boundTo(OWN);

        assertThat(verifier.blocking().verify(token, OWN)).isNotNull();
        assertThat(verifier.verify(token, OWN)).isCompleted();
    }

    @Test
    void boundToken_withAnotherCertificate_isRefused() throws Exception {
        refuses(verifier, boundTo(OWN), OTHER, Reason.INVALID_PROOF);
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> verifier.blocking().verify(boundTo(OWN), OTHER))
                .withMessageContaining("its cnf has the x5t#S256 \"");
    }

    @Test
    void boundToken_withoutACertificate_isRefused() throws Exception {
        Shop.refuses(verifier, boundTo(OWN), Reason.MISSING_PROOF);
        SHOP.ruled(TokenRules::acceptBoundTokensWithoutProof).blocking().verify(boundTo(OWN));
    }

    @Test
    void tokenThatIsNotBound_withACertificate_isRefused() {
        refuses(verifier, SHOP.token().mint(), OWN, Reason.INVALID_PROOF);
        refuses(verifier, SHOP.token().claim("cnf", Map.of("jkt", "x")).mint(), OWN, Reason.INVALID_PROOF);
    }

    @Test
    void cnfOfAnotherType_isRefused() {
        for (Object cnf : List.of("text", 1, List.of(), Map.of("x5t#S256", 1))) {
            refuses(verifier, SHOP.token().claim("cnf", cnf).mint(), OWN, Reason.MALFORMED_CLAIM);
            Shop.refuses(verifier, SHOP.token().claim("cnf", cnf).mint(), Reason.MISSING_PROOF);
        }
    }

    /** Its proof is asked for at each use. */
    @Test
    void rememberedToken_isRefusedWithoutItsCertificate() throws Exception {
        JwtVerifier remembering = SHOP.strict().rememberVerifiedTokens(100_000).build();
        String token = boundTo(OWN);
        remembering.blocking().verify(token, OWN);

        Shop.refuses(remembering, token, Reason.MISSING_PROOF);
        refuses(remembering, token, OTHER, Reason.INVALID_PROOF);
        remembering.blocking().verify(token, OWN);
    }

    @Test
    void noCertificate_isAProgrammersError() {
        assertThatNullPointerException().isThrownBy(() -> verifier.verify("a.b.c", null));
    }
}
