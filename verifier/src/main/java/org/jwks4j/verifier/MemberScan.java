package org.jwks4j.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the members of a JSON object that {@link org.jwks4j.token.UnverifiedToken} has checked, without a tree and
 * without checking anew. What it finds is right or {@link #isUnusual}: then the object is to be parsed.
 */
final class MemberScan {
    private static final int MAX_PLAIN_NUMBER = 300; // more digits may be no double
    private static final int MAX_LONG_DIGITS = 16; // an Instant ends in the 17th

    private final byte[] json;
    private int position;
    private int nameStart;
    private int nameEnd;
    private int valueStart;
    private int valueEnd;
    private boolean unusual;

    MemberScan(byte[] json) {
        this.json = json;
        skipSpace();
        position++; // the brace
    }

    /** Goes to the next member; false at the end. */
    boolean next() {
        skipSpace();
        if (json[position] == ',') {
            position++;
            skipSpace();
        }
        if (json[position] == '}') {
            return false;
        }
        nameStart = position + 1;
        skipString();
        nameEnd = position - 1;
        skipSpace();
        position++; // the colon
        skipSpace();
        valueStart = position;
        skipValue();
        valueEnd = position;
        return true;
    }

    /** Whether a number was met that only a parser can judge. */
    boolean isUnusual() {
        return unusual;
    }

    /** The name is ASCII; the token's scanner has refused names that hide letters in escapes. */
    boolean nameIs(String name) {
        if (nameEnd - nameStart != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (json[nameStart + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The value as an integer; unusual where it is none, or a long one. */
    long integer() {
        int digits = json[valueStart] == '-' ? valueStart + 1 : valueStart;
        if (digits == valueEnd || valueEnd - digits > MAX_LONG_DIGITS) {
            unusual = true;
            return 0;
        }
        long number = 0;
        for (int i = digits; i < valueEnd; i++) {
            if (json[i] < '0' || json[i] > '9') {
                unusual = true;
                return 0;
            }
            number = 10 * number + (json[i] - '0');
        }
        return digits == valueStart ? number : -number;
    }

    /** The value as a string; null, and unusual, where it is none or has escapes. */
    @Nullable
    String string() {
        return string(valueStart, valueEnd);
    }

    /** Whether the value is a string, or an array in which only strings are, of which one is wanted; unusual if neither. */
    boolean stringsHaveOneOf(Set<String> wanted) {
        if (json[valueStart] != '[') {
            String one = string();
            return one != null && wanted.contains(one);
        }
        boolean found = false;
        int end = position;
        position = valueStart + 1;
        while (true) {
            skipSpace();
            if (json[position] == ',') {
                position++;
                skipSpace();
            }
            if (json[position] == ']') {
                break;
            }
            int start = position;
            skipValue();
            if (!found || json[start] != '"') { // behind the wanted one, only whether it is a string matters
                String item = string(start, position);
                found |= item != null && wanted.contains(item);
            }
        }
        position = end;
        return found;
    }

    private @Nullable String string(int start, int end) {
        if (json[start] == '"') {
            for (int i = start + 1; i < end; i++) {
                if (json[i] == '\\') {
                    unusual = true;
                    return null;
                }
            }
            return new String(json, start + 1, end - start - 2, StandardCharsets.UTF_8);
        }
        unusual = true;
        return null;
    }

    private void skipValue() {
        switch (json[position]) {
            case '"' -> skipString();
            case '{', '[' -> skipContainer();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> skipNumber();
            case 'f' -> position += "false".length();
            default -> position += "true".length(); // or null
        }
    }

    private void skipContainer() {
        int depth = 0;
        do {
            switch (json[position]) {
                case '{', '[' -> {
                    depth++;
                    position++;
                }
                case '}', ']' -> {
                    depth--;
                    position++;
                }
                case ',', ':', ' ', '\t', '\n', '\r' -> position++;
                default -> skipValue();
            }
        } while (depth > 0);
    }

    private void skipString() {
        position++;
        while (json[position] != '"') {
            position += json[position] == '\\' ? 2 : 1;
        }
        position++;
    }

    private void skipNumber() {
        int start = position;
        while (isInNumber(json[position])) {
            unusual |= (json[position] | 0x20) == 'e';
            position++;
        }
        unusual |= position - start > MAX_PLAIN_NUMBER;
    }

    private static boolean isInNumber(byte b) {
        return (b >= '0' && b <= '9') || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
    }

    private void skipSpace() {
        while (json[position] == ' ' || json[position] == '\n' || json[position] == '\r' || json[position] == '\t') {
            position++;
        }
    }
}
