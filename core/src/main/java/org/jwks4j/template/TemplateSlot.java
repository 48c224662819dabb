package org.jwks4j.template;

import java.util.regex.Pattern;

/**
 * A place in a template that a tenant fills: no sign of it can end the segment or label that it stands for.
 *
 * @param inHost a whole DNS label; else a whole path segment
 * @param uuid only a UUID in lower case (RFC 9562 §4)
 */
public record TemplateSlot(String name, boolean inHost, boolean uuid) {
    private static final int LONGEST_LABEL = 63; // RFC 1035 §2.3.4
    private static final int LONGEST_SEGMENT = 255;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Where the value that begins here ends: at the first sign that none may have. */
    int end(String text, int start) {
        int end = start;
        while (end < text.length() && mayHave(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean mayHave(char sign) {
        boolean inBoth = (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '-';
        return inBoth || (!inHost && ((sign >= 'A' && sign <= 'Z') || sign == '.' || sign == '_'));
    }

    public boolean accepts(String value) {
        return !value.isEmpty()
                && end(value, 0) == value.length()
                && (inHost ? isLabel(value) : isSegment(value))
                && (!uuid || UUID.matcher(value).matches());
    }

    /** RFC 1123 §2.1: letters, digits and inner hyphens. */
    private static boolean isLabel(String value) {
        return value.length() <= LONGEST_LABEL && !value.startsWith("-") && !value.endsWith("-");
    }

    /** RFC 3986 §3.3: a segment of one or two dots leads elsewhere, and one of more may to some server. */
    private static boolean isSegment(String value) {
        return value.length() <= LONGEST_SEGMENT && value.chars().anyMatch(sign -> sign != '.');
    }

    /** One of two. */
    public String example(int which) {
        return uuid ? "00000000-0000-4000-8000-00000000000" + which : "example-" + which;
    }
}
