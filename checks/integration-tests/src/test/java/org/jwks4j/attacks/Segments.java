package org.jwks4j.attacks;

import java.util.Base64;

/** The three segments of a compact JWS (RFC 7515 §7.1), to be put together otherwise. */
record Segments(String header, String payload, String signature) {
    static Segments of(String token) {
        String[] segments = token.split("\\.", -1);
        return new Segments(segments[0], segments[1], segments[2]);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Segments withHeader(String text) {
        return new Segments(text, payload, signature);
    }

    Segments withPayload(String text) {
        return new Segments(header, text, signature);
    }

    Segments withSignature(String text) {
        return new Segments(header, payload, text);
    }

    String token() {
        return header + "." + payload + "." + signature;
    }
}
