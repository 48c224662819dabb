package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;
import org.jwks4j.verifier.dpop.DpopNonces;
import org.jwks4j.verifier.dpop.DpopProof;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.replay.ReplayMemory;

/** Who has a token that is bound to a client's key (RFC 9449), and proofs that were made for something else. */
class DpopAttackTest {
    private static final String URI = Client.URI;

    private final Service service = Service.warm("ES256");
    private final Client bound = new Client(service);
    private final SigningKey client = bound.key();
    private final SigningKey thief = SigningKey.generate("ES256");
    private final String token = bound.token();

    @AfterEach
    void close() {
        service.close();
    }

    private TokenBuilder boundTo(SigningKey key) {
        return Client.boundTo(service, key);
    }

    private TokenBuilder proof(SigningKey key) {
        return bound.proof(key);
    }

    private JwtVerifier verifier(TokenRules rules, DpopRules dpop) {
        return JwtVerifier.builder(service.fetcher)
                .rules(rules)
                .dpop(dpop)
                .instantSource(service.time.instants())
                .build();
    }

    private JwtVerifier verifier(DpopRules dpop) {
        return verifier(TokenRules.forAudience(Service.AUDIENCE), dpop);
    }

    private void accepts(JwtVerifier verifier, TokenBuilder proof) {
        assertThat(verifier.verify(token, DpopProof.of(proof.mint()), "GET", URI))
                .isCompleted();
    }

    private void refuses(JwtVerifier verifier, TokenBuilder proof, Reason reason) {
        refuses(verifier, token, DpopProof.of(proof.mint()), "GET", URI, reason);
    }

    private static void refuses(
            JwtVerifier verifier, String token, DpopProof proof, String method, String uri, Reason reason) {
        TokenException failure = (TokenException) verifier.verify(token, proof, method, uri)
                .handle((jwt, refused) -> refused)
                .getNow(null);
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
    }

    /** §2: the token was stolen, and the thief has a key of his own. */
    @Test
    void aStolenToken_withAProofOfAnotherKey_isRefused() {
        JwtVerifier verifier = verifier(DpopRules.defaults());
        refuses(verifier, proof(thief), Reason.INVALID_PROOF);
        refuses(verifier, proof(thief).header("jwk", Client.jwk(client)), Reason.INVALID_PROOF);
        refuses(verifier, token, DpopProof.of(List.of()), "GET", URI, Reason.MISSING_PROOF);
        accepts(verifier, proof(client));
        service.isUnharmed();
    }

    /** RFC 8725 §3.10: the key that a proof brings counts for the proof alone, never for a token that brings it too. */
    @Test
    void aTokenThatBringsItsOwnKey_isNotVerifiedByIt() {
        String forged = boundTo(thief)
                .signedWith(thief)
                .header("jwk", Client.jwk(thief))
                .mint();
        DpopProof proof =
                DpopProof.of(proof(thief).claim("ath", Client.digest(forged)).mint());
        refuses(verifier(DpopRules.defaults()), forged, proof, "GET", URI, Reason.UNKNOWN_KEY);
    }

    /** §11.1. */
    @Test
    void aProofThatWasSeen_isRefusedTheSecondTime() {
        JwtVerifier verifier = verifier(DpopRules.defaults());
        accepts(verifier, proof(client));
        refuses(verifier, proof(client), Reason.REPLAYED);
        service.time.advance(Duration.ofSeconds(61));
        refuses(
                verifier,
                proof(client).claim("iat", service.time.instants().instant().getEpochSecond() - 61),
                Reason.INVALID_PROOF);
    }

    /** §4.3, 8, 9, 12: each request has a proof of its own. */
    @Test
    void aProofForAnotherRequest_isRefused() {
        JwtVerifier verifier = verifier(DpopRules.defaults());
        DpopProof proof = DpopProof.of(proof(client).mint());
        String other = boundTo(client).claim("sub", "bob").mint();
        refuses(verifier, token, proof, "DELETE", URI, Reason.INVALID_PROOF);
        refuses(verifier, token, proof, "GET", "https://orders.example/orders/1", Reason.INVALID_PROOF);
        refuses(verifier, token, proof, "GET", "https://other.example/orders", Reason.INVALID_PROOF);
        refuses(verifier, other, proof, "GET", URI, Reason.INVALID_PROOF);
    }

    /** §11.2: who had the client for a moment can make proofs for later, but knows no nonce of later. */
    @Test
    void aProofThatWasMadeInAdvance_isRefusedForItsNonce() {
        DpopNonces nonces = DpopNonces.of(new byte[32], Duration.ofMinutes(1));
        JwtVerifier verifier = verifier(DpopRules.defaults().withNonces(nonces));
        String today = verifier.dpopAuthentication().nonce().orElseThrow();
        service.time.advance(Duration.ofSeconds(61));
        TokenBuilder advance =
                proof(client).claim("iat", service.time.instants().instant().getEpochSecond());
        refuses(verifier, advance.claim("nonce", today), Reason.USE_DPOP_NONCE);
        refuses(verifier, advance.claim("nonce", "made up"), Reason.USE_DPOP_NONCE);
        refuses(verifier, advance.claim("nonce", null), Reason.USE_DPOP_NONCE);
    }

    /** §4.3, 4 to 7. */
    @Test
    void aProofOfAWeakKind_isRefused() {
        JwtVerifier verifier = verifier(DpopRules.defaults());
        refuses(verifier, proof(client).unsigned(), Reason.INVALID_PROOF);
        refuses(verifier, proof(client).hs256(client.publicKey().getEncoded()), Reason.INVALID_PROOF);
        refuses(verifier, proof(client).header("typ", "at+jwt"), Reason.INVALID_PROOF);
        refuses(verifier, proof(client).header("jwk", Map.of("kty", "oct", "k", "c2VjcmV0")), Reason.INVALID_PROOF);
        Map<String, Object> all = new LinkedHashMap<>(Client.jwk(client));
        all.put("d", client.withPrivateMembers().jwk().get("d"));
        refuses(verifier, proof(client).header("jwk", all), Reason.INVALID_PROOF);
        String proof = proof(client).mint();
        refuses(verifier, token, DpopProof.of(List.of(proof, proof)), "GET", URI, Reason.INVALID_PROOF);
    }

    /** CVE-2026-41707: dummy proofs push the real one out of the memory, which then is new once more. */
    @Test
    void dummyProofs_neitherFlushNorFillTheMemory() {
        JwtVerifier verifier = verifier(DpopRules.defaults().withReplayMemory(ReplayMemory.local(2, 2)));
        accepts(verifier, proof(client));
        for (int i = 0; i < 100; i++) {
            refuses(verifier, proof(thief).claim("jti", "dummy" + i), Reason.INVALID_PROOF);
            refuses(verifier, proof(client).claim("jti", "dummy" + i).tamperedSignature(), Reason.INVALID_PROOF);
        }
        refuses(verifier, proof(client), Reason.REPLAYED);
        accepts(verifier, proof(client).claim("jti", "2"));
        refuses(verifier, proof(client).claim("jti", "3"), Reason.REPLAY_MEMORY_FULL); // and forgets nothing
        refuses(verifier, proof(client), Reason.REPLAYED);
    }

    /** CWE-770: who has a token of their own takes no more than their places. */
    @Test
    void aClientThatFillsItsQuota_leavesPlacesForTheOthers() {
        JwtVerifier verifier = verifier(DpopRules.defaults().withReplayMemory(ReplayMemory.local(10, 5)));
        String own = boundTo(thief).mint();
        for (int i = 0; i < 10; i++) {
            DpopProof proof = DpopProof.of(proof(thief)
                    .claim("ath", Client.digest(own))
                    .claim("jti", "" + i)
                    .mint());
            boolean accepted = verifier.verify(own, proof, "GET", URI)
                    .handle((jwt, refused) -> refused == null)
                    .join();
            assertThat(accepted).isEqualTo(i < 5);
        }
        accepts(verifier, proof(client));
    }

    /** RFC 7523 §3, 7: an assertion that was overheard. */
    @Test
    void aClientsAssertion_isGoodOnce() {
        JwtVerifier verifier = verifier(
                TokenProfiles.clientAssertion(ReplayMemory.local(10, 10), Service.AUDIENCE), DpopRules.defaults());
        String assertion =
                service.token().claim("sub", Service.ISSUER).claim("jti", "1").mint();
        assertThat(verifier.verify(assertion)).isCompleted();
        TokenException failure = (TokenException)
                verifier.verify(assertion).handle((jwt, refused) -> refused).getNow(null);
        assertThat(failure.reason()).isEqualTo(Reason.REPLAYED);
    }
}
