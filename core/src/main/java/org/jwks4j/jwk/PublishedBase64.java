package org.jwks4j.jwk;

/** Base64 as encoders of published keys write it: either alphabet (RFC 4648 §4, §5), padded or not, with or without line breaks. */
final class PublishedBase64 {
    private PublishedBase64() {}

    /**
     * The same in base64url without padding (RFC 7515 §2); its trailing bits stay as they are.
     *
     * @throws IllegalArgumentException if the two alphabets are mixed or the padding is not complete, which no encoder does
     */
    static String asBase64Url(String text) {
        String joined = text.replace("\r", "").replace("\n", "");
        String bare = withoutPadding(joined);
        boolean isStandard = bare.indexOf('+') >= 0 || bare.indexOf('/') >= 0;
        if (!isStandard) {
            return bare;
        }
        if (bare.indexOf('-') >= 0 || bare.indexOf('_') >= 0) {
            throw new IllegalArgumentException("the two alphabets of base64 are mixed");
        }
        return bare.replace('+', '-').replace('/', '_');
    }

    private static String withoutPadding(String text) {
        int end = text.indexOf('=');
        if (end < 0) {
            return text;
        }
        if (text.length() % 4 != 0 || !(text.endsWith("=") && end >= text.length() - 2)) {
            throw new IllegalArgumentException("the padding is not complete");
        }
        return text.substring(0, end);
    }
}
