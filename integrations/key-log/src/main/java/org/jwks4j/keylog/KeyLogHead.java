package org.jwks4j.keylog;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a key log at some moment: kept elsewhere, it shows that lines were cut off at the end, or that all was written
 * anew by someone who has the secret. Written {@code 17:...}.
 *
 * @param line the number of the line
 * @param mac its code, 43 characters of base64url
 */
public record KeyLogHead(long line, String mac) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17}):([A-Za-z0-9_-]{43})");

    /**
     * Checks that nothing is absent.
     *
     * @param line the number of the line
     * @param mac its code
     */
    public KeyLogHead {
        requireNonNull(mac, "mac");
    }

    /**
     * Reads a head as {@link #toString} writes it.
     *
     * @param text white space around it is left out
     * @return the head
     * @throws IllegalArgumentException when it is none
     */
    public static KeyLogHead parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the head of a key log, such as 17:<43 characters>");
        }
        return new KeyLogHead(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    @Override
    public String toString() {
        return line + ":" + mac;
    }
}
