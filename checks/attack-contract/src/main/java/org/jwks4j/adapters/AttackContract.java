package org.jwks4j.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/**
 * What every way to hand our keys to a library must accept and refuse. A subclass puts the tokens to the library's own
 * parser, set up as our documentation says, for tokens of {@link #issuer} with the audience {@value #AUDIENCE}.
 *
 * <p>Both trusted issuers name their first key {@code key-1}, which is on P-256, and sign with it.
 */
public abstract class AttackContract {
    /** Whom all tokens are for. */
    protected static final String AUDIENCE = "orders";

    private static final SigningKey RSA = SigningKey.generate("RS256").withKeyId("rsa");

    /** The issuer whose tokens the service takes. */
    @AutoClose
    protected final FakeIssuer issuer = es256Issuer();

    /** Another one that is trusted: one that a service for one issuer does not take tokens of. */
    @AutoClose
    protected final FakeIssuer other = es256Issuer();

    /** Not trusted. */
    @AutoClose
    protected final FakeIssuer stranger = es256Issuer();

    /** Trusts the first two. */
    @AutoClose
    protected final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(issuer.issuer())
            .trust(other.issuer())
            .allowHttpOnLoopback()
            .build();

    /** For subclasses, all of them tests. */
    protected AttackContract() {}

    /**
     * Puts a token to the library.
     *
     * @param token the token
     * @param algorithm the one that the service expects, where the library needs to be told before it sees the token
     * @return the {@code sub} of the verified claims
     * @throws Exception what the library throws, or what its future fails with
     */
    protected abstract @Nullable String subjectOf(String token, String algorithm) throws Exception;

    /**
     * Whether a failure is to be answered with 503 instead of 401, found out as our documentation says.
     *
     * @param failure what {@link #subjectOf} threw
     * @return true for 503
     */
    protected abstract boolean isUnavailable(Throwable failure);

    /**
     * Whether the library shows us {@code iss} before it needs the key.
     *
     * @return true by default
     */
    protected boolean seesIssuerFirst() {
        return true;
    }

    /**
     * Whether the library tries several keys, or lets us do so.
     *
     * @return true by default
     */
    protected boolean triesSeveralKeys() {
        return true;
    }

    /**
     * Whether the library looks at {@code crit} (RFC 7515 §4.1.11), or shows us the header.
     *
     * @return true by default
     */
    protected boolean heedsCriticalHeaders() {
        return true;
    }

    @Test
    public void genuineToken_isAccepted() throws Exception {
        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
    public void accessTokens_areAccepted(String type) throws Exception { // RFC 9068 §4
        assertThat(subjectOf(token().header("typ", type).mint(), "ES256")).isEqualTo("alice");
    }

    @Test
    public void rsaTokens_areAccepted() throws Exception {
        issuer.addKey(RSA.withJwkMember("alg", null));

        for (String algorithm : List.of("RS256", "RS512", "PS256", "PS384")) {
            String token = token().signedWith(RSA.withAlgorithm(algorithm)).mint();
            assertThat(subjectOf(token, algorithm)).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES384", "ES512"})
    public void tokensOnOtherCurves_areAccepted(String algorithm) throws Exception {
        SigningKey key = issuer.addKey(algorithm);

        assertThat(subjectOf(token().signedWith(key).mint(), algorithm)).isEqualTo("alice");
    }

    @Test
    public void expiredToken_isRefused() {
        refused(token().expiresIn(Duration.ofHours(-1)).mint());
    }

    @Test
    public void tokenForSomebodyElse_isRefused() {
        refused(token().claim("aud", "invoices").mint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "e30.e30.", "....", "Bearer a.b.c"})
    public void textThatIsNoToken_isRefused(String text) {
        refused(text);
        assertThat(issuer.requests()).isZero();
    }

    @Test
    public void tamperedToken_isRefused() {
        refused(token().tamperedClaim("sub", "admin").mint());
        refused(token().tamperedSignature().mint());
        refused(token().tamperedSignature(signature -> new byte[signature.length])
                .mint());
        refused(token().tamperedSignature(signature -> new byte[0]).mint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE"})
    public void algNone_isRefusedBeforeAnyRequest(String alg) {
        refused(token().unsigned().header("alg", alg).mint());
        refused(token().header("alg", alg).mint());
        assertThat(issuer.requests()).isZero();
    }

    @Test
    public void hs256_withThePublicKeyAsSecret_isRefused() {
        issuer.addKey(RSA);
        byte[] pem = RSA.publicKeyPem().getBytes(US_ASCII);
        byte[] der = RSA.publicKey().getEncoded();

        for (byte[] secret : List.of(pem, der)) {
            refused(token().signedWith(RSA).hs256(secret).mint(), "RS256");
        }
        assertThat(issuer.requests()).isZero();
    }

    @Test
    public void rs256_whereTheJwkSaysPs256_isRefused() {
        issuer.addKey(RSA.withJwkMember("alg", "PS256"));

        refused(token().signedWith(RSA).mint(), "RS256");
    }

    @Test
    public void algOfAnotherFamily_isRefused() {
        issuer.addKey(RSA);

        refused(token().header("alg", "RS256").mint(), "RS256");
        refused(token().signedWith(issuer.signingKey().withKeyId("rsa")).mint(), "ES256");
        refused(token().signedWith(RSA.withKeyId("key-1")).mint(), "RS256");
        refused(token().header("alg", "ES384").mint(), "ES384");
        refused(token().header("alg", "EdDSA").mint());
    }

    @Test
    public void algSwappedAfterSigning_isRefused_thoughTheKeyCouldDoBoth() {
        issuer.addKey(RSA.withJwkMember("alg", null));

        refused(token().signedWith(RSA).header("alg", "PS256").mint(), "PS256");
        refused(token().signedWith(RSA).header("alg", "RS512").mint(), "RS512");
    }

    @ParameterizedTest
    @MethodSource("leads")
    public void keyThatTheTokenBrings_isIgnored(String lead) {
        SigningKey forged = stranger.signingKey().withCertificate();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("jku", stranger.jwksUri().toString());
        all.put("x5u", stranger.jwksUri().resolve("/cert.pem").toString());
        all.put("jwk", forged.jwk());
        all.put("x5c", forged.jwk().getOrDefault("x5c", List.of()));

        refused(token().signedWith(forged).header(lead, all.get(lead)).mint());
        refused(token().signedWith(forged)
                .keyId(null)
                .header(lead, all.get(lead))
                .mint());
        assertThat(stranger.requests()).isZero();
    }

    /** {@return header members that lead to a key} */
    public static Stream<String> leads() {
        return Stream.of("jku", "x5u", "jwk", "x5c");
    }

    @Test
    public void keyOfAnotherTrustedIssuer_isRefused() {
        SigningKey others = other.addKey("ES256");
        warm(other);

        refused(token().signedWith(other.signingKey()).mint());
        refused(token().signedWith(others).mint());
        refused(token().claim("iss", other.issuer()).mint());
    }

    @Test
    public void tokenWithoutKeyId_isAccepted_whereOneKeyFits() throws Exception {
        issuer.addKey(RSA);

        assertThat(subjectOf(token().keyId(null).mint(), "ES256")).isEqualTo("alice");
    }

    @Test
    public void tokenWithoutKeyId_isTriedWithAFewKeys() throws Exception {
        SigningKey first = issuer.signingKey();
        List<SigningKey> signers =
                List.of(first, issuer.addKey("ES256"), issuer.addKey("ES256"), issuer.addKey("ES256"));

        for (SigningKey signer : signers) {
            String token = token().signedWith(signer).keyId(null).mint();
            if (triesSeveralKeys()) {
                assertThat(subjectOf(token, "ES256")).isEqualTo("alice");
            } else {
                assertThat(reasonOf(refused(token))).isEqualTo(Reason.AMBIGUOUS_KEY);
            }
        }
        refused(token().signedWith(stranger.signingKey()).keyId(null).mint());
    }

    @Test
    public void tokenWithoutKeyId_isNotTriedWithManyKeys() {
        for (int i = 0; i < 4; i++) {
            issuer.addKey("ES256");
        }

        assertThat(reasonOf(refused(token().keyId(null).mint()))).isEqualTo(Reason.AMBIGUOUS_KEY);
    }

    @Test
    public void revokedKey_isRefused() throws Exception {
        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");

        fetcher.revokeNow(issuer.issuer(), "key-1");

        assertThat(reasonOf(refused(token().mint()))).isEqualTo(Reason.REVOKED_KEY);
        refused(token().keyId(null).mint());
    }

    @Test
    public void untrustedIssuer_isRefusedBeforeAnyRequest() {
        Throwable failure = refused(stranger.token().claim("aud", AUDIENCE).mint(), "ES256");

        assertThat(stranger.requests()).isZero();
        if (seesIssuerFirst()) {
            assertThat(reasonOf(failure)).isEqualTo(Reason.UNTRUSTED_ISSUER);
            assertThat(issuer.requests()).isZero();
        }
    }

    @Test
    public void tokenWithoutIssuer_isRefused() {
        refused(token().claim("iss", null).mint());
        refused(token().claim("iss", 1).mint());
    }

    @Test
    public void unknownCriticalHeader_isRefused() throws Exception {
        String token = token().header("crit", List.of("unheard-of"))
                .header("unheard-of", 1)
                .mint();

        if (heedsCriticalHeaders()) {
            refused(token);
        } else {
            assertThat(subjectOf(token, "ES256")).isEqualTo("alice");
        }
    }

    @Test
    public void firstTokenAfterARotation_isAccepted() throws Exception {
        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");

        issuer.rotate();

        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");
    }

    @Test
    public void issuerThatIsDown_isNotBlamedOnTheToken() {
        issuer.stopListening();

        Throwable failure = failureOf(() -> subjectOf(token().mint(), "ES256"));

        assertThat(isUnavailable(failure)).isTrue();
        assertThat(causes(failure)).hasAtLeastOneElementOfType(KeysUnavailableException.class);
        assertThat(reasonOf(failure)).isEqualTo(Reason.ISSUER_UNREACHABLE);
    }

    @Test
    public void issuerThatGoesDown_isNotNoticed() throws Exception {
        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");

        issuer.stopListening();

        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");
    }

    /**
     * A token that is genuine unless it is changed.
     *
     * @return one of {@link #issuer} for {@value #AUDIENCE}
     */
    protected final TokenBuilder token() {
        return issuer.token().claim("aud", AUDIENCE);
    }

    /**
     * Puts a token to the library that must be refused as a 401.
     *
     * @param token the token
     * @return what the library threw
     */
    protected final Throwable refused(String token) {
        return refused(token, "ES256");
    }

    private Throwable refused(String token, String algorithm) {
        Throwable failure = failureOf(() -> subjectOf(token, algorithm));
        assertThat(isUnavailable(failure)).as("503 for %s", failure).isFalse();
        return failure;
    }

    /**
     * Gets an issuer's keys into the cache.
     *
     * @param whose a trusted issuer
     */
    protected final void warm(FakeIssuer whose) {
        fetcher.blocking().getJwkSet(whose.issuer());
    }

    private static Throwable failureOf(ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        assertThat(failure).as("the token was accepted").isNotNull();
        return failure;
    }

    private static Reason reasonOf(Throwable failure) {
        return causes(failure)
                .filter(TokenException.class::isInstance)
                .map(cause -> ((TokenException) cause).reason())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reason in it", failure));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static FakeIssuer es256Issuer() {
        return FakeIssuer.builder().algorithms("ES256").start();
    }
}
