package org.jwks4j.token;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The header or the payload of a token: one JSON object, checked as {@link UnverifiedToken} says. Its members are read where
 * they stand in the text, without a tree. A getter is empty if the member is absent, and also if it is of another type or null.
 *
 * <p>Immutable and thread-safe.
 */
public final class TokenJson {
    /** What a member can be (RFC 8259 §3). */
    public enum Type {
        /** There is none of that name. */
        ABSENT,
        /** It is null. */
        NULL,
        /** It is true or false. */
        BOOLEAN,
        /** It is a number. */
        NUMBER,
        /** It is a string. */
        STRING,
        /** It is an array. */
        ARRAY,
        /** It is an object. */
        OBJECT
    }

    private static final int MAX_DIGITS = 18; // one more may be beyond a long

    private final byte[] json;
    private final long[] names;
    private final int count;
    private final boolean plainNames;
    private final boolean unusualNumbers;

    /** The scanner has checked the text and noted its top-level names. */
    TokenJson(byte[] json, MemberNames names, boolean unusualNumbers) {
        this.json = json;
        this.names = names.closed();
        this.count = names.closedCount();
        this.plainNames = names.areAllPlain();
        this.unusualNumbers = unusualNumbers;
    }

    /**
     * Whether a member is there, of whatever type, even if it is null.
     *
     * @param name the member's name
     * @return true if it is
     */
    public boolean has(String name) {
        return find(name) >= 0;
    }

    /**
     * Whether a member is there and null.
     *
     * @param name the member's name
     * @return true if it is
     */
    public boolean isNull(String name) {
        int value = find(name);
        return value >= 0 && json[value] == 'n';
    }

    /**
     * A string member.
     *
     * @param name the member's name
     * @return its value
     */
    public Optional<String> string(String name) {
        return Optional.ofNullable(text(name));
    }

    /**
     * A boolean member.
     *
     * @param name the member's name
     * @return its value
     */
    public Optional<Boolean> bool(String name) {
        int value = find(name);
        return value >= 0 && (json[value] == 't' || json[value] == 'f')
                ? Optional.of(json[value] == 't')
                : Optional.empty();
    }

    /**
     * A number of at most 18 digits, without fraction or exponent.
     *
     * @param name the member's name
     * @return its value
     */
    public OptionalLong integer(String name) {
        long number = integerOr(name, Long.MIN_VALUE);
        return number == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /**
     * The same, without an object for the answer.
     *
     * @param name the member's name
     * @param other what is returned if there is no such number
     * @return its value
     */
    public long integerOr(String name, long other) {
        int value = find(name);
        if (value < 0) {
            return other;
        }
        int first = json[value] == '-' ? value + 1 : value;
        int next = first;
        long number = 0;
        while (json[next] >= '0' && json[next] <= '9' && next - first < MAX_DIGITS) {
            number = 10 * number + (json[next] - '0');
            next++;
        }
        boolean whole = next > first && !isInNumber(json[next]);
        return whole ? (first == value ? number : -number) : other;
    }

    /**
     * A member that is an array of strings.
     *
     * @param name the member's name
     * @return its values, unmodifiable
     */
    public Optional<List<String>> strings(String name) {
        int value = find(name);
        if (value < 0 || json[value] != '[') {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>(2);
        int next = skipSpace(value + 1);
        while (json[next] == '"') {
            int end = StringScanner.skip(json, next);
            strings.add(StringScanner.text(json, next + 1, end - 1));
            next = skipSpace(end);
            if (json[next] == ',') {
                next = skipSpace(next + 1);
            }
        }
        return json[next] == ']' ? Optional.of(Collections.unmodifiableList(strings)) : Optional.empty();
    }

    /**
     * What a member is.
     *
     * @param name the member's name
     * @return its type
     */
    public Type type(String name) {
        int value = find(name);
        if (value < 0) {
            return Type.ABSENT;
        }
        return switch (json[value]) {
            case '"' -> Type.STRING;
            case '[' -> Type.ARRAY;
            case '{' -> Type.OBJECT;
            case 't', 'f' -> Type.BOOLEAN;
            case 'n' -> Type.NULL;
            default -> Type.NUMBER;
        };
    }

    /**
     * Whether a member is surely a string, or an array of strings. Nothing is copied, so only plain ASCII is read: false says
     * nothing, and {@link #string} and {@link #strings} tell.
     *
     * @param name the member's name
     * @return true if it is
     */
    public boolean isSurelyStrings(String name) {
        return surely(name, "", PlainText.Match.ANY);
    }

    /**
     * Whether a member is surely a certain string, or an array of strings that has it, as {@link #isSurelyStrings}.
     *
     * @param name the member's name
     * @param text what is looked for
     * @return true if it is there
     */
    public boolean surelyHas(String name, String text) {
        return surely(name, text, PlainText.Match.WHOLE);
    }

    /**
     * Whether a member is surely a string of words with spaces between them, or an array of such strings, that has a word, as
     * {@link #isSurelyStrings}.
     *
     * @param name the member's name
     * @param word what is looked for
     * @return true if it is there
     */
    public boolean surelyHasWord(String name, String word) {
        return surely(name, word, PlainText.Match.WORD);
    }

    private boolean surely(String name, String text, PlainText.Match match) {
        int value = find(name);
        return value >= 0 && PlainText.has(json, value, text, match);
    }

    /**
     * Whether there is a number, at any depth, that a {@code double} may be too small for: it has an exponent, or over 300
     * characters. Parsers differ about such numbers.
     *
     * @return true if there is
     */
    public boolean hasUnusualNumbers() {
        return unusualNumbers;
    }

    /**
     * The text.
     *
     * @return a copy, in UTF-8
     */
    public byte[] utf8() {
        return json.clone();
    }

    /**
     * How long the text is.
     *
     * @return a number of bytes
     */
    public int length() {
        return json.length;
    }

    /**
     * The memory that it takes, without what it shares.
     *
     * @return a number of bytes
     */
    public int weight() {
        return json.length + Long.BYTES * names.length;
    }

    /** Where the value of a member begins; -1 if there is none of that name. */
    private int find(String name) {
        requireNonNull(name, "name");
        for (int i = 0; i < count; i++) {
            if (isNamed(names[i], name)) {
                int colon = skipSpace(MemberNames.end(names[i]) + 1);
                return skipSpace(colon + 1);
            }
        }
        return -1;
    }

    /** A name that is not spelled in plain letters has more bytes than letters. */
    private boolean isNamed(long span, String name) {
        int start = MemberNames.start(span);
        int end = MemberNames.end(span);
        if (end - start == name.length()) {
            return isPlainly(start, name);
        }
        return !plainNames && end - start > name.length() && isSpelled(start, end, name);
    }

    private boolean isPlainly(int start, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (json[start + i] != c || c == '\\') { // in the text a backslash is never itself
                return false;
            }
        }
        return true;
    }

    private boolean isSpelled(int start, int end, String name) {
        return StringScanner.text(json, start, end).equals(name);
    }

    /** The string whose opening quote is at a position; most are plain ASCII. */
    private String text(int position) {
        int quote = StringScanner.skipPlain(json, position + 1);
        if (json[quote] == '"') {
            return new String(json, position + 1, quote - position - 1, StandardCharsets.ISO_8859_1);
        }
        int end = StringScanner.skip(json, position);
        return StringScanner.text(json, position + 1, end - 1);
    }

    /** Null if it is absent or no string. */
    @Nullable
    String text(String name) {
        int value = find(name);
        return value >= 0 && json[value] == '"' ? text(value) : null;
    }

    /** Null if it is absent; refused if it is anything but a string. */
    @Nullable
    String stringOrNull(String name) {
        String value = text(name);
        if (value == null && has(name)) {
            throw TokenFormatException.malformed("the member " + name + " must be a string, and is not");
        }
        return value;
    }

    private int skipSpace(int position) {
        int next = position;
        while (json[next] == ' ' || json[next] == '\n' || json[next] == '\r' || json[next] == '\t') {
            next++;
        }
        return next;
    }

    private static boolean isInNumber(byte b) {
        return (b >= '0' && b <= '9') || b == '.' || b == 'e' || b == 'E';
    }

    /** How long it is; never what it says. */
    @Override
    public String toString() {
        return "TokenJson[" + json.length + " bytes]";
    }
}
