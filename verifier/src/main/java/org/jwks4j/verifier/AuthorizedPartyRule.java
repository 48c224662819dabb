package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/** To whom an ID token was issued (OpenID Connect Core 1.0 §3.1.3.7, 4 and 5): needed if there are several audiences. */
record AuthorizedPartyRule(String clientId) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        Optional<String> party = claims.string("azp");
        if (party.isEmpty() && claims.audience().size() > 1) {
            throw subject.refused(
                    Reason.MISSING_CLAIM,
                    "it has several audiences and no \"azp\", which must be " + Quoted.of(clientId));
        }
        if (party.isPresent() && !party.get().equals(clientId)) {
            throw subject.refused(
                    Reason.WRONG_CLAIM, "its \"azp\" is " + Quoted.of(party.get()) + ", not " + Quoted.of(clientId));
        }
    }

    @Override
    public List<Demand> demands() {
        return List.of(Demand.ifPresent("azp", Demand.Kind.STRING, List.of(clientId)));
    }

    @Override
    public String explanation() {
        return "\"azp\" is " + Quoted.of(clientId) + ", or absent if there is one audience";
    }
}
