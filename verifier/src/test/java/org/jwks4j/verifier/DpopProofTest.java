package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jwks4j.verifier.DpopClient.METHOD;
import static org.jwks4j.verifier.DpopClient.URI;
import static org.jwks4j.verifier.DpopClient.sent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.dpop.DpopNonces;
import org.jwks4j.verifier.dpop.DpopProof;
import org.jwks4j.verifier.dpop.DpopRules;

/** A token that is bound to a key is good with a proof of that key, made for it and for this request, just now (RFC 9449 §4.3). */
final class DpopProofTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final DpopClient CLIENT = DpopClient.of(SHOP, "ES256");
    private static final DpopClient THIEF = DpopClient.of(SHOP, "ES256");
    private static final String TOKEN = CLIENT.token().mint();
    private static final long NOW = SHOP.time().instant().getEpochSecond();

    private final JwtVerifier verifier = verifier(rules -> rules);

    private static JwtVerifier verifier(UnaryOperator<DpopRules> change) {
        return SHOP.strict().dpop(change.apply(DpopRules.defaults())).build();
    }

    private static TokenException refuses(
            JwtVerifier verifier, String token, DpopProof proof, String method, String uri, Reason reason) {
        TokenException failure = failure(verifier, token, proof, method, uri);
        assertThat(failure).as("the refusal").isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        return failure;
    }

    private TokenException refuses(TokenBuilder proof, Reason reason) {
        return refuses(verifier, TOKEN, sent(proof), METHOD, URI, reason);
    }

    private static @Nullable TokenException failure(
            JwtVerifier verifier, String token, DpopProof proof, String method, String uri) {
        try {
            verifier.verify(token, proof, method, uri).join();
            return null;
        } catch (CompletionException e) {
            return (TokenException) e.getCause();
        }
    }

    private void accepts(TokenBuilder proof) {
        accepts(verifier, TOKEN, proof);
    }

    private static void accepts(JwtVerifier verifier, String token, TokenBuilder proof) {
        assertThat(verifier.verify(token, sent(proof), METHOD, URI)).isCompleted();
    }

    @Test
    void boundToken_withItsProof_isVerified() {
        accepts(CLIENT.proof(TOKEN));
        VerifiedJwt jwt =
                verifier.blocking().verify(TOKEN, sent(CLIENT.proof(TOKEN).claim("jti", "2")), METHOD, URI);
        assertThat(jwt.claims().subject()).contains("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS384", "ES384", "ES512", "Ed25519", "EdDSA", "Ed448"})
    void eachAlgorithm_isGoodForAProof(String algorithm) {
        DpopClient client = DpopClient.of(SHOP, algorithm);
        String token = client.token().mint();
        accepts(verifier, token, client.proof(token));
    }

    @Test
    void boundToken_withoutItsProof_isRefused() {
        Shop.refuses(verifier, TOKEN, Reason.MISSING_PROOF);
        refuses(verifier, TOKEN, DpopProof.of((String) null), METHOD, URI, Reason.MISSING_PROOF);
        refuses(verifier, TOKEN, DpopProof.of((List<String>) null), METHOD, URI, Reason.MISSING_PROOF);
        refuses(verifier, TOKEN, DpopProof.of(List.of()), METHOD, URI, Reason.MISSING_PROOF);
    }

    /** §4.3, 1. */
    @Test
    void severalProofs_areRefused() {
        String proof = CLIENT.proof(TOKEN).mint();
        refuses(verifier, TOKEN, DpopProof.of(List.of(proof, proof)), METHOD, URI, Reason.INVALID_PROOF);
        refuses(verifier, TOKEN, DpopProof.of(proof + ", " + proof), METHOD, URI, Reason.INVALID_PROOF);
    }

    /** §4.3, 12: else a thief could prove a key of his own. */
    @Test
    void proofOfAnotherKey_isRefused() {
        refuses(THIEF.proof(TOKEN), Reason.INVALID_PROOF);
        refuses(THIEF.proof(TOKEN).header("jwk", CLIENT.jwk()), Reason.INVALID_PROOF);
        refuses(CLIENT.proof(TOKEN).header("jwk", THIEF.jwk()), Reason.INVALID_PROOF);
        refuses(CLIENT.proof(TOKEN).tamperedClaim("jti", "2"), Reason.INVALID_PROOF);
        refuses(CLIENT.proof(TOKEN).tamperedSignature(), Reason.INVALID_PROOF);
    }

    @Test
    void tokenThatIsBoundToNothing_orOtherwise_isRefusedWithAProof() {
        for (Map<String, String> cnf :
                List.of(Map.<String, String>of(), Map.of("x5t#S256", "any"), Map.of("kid", CLIENT.thumbprint()))) {
            String token = SHOP.token().claim("cnf", cnf).mint();
            refuses(verifier, token, sent(CLIENT.proof(token)), METHOD, URI, Reason.INVALID_PROOF);
        }
        String bearer = SHOP.token().mint();
        refuses(verifier, bearer, sent(CLIENT.proof(bearer)), METHOD, URI, Reason.INVALID_PROOF);
        for (Object cnf : List.of("x", List.of(), Map.of("jkt", 1))) {
            String token = SHOP.token().claim("cnf", cnf).mint();
            refuses(verifier, token, sent(CLIENT.proof(token)), METHOD, URI, Reason.MALFORMED_CLAIM);
        }
    }

    @Test
    void tokenThatIsBoundTwice_needsBothProofs() {
        Map<String, Object> both = Map.of("jkt", CLIENT.thumbprint(), "x5t#S256", "any");
        String token = SHOP.token().claim("cnf", both).mint();
        refuses(verifier, token, sent(CLIENT.proof(token)), METHOD, URI, Reason.MISSING_PROOF);
        String other = CLIENT.token()
                .claim("cnf", Map.of("jkt", CLIENT.thumbprint(), "made-up", "any"))
                .mint();
        accepts(verifier, other, CLIENT.proof(other)); // RFC 7800 §3.1: what is not understood is ignored
    }

    /** §4.3, 2 to 5 and 7. */
    static Stream<Consumer<TokenBuilder>> headers() {
        Map<String, Object> privateKey = new LinkedHashMap<>(CLIENT.jwk());
        privateKey.put("d", CLIENT.key().withPrivateMembers().jwk().get("d"));
        Map<String, Object> nullMember = new LinkedHashMap<>(CLIENT.jwk());
        nullMember.put("use", null);
        Map<String, Object> padded = new LinkedHashMap<>(CLIENT.jwk());
        padded.put("x", padded.get("x") + "=");
        Map<String, Object> encryption = new LinkedHashMap<>(CLIENT.jwk());
        encryption.put("use", "enc");
        Stream<Consumer<TokenBuilder>> types = Stream.of("JWT", "at+jwt", "dpop", "DPOP+JWT", 1, List.of("dpop+jwt"))
                .map(typ -> proof -> proof.header("typ", typ));
        Stream<Consumer<TokenBuilder>> keys = Stream.of(
                        privateKey,
                        nullMember,
                        padded,
                        encryption,
                        Map.of(),
                        Map.of("kty", "oct", "k", "c2VjcmV0"),
                        "key",
                        List.of(CLIENT.jwk()))
                .map(jwk -> proof -> proof.header("jwk", jwk));
        Stream<Consumer<TokenBuilder>> others = Stream.of(
                proof -> proof.header("typ", null),
                proof -> proof.header("jwk", null),
                proof -> proof.header("alg", "none"),
                proof -> proof.header("alg", "ES384"),
                proof -> proof.header("alg", "RS256"),
                proof -> proof.header("alg", "HS256"),
                proof -> proof.unsigned(),
                proof -> proof.hs256("secret".getBytes(StandardCharsets.US_ASCII)),
                proof -> proof.header("crit", List.of("b64")),
                proof -> proof.header("zip", "DEF"),
                proof -> proof.header("b64", false),
                proof -> proof.header("pad", "x".repeat(4096)));
        return Stream.of(types, keys, others).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void proofWithAnotherHeader_isRefused(Consumer<TokenBuilder> change) {
        TokenBuilder proof = CLIENT.proof(TOKEN);
        change.accept(proof);
        refuses(proof, Reason.INVALID_PROOF);
    }

    /** §4.3, 3: the control is the proof that is accepted. */
    @ParameterizedTest
    @ValueSource(strings = {"jti", "htm", "htu", "iat", "ath"})
    void claimThatIsDroppedOrOfAnotherType_isRefused(String claim) {
        refuses(CLIENT.proof(TOKEN).claim(claim, null), Reason.INVALID_PROOF);
        for (Object value : List.of(true, List.of("1"), Map.of("a", 1), claim.equals("iat") ? "1" : 1)) {
            refuses(CLIENT.proof(TOKEN).claim(claim, value), Reason.INVALID_PROOF);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "GET", "POST ", ""})
    void proofForAnotherMethod_isRefused(String htm) {
        assertThat(refuses(CLIENT.proof(TOKEN).claim("htm", htm), Reason.INVALID_PROOF))
                .hasMessageContaining("is for the method \"" + htm + "\", not \"POST\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/orders",
                "http://shop.example/orders",
                "https://other.example/orders",
                "https://shop.example:444/orders",
                "https://shop.example/orders/",
                "https://shop.example/Orders",
                "https://shop.example",
                "https://me@shop.example/orders",
            })
    void proofForAnotherUri_isRefused(String htu) {
        refuses(CLIENT.proof(TOKEN).claim("htu", htu), Reason.INVALID_PROOF);
    }

    /** §4.3, 9; the rest is in {@code HttpUriTest}. */
    @Test
    void sameUriSpelledOtherwise_isTheSame() {
        accepts(CLIENT.proof(TOKEN).claim("htu", "HTTPS://Shop.example:443/x/../%6frders?a#b"));
    }

    /** The client has made it: scheme and host are those of the service. */
    @Test
    void requestWhoseUriCannotBeRead_isRefused() {
        for (String uri :
                List.of("https://shop.example/ orders", "https://", "HTTP://me@shop.example/", "https://a/%")) {
            assertThat(refuses(
                            verifier,
                            TOKEN,
                            sent(CLIENT.proof(TOKEN).claim("htu", uri)),
                            METHOD,
                            uri,
                            Reason.INVALID_PROOF))
                    .hasMessageContaining("the URI of the request");
        }
    }

    @Test
    void requestUriWithoutASchemeOrHost_isTheCallersFault() {
        DpopProof proof = sent(CLIENT.proof(TOKEN));
        for (String uri : List.of("", "/orders", "orders", "shop.example/orders", "ftp://shop.example/orders")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> verifier.verify(TOKEN, proof, METHOD, uri))
                    .withMessageContaining("must be absolute");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> verifier.blocking().verify(TOKEN, proof, METHOD, uri));
        }
    }

    @Test
    void sizeOfAProof_hasBoundsOfItsOwn() {
        String proof = CLIENT.proof(TOKEN).mint();
        int header = UnverifiedToken.parse(proof).header().length();
        DpopProof sent = DpopProof.of(proof);

        assertThat(verifier(rules -> rules.withLimits(new UnverifiedToken.Limits(proof.length(), header)))
                        .verify(TOKEN, sent, METHOD, URI))
                .isCompleted();
        for (UnverifiedToken.Limits less : List.of(
                new UnverifiedToken.Limits(proof.length() - 1, header),
                new UnverifiedToken.Limits(proof.length(), header - 1))) {
            refuses(verifier(rules -> rules.withLimits(less)), TOKEN, sent, METHOD, URI, Reason.INVALID_PROOF);
        }
        JwtVerifier smallTokens = SHOP.strict()
                .tokenLimits(new UnverifiedToken.Limits(TOKEN.length(), 100))
                .build();
        assertThat(smallTokens.verify(TOKEN, sent, METHOD, URI)).isCompleted();
    }

    @Test
    void aUrisQuery_isNotInTheMessage() {
        TokenException refusal = refuses(
                verifier,
                TOKEN,
                sent(CLIENT.proof(TOKEN)),
                METHOD,
                "https://shop.example/other?token=secret",
                Reason.INVALID_PROOF);
        assertThat(refusal).hasMessageContaining("/other?").message().doesNotContain("secret");
    }

    @Test
    void proofForAnotherToken_isRefused() {
        String other = CLIENT.token().claim("sub", "bob").mint();
        refuses(verifier, other, sent(CLIENT.proof(TOKEN)), METHOD, URI, Reason.INVALID_PROOF);
    }

    /** §4.3, 11; equality at both bounds. */
    @Test
    void time_countsToTheSecond() {
        accepts(CLIENT.proof(TOKEN).claim("jti", "old").claim("iat", NOW - 60));
        accepts(CLIENT.proof(TOKEN).claim("jti", "early").claim("iat", NOW + 60));
        accepts(CLIENT.proof(TOKEN).claim("jti", "part").claim("iat", NOW - 59.5));
        refuses(CLIENT.proof(TOKEN).claim("iat", NOW - 61), Reason.INVALID_PROOF);
        refuses(CLIENT.proof(TOKEN).claim("iat", NOW + 61), Reason.INVALID_PROOF);
        refuses(CLIENT.proof(TOKEN).claim("iat", NOW - 60.5), Reason.INVALID_PROOF);
        for (long far : List.of(Long.MIN_VALUE, -1L, 0L, 31_556_889_864_403_200L, 999_999_999_999_999_999L)) {
            refuses(CLIENT.proof(TOKEN).claim("iat", far), Reason.INVALID_PROOF);
        }
    }

    @Test
    void window_isTheRules() {
        JwtVerifier narrow = verifier(rules -> rules.withWindow(Duration.ofSeconds(5), Duration.ZERO));
        accepts(narrow, TOKEN, CLIENT.proof(TOKEN).claim("iat", NOW - 5));
        refuses(narrow, TOKEN, sent(CLIENT.proof(TOKEN).claim("iat", NOW - 6)), METHOD, URI, Reason.INVALID_PROOF);
        refuses(narrow, TOKEN, sent(CLIENT.proof(TOKEN).claim("iat", NOW + 1)), METHOD, URI, Reason.INVALID_PROOF);
    }

    @Test
    void algorithms_areTheRules() {
        JwtVerifier edwards = verifier(rules -> rules.withAlgorithms(JwsAlgorithm.ED25519));
        refuses(edwards, TOKEN, sent(CLIENT.proof(TOKEN)), METHOD, URI, Reason.INVALID_PROOF);
    }

    /** §9. */
    @Test
    void nonce_isOneOfThisServer_andNotTooOld() {
        Instant now = SHOP.time().instant();
        DpopNonces nonces = DpopNonces.of(new byte[32], Duration.ofMinutes(5));
        JwtVerifier asking = verifier(rules -> rules.withNonces(nonces));

        assertThat(refuses(asking, TOKEN, sent(CLIENT.proof(TOKEN)), METHOD, URI, Reason.USE_DPOP_NONCE))
                .hasMessageContaining("has no nonce, and must have a current one");
        for (String wrong : List.of("made up", nonces.next(now.minusSeconds(301)), "")) {
            TokenBuilder proof = CLIENT.proof(TOKEN).claim("nonce", wrong);
            TokenException refusal = refuses(asking, TOKEN, sent(proof), METHOD, URI, Reason.USE_DPOP_NONCE);
            assertThat(refusal).hasMessageContaining("has another nonce");
            assertThat(wrong.isEmpty() || !refusal.getMessage().contains(wrong)).isTrue();
        }
        refuses(asking, TOKEN, sent(CLIENT.proof(TOKEN).claim("nonce", 1)), METHOD, URI, Reason.INVALID_PROOF);
        accepts(asking, TOKEN, CLIENT.proof(TOKEN).claim("nonce", nonces.next(now.minusSeconds(300))));
        String told = asking.dpopAuthentication().nonce().orElseThrow();
        accepts(asking, TOKEN, CLIENT.proof(TOKEN).claim("jti", "2").claim("nonce", told));
    }

    @Test
    void rules_areExplained() {
        assertThat(verifier.explainRules().lines().toList())
                .contains("DPoP proofs:", "  iat is at most PT1M ago and at most PT1M to come", "  no nonce is needed");
    }

    @Test
    void proof_isNotPrinted() {
        assertThat(DpopProof.of("secret").toString()).isEqualTo("DpopProof[1 header fields]");
    }

    /** An RSA key may cost no more than four times what one of 2048 bits does. */
    @Test
    void absurdKey_isRefused() {
        Map<String, Object> jwk =
                new LinkedHashMap<>(SigningKey.generate("RS256").jwk());
        jwk.put("e", "AQAAAQ");
        refuses(CLIENT.proof(TOKEN).header("jwk", jwk), Reason.INVALID_PROOF);
    }
}
