package org.jwks4j.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.SharedStore;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;
import org.jwks4j.verifier.dpop.DpopProof;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.replay.ReplayMemory;

/** Who overheard a proof or an assertion, and takes it to another node of the same fleet. */
class FleetReplayAttackTest {
    private final Service service = Service.warm("ES256");
    private final Client client = new Client(service);
    private final Leases store = new Leases();
    private final KeyFetcher one = node();
    private final KeyFetcher other = node();

    @AfterEach
    void close() {
        one.close();
        other.close();
        service.close();
    }

    private KeyFetcher node() {
        return service.onManualTime(KeyFetcher.builder()
                        .trust(Service.ISSUER)
                        .sharedStore(SharedStore.of(store)
                                .withSecrets("a secret of the fleet, 32 bytes long".getBytes(UTF_8))))
                .build();
    }

    private JwtVerifier verifier(KeyFetcher node) {
        ReplayMemory memory = ReplayMemory.shared(node, 100, 100);
        return JwtVerifier.builder(node)
                .rules(TokenRules.forAudience(Service.AUDIENCE))
                .dpop(DpopRules.defaults().withReplayMemory(memory))
                .instantSource(service.time.instants())
                .build();
    }

    private TokenException shown(JwtVerifier verifier, String jti) {
        DpopProof proof = DpopProof.of(client.proof().claim("jti", jti).mint());
        return failure(verifier.verify(client.token(), proof, "GET", Client.URI));
    }

    private static TokenException failure(CompletableFuture<?> answer) {
        return (TokenException) answer.handle((jwt, refused) -> refused).getNow(null);
    }

    /** RFC 9449 §11.1: of two nodes, one accepts it. */
    @Test
    void aProofThatAnotherNodeHasSeen_isRefused() {
        JwtVerifier first = verifier(one);
        JwtVerifier second = verifier(other);
        assertThat(shown(first, "1")).isNull();
        assertThat(shown(second, "1").reason()).isEqualTo(Reason.REPLAYED);
        assertThat(shown(first, "1").reason()).isEqualTo(Reason.REPLAYED);
        assertThat(shown(second, "2")).isNull();
        assertThat(shown(first, "2").reason()).isEqualTo(Reason.REPLAYED);
    }

    /** RFC 7523 §3, 7. */
    @Test
    void anAssertionThatAnotherNodeHasSeen_isRefused() {
        String assertion =
                service.token().claim("sub", Service.ISSUER).claim("jti", "1").mint();
        assertThat(failure(assertions(one).verify(assertion))).isNull();
        assertThat(failure(assertions(other).verify(assertion)).reason()).isEqualTo(Reason.REPLAYED);
    }

    private JwtVerifier assertions(KeyFetcher node) {
        return JwtVerifier.builder(node)
                .rules(TokenProfiles.clientAssertion(ReplayMemory.shared(node, 100, 100), Service.AUDIENCE))
                .instantSource(service.time.instants())
                .build();
    }

    /** Who can stop the store makes proofs fail, and none good twice. */
    @Test
    void whileTheStoreIsDownOrHangs_noProofIsAccepted() {
        JwtVerifier verifier = verifier(one);
        assertThat(shown(verifier, "1")).isNull();
        store.answer = CompletableFuture.failedFuture(new IOException("connection refused"));
        TokenException failure = shown(verifier, "2");
        assertThat(failure.reason()).isEqualTo(Reason.REPLAY_MEMORY_FAILED);
        assertThat(failure.httpStatus()).isEqualTo(503);
        store.answer = new CompletableFuture<>();
        DpopProof proof = DpopProof.of(client.proof().claim("jti", "3").mint());
        CompletableFuture<?> waiting = verifier.verify(client.token(), proof, "GET", Client.URI);
        assertThat(waiting).isNotDone();
        service.time.advance(Duration.ofMillis(500));
        assertThat(failure(waiting).reason()).isEqualTo(Reason.REPLAY_MEMORY_FAILED);
        store.answer = null;
        assertThat(shown(verifier, "4")).isNull();
    }

    /** Keeps leases for ever, and nothing else. */
    private static final class Leases implements KeySetStore {
        private final Set<String> names = new HashSet<>();
        private CompletableFuture<Boolean> answer;

        @Override
        public CompletableFuture<Optional<byte[]>> read(String name, int maxBytes) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Boolean> lease(String name, String owner, Duration atMost) {
            return answer != null ? answer : CompletableFuture.completedFuture(names.add(name));
        }

        @Override
        public CompletableFuture<Void> release(String name, String owner) {
            names.remove(name);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean keepsLeases() {
            return true;
        }
    }
}
