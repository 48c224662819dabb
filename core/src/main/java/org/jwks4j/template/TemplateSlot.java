package org.jwks4j.template;

/**
 * A place in a template that a tenant fills: none of its characters can end the segment or label that it stands for.
 *
 * @param inHost a whole DNS label; else a whole path segment
 * @param uuid only a UUID in lower case (RFC 9562 §4)
 */
public record TemplateSlot(String name, boolean inHost, boolean uuid) {
    private static final int LONGEST_LABEL = 63; // RFC 1035 §2.3.4
    private static final int LONGEST_SEGMENT = 255;
    private static final String UUID_FORM = "00000000-0000-0000-0000-000000000000";

    /** Where the value that begins here ends: at the first character that no slot may hold. */
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
        return accepts(value, 0, value.length());
    }

    /** Of a part of a text, without a copy: this is asked for each token. */
    boolean accepts(String text, int start, int end) {
        return start < end
                && end(text, start) >= end
                && (inHost ? isLabel(text, start, end) : isSegment(text, start, end))
                && (!uuid || isUuid(text, start, end));
    }

    /** RFC 1123 §2.1: letters, digits and inner hyphens. */
    private static boolean isLabel(String text, int start, int end) {
        return end - start <= LONGEST_LABEL && text.charAt(start) != '-' && text.charAt(end - 1) != '-';
    }

    /** RFC 3986 §3.3: a segment of one or two dots leads elsewhere, and one of more may to some server. */
    private static boolean isSegment(String text, int start, int end) {
        int dots = start;
        while (dots < end && text.charAt(dots) == '.') {
            dots++;
        }
        return end - start <= LONGEST_SEGMENT && dots < end;
    }

    private static boolean isUuid(String text, int start, int end) {
        boolean fits = end - start == UUID_FORM.length();
        for (int i = 0; fits && i < UUID_FORM.length(); i++) {
            char sign = text.charAt(start + i);
            boolean isDigit = (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f');
            fits = UUID_FORM.charAt(i) == '-' ? sign == '-' : isDigit;
        }
        return fits;
    }

    /** One of two. */
    public String example(int which) {
        return uuid ? "00000000-0000-4000-8000-00000000000" + which : "example-" + which;
    }
}
