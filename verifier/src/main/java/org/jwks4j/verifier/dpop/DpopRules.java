package org.jwks4j.verifier.dpop;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.replay.ReplayMemory;

/**
 * What a DPoP proof must be (RFC 9449 §4.3), as far as that is for the server to choose. Immutable; each method returns a changed
 * copy.
 */
public final class DpopRules {
    private static final Duration MAX_WINDOW = Duration.ofMinutes(10);

    private final Set<JwsAlgorithm> algorithms;
    private final Duration past;
    private final Duration future;
    private final @Nullable DpopNonces nonces;
    private final ReplayMemory replayMemory;
    private final UnverifiedToken.Limits limits;

    private DpopRules(
            Set<JwsAlgorithm> algorithms,
            Duration past,
            Duration future,
            @Nullable DpopNonces nonces,
            ReplayMemory replayMemory,
            UnverifiedToken.Limits limits) {
        this.algorithms = algorithms;
        this.past = past;
        this.future = future;
        this.nonces = nonces;
        this.replayMemory = replayMemory;
        this.limits = limits;
    }

    /**
     * Rules of which nothing was changed: every algorithm that is known here; an {@code iat} from 60 s ago to 60 s to come; no
     * nonce; a memory of this process for 100,000 proofs, 10,000 of them of one key; 16,384 characters and 4,096 bytes of header. Nodes that share nothing can each be shown
     * the same proof once: see {@link #withReplayMemory}.
     *
     * @return rules with an empty memory of their own
     */
    public static DpopRules defaults() {
        return new DpopRules(
                EnumSet.allOf(JwsAlgorithm.class),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                null,
                ReplayMemory.local(100_000, 10_000),
                UnverifiedToken.Limits.defaults());
    }

    /**
     * Accepts proofs of these algorithms alone.
     *
     * @param oneOf at least one
     * @return changed rules
     */
    public DpopRules withAlgorithms(JwsAlgorithm... oneOf) {
        return new DpopRules(EnumSet.copyOf(Arrays.asList(oneOf)), past, future, nonces, replayMemory, limits);
    }

    /**
     * When a proof may have been made (RFC 9449 §11.1). Its {@code jti} is remembered for as long as that.
     *
     * @param newPast the longest time since its {@code iat}, above zero and at most 10 min
     * @param newFuture the longest time to its {@code iat}, for clients whose clock is ahead, from zero to 10 min
     * @return changed rules
     */
    public DpopRules withWindow(Duration newPast, Duration newFuture) {
        boolean sound = !newPast.isNegative()
                && !newPast.isZero()
                && newPast.compareTo(MAX_WINDOW) <= 0
                && !newFuture.isNegative()
                && newFuture.compareTo(MAX_WINDOW) <= 0;
        if (!sound) {
            throw new IllegalArgumentException("a proof may be at most " + MAX_WINDOW
                    + " old or ahead, and must be allowed to be older than zero");
        }
        return new DpopRules(algorithms, newPast, newFuture, nonces, replayMemory, limits);
    }

    /**
     * Asks for a nonce of this server (RFC 9449 §9): no proof can be made in advance then.
     *
     * @param newNonces makes and checks them
     * @return changed rules
     */
    public DpopRules withNonces(DpopNonces newNonces) {
        return new DpopRules(algorithms, past, future, requireNonNull(newNonces, "newNonces"), replayMemory, limits);
    }

    /**
     * Where used proofs are remembered.
     *
     * @param memory shared by all nodes that take the same tokens
     * @return changed rules
     */
    public DpopRules withReplayMemory(ReplayMemory memory) {
        return new DpopRules(algorithms, past, future, nonces, requireNonNull(memory, "memory"), limits);
    }

    /**
     * How large a proof may be. It has bounds of its own, whatever those of tokens are: its header holds a key, and its claims are few.
     *
     * @param newLimits by default {@link UnverifiedToken.Limits#defaults}: 16,384 characters and 4,096 bytes of header
     * @return changed rules
     */
    public DpopRules withLimits(UnverifiedToken.Limits newLimits) {
        return new DpopRules(algorithms, past, future, nonces, replayMemory, requireNonNull(newLimits, "newLimits"));
    }

    /**
     * The accepted algorithms.
     *
     * @return an unmodifiable set, at least one
     */
    public Set<JwsAlgorithm> algorithms() {
        return Collections.unmodifiableSet(algorithms);
    }

    /**
     * The longest time since a proof's {@code iat}.
     *
     * @return above zero
     */
    public Duration past() {
        return past;
    }

    /**
     * The longest time to a proof's {@code iat}.
     *
     * @return zero or more
     */
    public Duration future() {
        return future;
    }

    /**
     * Makes and checks nonces.
     *
     * @return empty if none is asked for
     */
    public Optional<DpopNonces> nonces() {
        return Optional.ofNullable(nonces);
    }

    /**
     * Where used proofs are remembered.
     *
     * @return a memory
     */
    public ReplayMemory replayMemory() {
        return replayMemory;
    }

    /**
     * How large a proof may be.
     *
     * @return bounds for its text and its header
     */
    public UnverifiedToken.Limits limits() {
        return limits;
    }

    /**
     * The rules as a reviewer reads them.
     *
     * @return one sentence for each, without a full stop
     */
    public List<String> explain() {
        return List.of(
                "typ is \"dpop+jwt\"",
                "alg is one of " + algorithms,
                "jwk is a public key whose thumbprint is the token's \"cnf\".\"jkt\"",
                "ath is the token's digest; htm and htu are those of the request",
                "iat is at most " + past + " ago and at most " + future + " to come",
                nonces == null ? "no nonce is needed" : "nonce is one of this server",
                "each jti is accepted once",
                "at most " + limits.maxTokenLength() + " characters, and " + limits.maxHeaderBytes()
                        + " bytes of header");
    }

    /** The same on one line. */
    @Override
    public String toString() {
        return "DpopRules[" + String.join("; ", explain()) + "]";
    }
}
