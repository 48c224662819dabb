package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/**
 * For whom else a token may be.
 *
 * @param trusted all that {@code aud} may have; null if it must have one alone, whichever that is
 */
record OtherAudiencesRule(@Nullable List<String> trusted) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        List<String> said = claims.audience();
        if (trusted == null ? said.size() > 1 : !trusted.containsAll(said)) {
            List<String> first = said.stream().limit(5).map(Quoted::of).toList();
            throw subject.refused(
                    Reason.WRONG_AUDIENCE, "its aud is " + first + ", and must have none but " + allowed());
        }
    }

    private String allowed() {
        return trusted == null
                ? "one"
                : trusted.stream().map(Quoted::of).toList().toString();
    }

    @Override
    public List<Demand> demands() {
        return List.of(
                trusted == null ? Demand.ifPresent("aud", Demand.Kind.STRING, null) : Demand.within("aud", trusted));
    }

    @Override
    public String explanation() {
        return "aud has none but " + allowed();
    }
}
