package org.jwks4j.form;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of PEM text (RFC 7468 §2). What stands outside of the blocks is explanatory text.
 *
 * @param label such as {@code CERTIFICATE}
 * @param base64 what is between the lines of the label, line breaks included
 */
record PemBlock(String label, String base64) {
    /** The base64 has lines of 64 characters, which are not checked: other tools write others. Possessive, so its time is linear. */
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /** All blocks, in their order. */
    static List<PemBlock> of(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new PemBlock(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY"); // RFC 7468 §10, §11, and the older "RSA PRIVATE KEY", "EC PRIVATE KEY"
    }

    byte[] der() throws UnreadableKeyException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw UnreadableKeyException.malformed("its PEM text is not base64");
        }
    }
}
