package org.jwks4j.jwk;

import java.util.Base64;

/** Base64 as encoders of published keys write it: either alphabet (RFC 4648 §4, §5), padded or not, with or without line breaks. */
final class PublishedBase64 {
    private PublishedBase64() {}

    /** @throws IllegalArgumentException also where the two alphabets are mixed, which no encoder does */
    static byte[] decode(String text) {
        String joined = withoutLineBreaks(text);
        boolean isStandard = joined.indexOf('+') >= 0 || joined.indexOf('/') >= 0;
        return (isStandard ? Base64.getDecoder() : Base64.getUrlDecoder()).decode(joined);
    }

    /** What of a text's spelling is left in base64url without padding (RFC 7515 §2); its trailing bits stay as they are. */
    static String asBase64Url(String text) {
        String joined = withoutLineBreaks(text).replace('+', '-').replace('/', '_');
        int padding = joined.indexOf('=');
        return padding < 0 ? joined : joined.substring(0, padding);
    }

    private static String withoutLineBreaks(String text) {
        return text.replace("\r", "").replace("\n", "");
    }
}
