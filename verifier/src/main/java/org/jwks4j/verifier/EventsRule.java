package org.jwks4j.verifier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;
import org.jwks4j.verifier.form.Subject;

/**
 * What makes a token a security event (RFC 8417 §2.2): a claim that is an object of objects.
 *
 * @param event the event that must be there; null for any, but at least one
 */
record EventsRule(@Nullable String event) implements Rule {
    @Override
    public void check(Claims claims, TokenJson header, Subject subject, Instant now) {
        JsonObject events = claims.object("events")
                .orElseThrow(() ->
                        subject.refused(Reason.MISSING_CLAIM, "it has no \"events\", which must have " + expected()));
        boolean objects = events.asMap().values().stream().allMatch(JsonObject.class::isInstance);
        if (!objects || events.asMap().isEmpty()) {
            throw subject.refused(
                    Reason.MALFORMED_CLAIM,
                    "its \"events\" are " + first(events) + ", and must be objects, at least one: " + expected());
        }
        if (event != null && !events.has(event)) {
            throw subject.refused(
                    Reason.WRONG_CLAIM, "its \"events\" are " + first(events) + ", without " + Quoted.of(event));
        }
    }

    private String expected() {
        return event == null ? "an event" : Quoted.of(event);
    }

    private static List<String> first(JsonObject events) {
        return events.asMap().keySet().stream().limit(5).map(Quoted::of).toList();
    }

    @Override
    public List<Demand> demands() {
        return List.of(Demand.needed("events", Demand.Kind.OBJECT));
    }

    @Override
    public String explanation() {
        return "\"events\" has " + expected();
    }
}
