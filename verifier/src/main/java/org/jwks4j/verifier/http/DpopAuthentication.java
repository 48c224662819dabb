package org.jwks4j.verifier.http;

import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.dpop.DpopRules;

/**
 * The HTTP side of tokens that are bound to a key (RFC 9449 §7, §9), as {@link BearerAuthentication} is that of bearer tokens: takes
 * the token out of a request, and writes the header fields of a response. Nothing that came from the token or its proof is
 * written back. Thread-safe; never blocks.
 */
public final class DpopAuthentication {
    private static final String SCHEME = "DPoP";

    private final DpopRules rules;
    private final InstantSource instants;

    /**
     * The HTTP side of these rules; a verifier hands out that of its own ({@code JwtVerifier.dpopAuthentication()}).
     *
     * @param rules what is asked of a proof
     * @param instants the clock that nonces are made by
     */
    public DpopAuthentication(DpopRules rules, InstantSource instants) {
        this.rules = rules;
        this.instants = instants;
    }

    /**
     * The token in an {@code Authorization} header (RFC 9449 §7.1), as {@link BearerAuthentication#token}.
     *
     * @param authorization the header's value; null if the request has none
     * @return the token; empty if there is no header, or its scheme is another one
     */
    public static Optional<String> token(@Nullable String authorization) {
        return BearerAuthentication.token(SCHEME, authorization);
    }

    /**
     * The {@code WWW-Authenticate} header for a request without a token: no error, but the algorithms of proofs (§7.1). A service
     * that takes bearer tokens too sends that challenge beside it (§7.2).
     *
     * @return the header's value, for a response with status 401
     */
    public String challenge() {
        return SCHEME + " " + algorithms();
    }

    /**
     * The {@code WWW-Authenticate} header for a token or proof that was refused (§7.1, §9). It has the name of the {@linkplain
     * TokenException#reason() reason} and no message: the message is for your own log.
     *
     * @param refusal one whose {@link TokenException#httpStatus()} is 401
     * @return the header's value
     * @throws IllegalArgumentException if the status is not 401: neither token nor proof is at fault, so no challenge is due
     */
    public String challenge(TokenException refusal) {
        BearerAuthentication.requireChallenge(refusal);
        return SCHEME + " error=\"" + error(refusal.reason()) + "\", error_description=\"" + refusal.reason() + "\", "
                + algorithms();
    }

    /** The codes of §12.2 and RFC 6750 §3.1. */
    private static String error(Reason reason) {
        return switch (reason) {
            case USE_DPOP_NONCE -> "use_dpop_nonce";
            case MISSING_PROOF, INVALID_PROOF, REPLAYED -> "invalid_dpop_proof";
            default -> "invalid_token";
        };
    }

    private String algorithms() {
        String names = rules.algorithms().stream().map(JwsAlgorithm::jwsName).collect(Collectors.joining(" "));
        return "algs=\"" + names + '"';
    }

    /**
     * The {@code DPoP-Nonce} header: for each refusal, and for any other response, so that the client has a new nonce in time
     * (§8.2, §9).
     *
     * @return the header's value; empty if the rules ask for no nonce
     */
    public Optional<String> nonce() {
        return rules.nonces().map(nonces -> nonces.next(instants.instant()));
    }
}
