package org.jwks4j.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The three segments of a compact JWS, to be put together otherwise. */
record Segments(String header, String payload, String signature) {
    static Segments of(String token) {
        String[] segments = token.split("\\.", -1);
        return new Segments(segments[0], segments[1], segments[2]);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String headerJson() {
        return new String(Base64.getUrlDecoder().decode(header), UTF_8);
    }

    byte[] signatureBytes() {
        return Base64.getUrlDecoder().decode(signature);
    }

    byte[] signingInput() {
        return (header + "." + payload).getBytes(US_ASCII);
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

    Segments withSignature(byte[] bytes) {
        return withSignature(encode(bytes));
    }

    String token() {
        return header + "." + payload + "." + signature;
    }
}
