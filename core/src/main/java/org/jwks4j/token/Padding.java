package org.jwks4j.token;

/** Padding of base64url (RFC 4648 §3.2), which no JWS has (RFC 7515 §2), and which some senders write anyway. */
final class Padding {
    private Padding() {}

    /** The three segments without their padding; refused unless each is padded as it must be, so that there is one spelling. */
    static String removed(String token) {
        StringBuilder bare = new StringBuilder(token.length());
        int from = 0;
        for (int dot = token.indexOf('.'); dot >= 0; dot = token.indexOf('.', from)) {
            append(bare, token, from, dot);
            bare.append('.');
            from = dot + 1;
        }
        append(bare, token, from, token.length());
        return bare.toString();
    }

    /** What is no padding at the end is left, and refused as any other letter is. */
    private static void append(StringBuilder bare, String token, int from, int to) {
        if ((to - from) % 4 != 0) {
            throw new TokenFormatException("a segment is not padded to a multiple of four characters (RFC 4648 §3.2)");
        }
        int end = to;
        while (end > from && end > to - 2 && token.charAt(end - 1) == '=') {
            end--;
        }
        bare.append(token, from, end);
    }
}
