package org.jwks4j.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A compact JWS taken apart. */
record ParsedToken(Map<String, Object> header, Map<String, Object> claims, String signingInput, List<String> segments) {
    static ParsedToken of(String token) {
        List<String> segments = List.of(token.split("\\.", -1));
        return new ParsedToken(
                ParsedJson.object(text(segments.get(0))),
                ParsedJson.object(text(segments.get(1))),
                segments.get(0) + "." + segments.get(1),
                segments);
    }

    static String text(String segment) {
        return new String(bytes(segment), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String segment) {
        return Base64.getUrlDecoder().decode(segment);
    }

    byte[] input() {
        return signingInput.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] signature() {
        return bytes(segments.get(2));
    }
}
