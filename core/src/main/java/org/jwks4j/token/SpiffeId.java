package org.jwks4j.token;

import org.jspecify.annotations.Nullable;

/** A SPIFFE ID: {@code spiffe://}, a trust domain, and a path (SPIFFE ID §2). */
final class SpiffeId {
    private static final String SCHEME = "spiffe://";
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_TRUST_DOMAIN = 255;

    private SpiffeId() {}

    /** {@code spiffe://} and the trust domain, as they stand in the ID; null if the text is no SPIFFE ID. */
    static @Nullable String trustDomain(@Nullable String text) {
        if (text == null || !text.startsWith(SCHEME) || text.length() > MAX_LENGTH) {
            return null;
        }
        int slash = text.indexOf('/', SCHEME.length());
        int end = slash < 0 ? text.length() : slash;
        boolean named = end > SCHEME.length() && end - SCHEME.length() <= MAX_TRUST_DOMAIN;
        return named && isDomain(text, end) && isPath(text, end) ? text.substring(0, end) : null;
    }

    /** §2.1: lower case letters, digits, dots, dashes, and underscores. */
    private static boolean isDomain(String text, int end) {
        for (int i = SCHEME.length(); i < end; i++) {
            char c = text.charAt(i);
            if (!isSmall(c) && !isDigitOrMark(c)) {
                return false;
            }
        }
        return true;
    }

    /** §2.2: segments that are not empty, and are not {@code .} or {@code ..}. */
    private static boolean isPath(String text, int begin) {
        int segment = begin + 1;
        for (int i = begin; i < text.length(); i = segment - 1) {
            int slash = text.indexOf('/', segment);
            int end = slash < 0 ? text.length() : slash;
            if (!isSegment(text.substring(segment, end))) {
                return false;
            }
            segment = end + 1;
        }
        return true;
    }

    private static boolean isSegment(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.chars()
                        .allMatch(c -> isSmall((char) c) || (c >= 'A' && c <= 'Z') || isDigitOrMark((char) c));
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigitOrMark(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    }
}
