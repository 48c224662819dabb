package org.jwks4j.idp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** What someone tries who has a token and no key. */
final class Forgery {
    private Forgery() {}

    /** The same token, signature and all, with a year more to live. */
    static String withLongerLife(String token) {
        String[] segments = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(segments[1]), UTF_8);
        String changed = claims.replaceFirst("(\"exp\":\\s*)1[0-9]{9}", "$12000000000");
        if (changed.equals(claims)) {
            throw new IllegalArgumentException("the token has no exp to change: " + claims);
        }
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(UTF_8));
        return segments[0] + "." + payload + "." + segments[2];
    }
}
