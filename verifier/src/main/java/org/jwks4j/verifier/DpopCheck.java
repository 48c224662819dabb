package org.jwks4j.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.TokenJson;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.dpop.DpopProof;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.form.HeaderRules;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.proof.HttpUri;
import org.jwks4j.verifier.replay.SingleUse;

/**
 * RFC 9449 §4.3: the sender of a request has the key that the access token is bound to. This is the only place where a key inside
 * a token counts, and only if the access token names it. The numbers are those of §4.3.
 */
record DpopCheck(DpopRules dpop, TokenCheck check, DpopProof sent, String accessToken, String method, String uri)
        implements PossessionCheck {

    @Override
    public @Nullable SingleUseCheck check(VerifiedJwt jwt, TokenRules rules, Subject subject) {
        String bound = PossessionCheck.confirmation(jwt, "jkt", "a key", subject); // §6.1
        UnverifiedToken proof = read(subject);
        requireHeader(proof.header(), subject);
        JwsAlgorithm algorithm = algorithm(proof, subject);
        Jwk key = key(proof.header(), subject);
        String thumbprint = key.thumbprint();
        if (!isEqual(thumbprint, bound)) { // 12
            throw refused(
                    subject,
                    "is of the key with jkt " + Quoted.of(thumbprint) + ", and the token's cnf has the jkt "
                            + Quoted.of(bound));
        }
        requireSignature(proof, key, algorithm, subject);
        Instant now = check.instants().instant();
        Claims claims = new Claims(proof.payload());
        try {
            if (proof.payload().hasUnusualNumbers()) {
                claims.json(); // one that is out of range shows only here
            }
            requireRequest(claims, subject);
            return use(claims, thumbprint, now, subject);
        } catch (JsonFormatException e) {
            throw refused(subject, "is malformed: " + e.getMessage());
        }
    }

    private UnverifiedToken read(Subject subject) {
        if (sent.fields().isEmpty()) {
            throw subject.refused(Reason.MISSING_PROOF, "the request has no DPoP header field");
        }
        if (sent.fields().size() > 1) { // 1
            throw subject.refused(Reason.INVALID_PROOF, "the request has more than one DPoP header field");
        }
        try {
            return UnverifiedToken.parse(sent.fields().get(0), dpop.limits()); // 2
        } catch (TokenFormatException e) {
            throw refused(subject, "cannot be read: " + e.getMessage());
        }
    }

    private static void requireHeader(TokenJson header, Subject subject) {
        Optional<String> typ = header.string("typ");
        if (!typ.equals(Optional.of("dpop+jwt"))) { // 4
            throw refused(subject, "has the typ " + Quoted.of(typ.orElse(null)) + ", not \"dpop+jwt\"");
        }
        if (HeaderRules.hasExtension(header)) {
            throw refused(subject, "has in its header " + HeaderRules.extensions(header) + ", which no proof needs");
        }
    }

    /** 5: none and symmetric ones are not among those that are known. */
    private JwsAlgorithm algorithm(UnverifiedToken proof, Subject subject) {
        return JwsAlgorithm.of(proof.algorithm())
                .filter(dpop.algorithms()::contains)
                .orElseThrow(() -> refused(
                        subject, "has the alg " + Quoted.of(proof.algorithm()) + ", not one of " + dpop.algorithms()));
    }

    /** 7: read to the letter, and without private members. */
    private static Jwk key(TokenJson header, Subject subject) {
        try {
            return JsonObject.parse(header.utf8())
                    .object("jwk")
                    .map(Jwk::inToken)
                    .orElseThrow(() -> refused(subject, "has no jwk in its header"));
        } catch (JsonFormatException e) {
            throw refused(subject, "has a malformed header: " + e.getMessage());
        }
    }

    /** 6, with the one algorithm that the key is for (RFC 8725 §3.1). */
    private void requireSignature(UnverifiedToken proof, Jwk key, JwsAlgorithm algorithm, Subject subject) {
        boolean verified;
        try {
            verified = key.algorithms().contains(algorithm)
                    && check.signatureCheck().verifies(key.publicKey(), algorithm, proof::update, proof.signature());
        } catch (IllegalStateException e) { // no security provider takes the key
            throw refused(subject, "has a key that cannot be used: " + e.getMessage());
        }
        if (!verified) {
            throw refused(subject, "has a signature that is not of its jwk, by the alg " + algorithm);
        }
    }

    /** 3, 8, 9, 12. */
    private void requireRequest(Claims claims, Subject subject) {
        String htm = required(claims, "htm", subject);
        if (!htm.equals(method)) { // RFC 9110 §9.1: case counts
            throw refused(subject, "is for the method " + Quoted.of(htm) + ", not " + Quoted.of(method));
        }
        String htu = required(claims, "htu", subject);
        Optional<HttpUri> requested = HttpUri.of(uri);
        if (requested.isEmpty()) { // what the client made of it: scheme and host are there
            throw refused(
                    subject,
                    "cannot be compared with the URI of the request, " + Quoted.uri(uri)
                            + ", which is none by RFC 3986");
        }
        if (!requested.equals(HttpUri.of(htu))) {
            throw refused(subject, "is for the URI " + Quoted.uri(htu) + ", not " + Quoted.uri(uri));
        }
        String ath = required(claims, "ath", subject);
        String hash = SingleUseCheck.digest(accessToken);
        if (!isEqual(ath, hash)) { // §4.2
            throw refused(
                    subject, "has the ath " + Quoted.of(ath) + ", and that of the access token is " + Quoted.of(hash));
        }
    }

    /** 3, 10, 11, and §11.1: the jti, which may be used once. */
    private SingleUseCheck use(Claims claims, String thumbprint, Instant now, Subject subject) {
        if (dpop.nonces().isPresent()) {
            Optional<String> nonce = claims.string("nonce"); // never printed: a reader of the log could use it
            if (nonce.filter(said -> dpop.nonces().get().accepts(said, now)).isEmpty()) {
                throw subject.refused(
                        Reason.USE_DPOP_NONCE,
                        "its DPoP proof has " + (nonce.isEmpty() ? "no nonce" : "another nonce")
                                + ", and must have a current one of this server");
            }
        }
        Instant made = claims.issuedAt().orElseThrow(() -> refused(subject, "has no iat, which must be there"));
        if (made.isAfter(now.plus(dpop.future())) || now.isAfter(made.plus(dpop.past()))) {
            throw refused(
                    subject,
                    "was made at " + made + ", now is " + now + " (from " + dpop.past() + " before to " + dpop.future()
                            + " after is allowed)");
        }
        String id = SingleUseCheck.digest(required(claims, "jti", subject));
        SingleUse use = new SingleUse("jkt:" + thumbprint, id, now, made.plus(dpop.past()));
        return new SingleUseCheck(dpop.replayMemory(), use, subject, "its DPoP proof");
    }

    private static String required(Claims claims, String name, Subject subject) {
        return claims.string(name).orElseThrow(() -> refused(subject, "has no " + name + ", which must be there"));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static RuntimeException refused(Subject subject, String why) {
        return subject.refused(Reason.INVALID_PROOF, "its DPoP proof " + why);
    }
}
