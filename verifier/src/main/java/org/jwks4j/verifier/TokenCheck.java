package org.jwks4j.verifier;

import java.time.InstantSource;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.form.HeaderRules;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.remembered.Validity;
import org.jwks4j.verifier.signature.SignatureCheck;

/** From a token and the keys that may have signed it to a verified token: in the order of cost, and the claims last. */
record TokenCheck(RulesByIssuer rules, SignatureCheck signatureCheck, InstantSource instants, KeyFetcher fetcher) {
    /** A token and the rules that it was verified by, which are looked up once for each use. */
    record Verified(VerifiedJwt jwt, TokenRules rules) {
        Validity validity() {
            return rules.validity(jwt.claims());
        }
    }

    /** Before the signature is checked, nothing in the claims is worth a look. */
    Verified verified(UnverifiedToken token, List<VerificationKey> candidates) {
        Subject subject = new Subject(String.valueOf(token.issuer()), token.keyId());
        TokenRules own = rules.of(candidates.get(0).trustedIssuer(), subject);
        JwsAlgorithm algorithm = algorithm(token);
        own.bounds().check(token, subject);
        HeaderRules.check(token.header(), own.types(), subject);
        if (!own.allows(algorithm)) {
            throw subject.refused(
                    Reason.ALGORITHM_NOT_ALLOWED,
                    "its alg is " + algorithm + ", and its rules allow " + own.algorithms());
        }
        VerificationKey key = signer(token, algorithm, candidates, subject);
        Claims claims = new Claims(token.payload());
        ClaimRules.check(claims, token.header(), own, subject, instants.instant());
        BoundClaims.check(claims, key.trustedIssuer(), subject);
        return new Verified(new VerifiedJwt(token.header(), claims, key, algorithm), own);
    }

    /**
     * Whether it was not revoked, and the sender may use it: asked each time, also of a token that was verified before. What may be
     * used once is left to be asked of its memory.
     */
    List<SingleUseCheck> proved(Verified token, PossessionCheck sender) {
        VerifiedJwt jwt = token.jwt();
        Subject subject = subject(jwt);
        if (fetcher.isRevoked(jwt.key(), jwt.claims().text())) {
            throw subject.refused(
                    Reason.REVOKED_TOKEN, "this service has revoked it, or all tokens of its session or subject");
        }
        SingleUseCheck ofProof = sender.check(jwt, token.rules(), subject);
        SingleUseCheck ofToken = token.rules().singleUse(jwt, subject, instants);
        if (ofProof == null) {
            return ofToken == null ? List.of() : List.of(ofToken);
        }
        return ofToken == null ? List.of(ofProof) : List.of(ofProof, ofToken);
    }

    private static Subject subject(VerifiedJwt jwt) {
        return new Subject(jwt.issuer(), jwt.key().keyId());
    }

    /** A token that was verified before. */
    Verified remembered(VerifiedJwt jwt) {
        return new Verified(jwt, rules.of(jwt.key().trustedIssuer(), subject(jwt)));
    }

    /** RFC 7515 §4.1.4: if kid does not decide, a bounded trial does. */
    private VerificationKey signer(
            UnverifiedToken token, JwsAlgorithm algorithm, List<VerificationKey> candidates, Subject subject) {
        byte[] signature = token.signature();
        for (VerificationKey key : candidates) {
            boolean fits = key.trustedIssuer().isNamed(subject.issuer())
                    && key.algorithms().contains(algorithm);
            if (fits && signatureCheck.verifies(key.publicKey(), algorithm, token::update, signature)) {
                return key;
            }
        }
        if (candidates.stream().noneMatch(key -> signatureCheck.isAble(key.publicKey(), algorithm))) {
            throw subject.refused(
                    Reason.UNSUPPORTED_ALGORITHM, "no security provider that may be used here has " + algorithm);
        }
        throw subject.refused(
                Reason.INVALID_SIGNATURE,
                candidates.size() == 1
                        ? "the signature is not of this key, or the token was changed"
                        : "the signature is of none of the " + candidates.size() + " keys that fit");
    }

    private static JwsAlgorithm algorithm(UnverifiedToken token) {
        return JwsAlgorithm.of(token.algorithm())
                .orElseThrow(() -> new IllegalStateException("the fetcher gave a key for an unknown algorithm"));
    }
}
