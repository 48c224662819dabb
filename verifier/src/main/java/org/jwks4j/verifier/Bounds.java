package org.jwks4j.verifier;

import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.token.UnverifiedToken;

/** How large a token of an issuer may be. */
record Bounds(int maxTokenLength, int maxHeaderBytes) {
    static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE);

    Bounds {
        if (maxTokenLength < 1 || maxHeaderBytes < 1) {
            throw new IllegalArgumentException("the sizes of token and header must be above zero");
        }
    }

    static Bounds of(UnverifiedToken.Limits limits) {
        return new Bounds(limits.maxTokenLength(), limits.maxHeaderBytes());
    }

    boolean areWithin(UnverifiedToken.Limits limits) {
        return this.equals(NONE)
                || (maxTokenLength <= limits.maxTokenLength() && maxHeaderBytes <= limits.maxHeaderBytes());
    }

    void check(UnverifiedToken token, Subject subject) {
        if (token.length() > maxTokenLength) {
            throw subject.refused(
                    Reason.MALFORMED_TOKEN, "it has " + token.length() + " characters, more than " + maxTokenLength);
        }
        if (token.header().length() > maxHeaderBytes) {
            throw subject.refused(
                    Reason.MALFORMED_TOKEN,
                    "its header has " + token.header().length() + " bytes, more than " + maxHeaderBytes);
        }
    }

    Optional<String> explanation() {
        return this.equals(NONE)
                ? Optional.empty()
                : Optional.of("at most " + maxTokenLength + " characters, and " + maxHeaderBytes + " bytes of header");
    }
}
