package org.jwks4j.verifier;

import java.time.Duration;
import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;

/**
 * What a {@link JwtVerifier} decided: one of the records in here. More kinds may be added, so code that tells them apart must
 * ignore others. Nothing in them is from a token: an issuer is named only if the fetcher trusts it by name, and then by the name
 * that it was trusted by. So all of it may be a tag of a metric, and is safe to log.
 */
public sealed interface JwtVerifierEvent {
    /**
     * Counts the events of a verifier from one on. A listener is told them in this order; a gap shows how many it was not told,
     * as {@link EventsDropped} says too.
     *
     * @return the number
     */
    long number();

    /**
     * A token was verified.
     *
     * @param number as {@link #number()}
     * @param issuer its issuer; empty if that became known at run time
     * @param remembered whether it was verified before, and its signature not checked again
     *     ({@link JwtVerifierBuilder#rememberVerifiedTokens})
     * @param took from the call to the answer
     */
    record TokenVerified(long number, Optional<String> issuer, boolean remembered, Duration took)
            implements JwtVerifierEvent {
        @Override
        public String toString() {
            return text("TokenVerified", number, issuer, remembered ? "remembered" : "checked", took);
        }
    }

    /**
     * A token was refused, and is at fault itself: 401.
     *
     * @param number as {@link #number()}
     * @param issuer the issuer that it names; empty if no issuer of that name is trusted by name
     * @param reason why; one of the 401 kind
     * @param took from the call to the answer
     */
    record TokenRefused(long number, Optional<String> issuer, Reason reason, Duration took)
            implements JwtVerifierEvent {
        @Override
        public String toString() {
            return text("TokenRefused", number, issuer, reason, took);
        }
    }

    /**
     * A token was not judged, because its keys could not be fetched, or its use could not be remembered: 503.
     *
     * @param number as {@link #number()}
     * @param issuer the issuer that it names; empty if no issuer of that name is trusted by name
     * @param reason why; one of the 503 kind
     * @param took from the call to the answer
     */
    record TokenNotJudged(long number, Optional<String> issuer, Reason reason, Duration took)
            implements JwtVerifierEvent {
        @Override
        public String toString() {
            return text("TokenNotJudged", number, issuer, reason, took);
        }
    }

    /**
     * A listener did not keep up, and events were not told to it. The log hears it when that begins; the listener itself, when it
     * has taken all that it was told before.
     *
     * @param number as {@link #number()}
     * @param listener the class of that listener
     * @param count how many were not told so far, the last of them {@code number}
     */
    record EventsDropped(long number, String listener, long count) implements JwtVerifierEvent {
        @Override
        public String toString() {
            return "EventsDropped[" + number + ", " + Quoted.of(listener) + ", " + count + "]";
        }
    }

    private static String text(String kind, long number, Optional<String> issuer, Object outcome, Duration took) {
        return kind + "[" + number + ", " + issuer.map(Quoted::of).orElse("an issuer known at run time") + ", "
                + outcome + ", " + took + "]";
    }

    /**
     * Hears what a {@link JwtVerifier} decides, for metrics and audits. Each listener is told on a thread of its own
     * ({@link JwtVerifierBuilder#listenerExecutor}), one event at a time and in their order, after the decision: one that is slow,
     * blocks or throws holds up neither a token nor the other listeners. At most 16,384 events wait for it; when they are that
     * many, the next ones are dropped until it has taken those, and then it is told {@link EventsDropped}. One that throws is
     * logged.
     */
    @FunctionalInterface
    interface Listener {
        /**
         * Something was decided.
         *
         * @param event what
         */
        void onEvent(JwtVerifierEvent event);
    }
}
