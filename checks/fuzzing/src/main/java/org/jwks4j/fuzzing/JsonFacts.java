package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object as Jackson reads it from bytes (core reads characters, or with a scanner of its own), and what our
 * stricter rules ask about it. It only counts; the oracles say what is too much.
 */
final class JsonFacts {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(100_000).build())
            .build();

    /** A letter, digit or underscore as an escape, with pairs of backslashes before it left alone. */
    private static final Pattern HIDDEN_LETTER =
            Pattern.compile("(?:[^\\\\]|\\\\[^u]|\\\\u(?!00(?:3\\d|[46][1-9a-fA-F]|[57][\\daA]|5[fF])))*+\\\\.*");

    private final byte[] document;
    private final JsonParser parser;
    private final Map<String, Object> members = new HashMap<>();
    private final Deque<Integer> memberCounts = new ArrayDeque<>();
    private int depth;
    private int deepest;
    private int mostMembers;
    private int tokens;
    private int escapedNames;
    private int longestNumber;
    private boolean hidesLetters;
    private boolean hasLoneSurrogate;
    private boolean hasInfiniteNumber;

    private JsonFacts(byte[] document, JsonParser parser) {
        this.document = document;
        this.parser = parser;
    }

    /** Empty for what is not one JSON object in UTF-8 (RFC 8259) without duplicate names and byte order mark. */
    static Optional<JsonFacts> read(byte[] document) {
        if (!isUtf8WithoutNul(document)) {
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            JsonFacts facts = new JsonFacts(document, parser);
            return facts.isOneObject() ? Optional.of(facts) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** JSON has no NUL anywhere; Jackson would take a text with some for UTF-16. */
    private static boolean isUtf8WithoutNul(byte[] document) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
            return text.indexOf(0) < 0 && !text.startsWith("\ufeff");
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private boolean isOneObject() {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            return false;
        }
        take(first);
        while (depth > 0) {
            take(parser.nextToken());
        }
        return parser.nextToken() == null;
    }

    private void take(JsonToken token) {
        tokens++;
        switch (token) {
            case START_OBJECT, START_ARRAY -> open(token);
            case END_OBJECT, END_ARRAY -> close();
            case PROPERTY_NAME -> name();
            default -> scalar(token);
        }
    }

    private void open(JsonToken token) {
        if (depth == 1) {
            members.put(parser.streamReadContext().getParent().currentName(), token);
        }
        depth++;
        deepest = Math.max(deepest, depth);
        memberCounts.push(0);
    }

    private void close() {
        depth--;
        memberCounts.pop();
    }

    private void name() {
        memberCounts.push(memberCounts.pop() + 1);
        mostMembers = Math.max(mostMembers, memberCounts.element());
        checkText();
        String asSpelled = nameAsSpelled();
        if (asSpelled.contains("\\")) {
            escapedNames++;
            hidesLetters |= HIDDEN_LETTER.matcher(asSpelled).matches();
        }
    }

    private String nameAsSpelled() {
        int start = (int) parser.currentTokenLocation().getByteOffset() + 1;
        int end = start;
        while (document[end] != '"') {
            end += document[end] == '\\' ? 2 : 1;
        }
        return new String(document, start, end - start, ISO_8859_1);
    }

    private void scalar(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            checkText();
        } else if (token.isNumeric()) {
            longestNumber = Math.max(longestNumber, parser.getString().length());
            hasInfiniteNumber |=
                    token == JsonToken.VALUE_NUMBER_FLOAT && Double.isInfinite(Double.parseDouble(parser.getString()));
        }
        if (depth == 1) {
            members.put(parser.currentName(), token == JsonToken.VALUE_STRING ? parser.getString() : token);
        }
    }

    private void checkText() {
        hasLoneSurrogate |= !UTF_8.newEncoder().canEncode(parser.getString());
    }

    /** The members of the outermost object: a {@link String} where they are one, else the token that the value begins with. */
    Map<String, Object> members() {
        return members;
    }

    /** A member of the outermost object where it is a string. */
    @Nullable
    String text(String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    /** Whether a member of the outermost object is null. */
    boolean isNull(String name) {
        return members.get(name) == JsonToken.VALUE_NULL;
    }

    int depth() {
        return deepest;
    }

    /** How many members the largest of all objects has. */
    int mostMembers() {
        return mostMembers;
    }

    /** How many names, values and brackets there are. */
    int tokens() {
        return tokens;
    }

    int escapedNames() {
        return escapedNames;
    }

    int longestNumber() {
        return longestNumber;
    }

    /** Whether a name spells a letter, digit or underscore as an escape. */
    boolean hidesLetters() {
        return hidesLetters;
    }

    boolean hasLoneSurrogate() {
        return hasLoneSurrogate;
    }

    /** Whether a number with a fraction or exponent is beyond the largest double. */
    boolean hasInfiniteNumber() {
        return hasInfiniteNumber;
    }
}
