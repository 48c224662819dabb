package org.jwks4j.verifier;

import java.time.Instant;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.replay.ReplayMemory;
import org.jwks4j.verifier.replay.SingleUse;

/** A token may be used once (RFC 7519 §4.1.7): which ones were, a memory knows. That it has a {@code jti} is a rule of its own. */
record SingleUseRule(ReplayMemory memory) implements Rule {
    static void requireEnd(TimeRule time) {
        if (!time.hasEnd()) {
            throw new IllegalArgumentException(
                    "acceptOnce and acceptMissingExpiration contradict each other, since a token without"
                            + " end would have to be remembered for ever; call withMaxAge(...) before");
        }
    }

    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        // asked at each use, and last of all
    }

    /** The quota is the issuer's. */
    SingleUseCheck use(VerifiedJwt jwt, Subject subject, Instant now, Instant end) {
        String id = SingleUseCheck.digest(jwt.claims().jwtId().orElseThrow());
        SingleUse use = new SingleUse("iss:" + SingleUseCheck.digest(jwt.issuer()), id, now, end);
        return new SingleUseCheck(memory, use, subject, "its jti");
    }

    @Override
    public String explanation() {
        return "each jti is accepted once";
    }
}
