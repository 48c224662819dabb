package org.jwks4j.keylog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a key log as it stands in the file: a JSON object whose last member is the code of all before it and of the line
 * before, so that each line vouches for all that precede it.
 *
 * @param content the object without its code
 * @param mac the code
 */
record ChainedLine(String content, String mac) {
    private static final int MAC_LENGTH = 43;
    private static final String BEFORE_MAC = ",\"mac\":\"";
    private static final String AFTER_MAC = "\"}";
    private static final int END = BEFORE_MAC.length() + MAC_LENGTH + AFTER_MAC.length();
    private static final Pattern MAC = Pattern.compile("[A-Za-z0-9_-]{" + MAC_LENGTH + "}");

    /** The line that follows another one. */
    static ChainedLine after(String previousMac, String content, KeyLogSecret secret) {
        return new ChainedLine(content, secret.mac(previousMac, bytes(content)));
    }

    /** Takes a line apart; empty if it is none. */
    static Optional<ChainedLine> parse(byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII);
        int end = text.length() - END;
        if (end < 1 || !Arrays.equals(line, bytes(text)) || !text.startsWith(BEFORE_MAC, end)) {
            return Optional.empty();
        }
        String mac = text.substring(end + BEFORE_MAC.length(), text.length() - AFTER_MAC.length());
        return MAC.matcher(mac).matches() && text.endsWith(AFTER_MAC)
                ? Optional.of(new ChainedLine(text.substring(0, end) + "}", mac))
                : Optional.empty();
    }

    boolean follows(String previousMac, KeyLogSecret secret) {
        return MessageDigest.isEqual(bytes(secret.mac(previousMac, bytes(content))), bytes(mac));
    }

    /** The line with its end. */
    byte[] toBytes() {
        return bytes(content.substring(0, content.length() - 1) + BEFORE_MAC + mac + AFTER_MAC + "\n");
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
