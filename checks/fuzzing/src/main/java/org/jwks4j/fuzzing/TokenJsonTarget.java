package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/**
 * As {@link TokenTarget}, with a token that is made here, so that the fuzzer sees the JSON instead of its base64url. The
 * input is the header, an empty line, and the payload.
 */
public final class TokenJsonTarget {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private TokenJsonTarget() {}

    /**
     * Called by the fuzzer.
     *
     * @param input the JSON of both segments; without an empty line, all is header
     */
    public static void fuzzerTestOneInput(byte[] input) {
        String[] segments = new String(input, ISO_8859_1).split("\n\n", 2);
        String header = segments[0];
        String payload = segments.length > 1 ? segments[1] : "{\"iss\":\"https://issuer.example\"}";
        TokenTarget.compare(segment(header) + "." + segment(payload) + ".c2lnbmF0dXJl");
    }

    private static String segment(String bytes) {
        return BASE64URL.encodeToString(bytes.getBytes(ISO_8859_1));
    }
}
