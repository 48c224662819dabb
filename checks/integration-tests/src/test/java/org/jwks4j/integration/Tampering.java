package org.jwks4j.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** What someone tries who has a token and no key. */
final class Tampering {
    private Tampering() {}

    /** The same token, signature and all, for someone else. */
    static String withOtherSubject(String token) {
        String[] segments = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(segments[1]), UTF_8);
        String changed = claims.replaceFirst("\"sub\":\"[^\"]*\"", "\"sub\":\"someone-else\"");
        if (changed.equals(claims)) {
            throw new IllegalArgumentException("the token has no subject to change");
        }
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(UTF_8));
        return segments[0] + "." + payload + "." + segments[2];
    }
}
