package org.jwks4j.verifier.form;

import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.token.UnverifiedToken;

/**
 * What holds for the text of an issuer's tokens.
 *
 * @param paddingAccepted whether its segments may be padded, against RFC 7515 §2
 */
public record Bounds(int maxTokenLength, int maxHeaderBytes, boolean paddingAccepted) {
    public static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE, false);

    public Bounds {
        if (maxTokenLength < 1 || maxHeaderBytes < 1) {
            throw new IllegalArgumentException("the sizes of token and header must be above zero");
        }
    }

    public static Bounds of(UnverifiedToken.Limits limits) {
        return NONE.withSizes(limits.maxTokenLength(), limits.maxHeaderBytes());
    }

    public boolean areWithin(UnverifiedToken.Limits limits) {
        return isWithoutSizes()
                || (maxTokenLength <= limits.maxTokenLength() && maxHeaderBytes <= limits.maxHeaderBytes());
    }

    private boolean isWithoutSizes() {
        return maxTokenLength == Integer.MAX_VALUE && maxHeaderBytes == Integer.MAX_VALUE;
    }

    public Bounds withSizes(int tokenLength, int headerBytes) {
        return new Bounds(tokenLength, headerBytes, paddingAccepted);
    }

    public Bounds acceptingPadding() {
        return new Bounds(maxTokenLength, maxHeaderBytes, true);
    }

    public void check(UnverifiedToken token, Subject subject) {
        if (token.isPadded() && !paddingAccepted) {
            throw subject.refused(Reason.MALFORMED_TOKEN, "its segments are padded, and must not be (RFC 7515 §2)");
        }
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

    public Optional<String> explanation() {
        String sizes = isWithoutSizes()
                ? ""
                : "at most " + maxTokenLength + " characters, and " + maxHeaderBytes + " bytes of header";
        String padding = paddingAccepted ? "base64url may be padded" : "";
        String both = sizes + (sizes.isEmpty() || padding.isEmpty() ? "" : "; ") + padding;
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }
}
