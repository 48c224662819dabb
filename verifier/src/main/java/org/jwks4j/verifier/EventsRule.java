package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/**
 * What makes a token a security event (RFC 8417 §2.2): a claim that is an object of objects.
 *
 * @param event the event that must be there; null for any, but at least one
 */
record EventsRule(@Nullable String event) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        JsonObject events = claims.object("events")
                .orElseThrow(() -> subject.refused(Reason.MISSING_CLAIM, "it has no \"events\""));
        boolean objects = events.asMap().values().stream().allMatch(JsonObject.class::isInstance);
        if (!objects || events.asMap().isEmpty()) {
            throw subject.refused(Reason.MALFORMED_CLAIM, "its \"events\" are no objects, or none");
        }
        if (event != null && !events.has(event)) {
            throw subject.refused(
                    Reason.WRONG_CLAIM, "its \"events\" are " + first(events) + ", without " + Quoted.of(event));
        }
    }

    private static List<String> first(JsonObject events) {
        return events.asMap().keySet().stream().limit(5).map(Quoted::of).toList();
    }

    @Override
    public Set<String> neededClaims() {
        return Set.of("events");
    }

    @Override
    public String explanation() {
        return "\"events\" has " + (event == null ? "an event" : Quoted.of(event));
    }
}
