package org.jwks4j.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Tokens that are signed by no one: what is measured is the way to the key. */
final class Tokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    static String of(String issuer, String keyId) {
        return segment("{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\"}") + '.'
                + segment("{\"iss\":\"" + issuer + "\",\"sub\":\"someone\"}") + ".AAAA";
    }

    private static String segment(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }
}
