package org.jwks4j.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject.JsonFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Text to {@link JsonObject}, on Jackson's streaming parser with everything lenient off.
 *
 * <p>What breaks JSON's grammar ends the reading, since nothing behind it has a known meaning. What the grammar allows and we
 * do not (a member twice, a number out of range, a lone surrogate, deep nesting) is a fault, after which reading can go on:
 * inside an entry of its own the fault is that entry's, else it ends the reading too.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 64_000;
    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Names come from strangers, so they are neither interned nor kept in a shared table. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_TOKENS) // the bounds of depth and numbers are ours: see fault()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .build();

    private final JsonParser parser;
    private final @Nullable String entriesName;
    private boolean isInEntry;
    private @Nullable String entryFault;

    private JsonReader(JsonParser parser, @Nullable String entriesName) {
        this.parser = parser;
        this.entriesName = entriesName;
    }

    static JsonObject read(byte[] utf8, @Nullable String entriesName) {
        return read(strictlyDecoded(utf8), entriesName);
    }

    /**
     * Reads a document.
     *
     * @param text is the reader's own from here on
     * @param entriesName the name of the arrays whose elements keep their faults to themselves; null for none
     */
    static JsonObject read(char[] text, @Nullable String entriesName) {
        if (text.length == 0) {
            throw new JsonFormatException("not JSON: it is empty");
        }
        if (text[0] == BYTE_ORDER_MARK) {
            throw new JsonFormatException("the JSON begins with a byte order mark");
        }
        LoneSurrogates.unescape(text);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonReader(parser, entriesName).document();
        } catch (StreamConstraintsException e) {
            throw new JsonFormatException(
                    "the JSON has more than " + MAX_TOKENS + " names, values and brackets, or a name is far too long");
        } catch (JacksonException e) {
            throw new JsonFormatException("not JSON, " + at(e.getLocation()));
        }
    }

    /** Jackson's own decoder takes overlong forms and other charsets, so the text is decoded before (RFC 8259 §8.1). */
    private static char[] strictlyDecoded(byte[] utf8) {
        try {
            var decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8));
            char[] text = new char[decoded.remaining()];
            decoded.get(text);
            return text;
        } catch (CharacterCodingException e) {
            throw new JsonFormatException("the JSON is not valid UTF-8");
        }
    }

    private JsonObject document() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonFormatException("not a JSON object");
        }
        JsonObject object = object();
        if (parser.nextToken() != null) {
            throw new JsonFormatException("something follows the JSON object");
        }
        return object;
    }

    private JsonObject object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            boolean isSecond = members.containsKey(name);
            if (isSecond) {
                fault("a member stands twice in its object"); // RFC 7517 §4, §5; RFC 8259 §4
            }
            parser.nextToken();
            Object value = name != null && name.equals(entriesName) && !isInEntry ? entriesOrValue() : value();
            if (name != null) {
                members.put(name, isSecond ? null : value); // null, since either of the two may be meant
            }
        }
        return JsonObject.taking(members);
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return Collections.unmodifiableList(items);
    }

    private @Nullable Object entriesOrValue() {
        if (parser.currentToken() != JsonToken.START_ARRAY || isTooDeep()) {
            return value();
        }
        List<@Nullable Object> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            isInEntry = true;
            entryFault = null;
            Object value = value();
            entries.add(entryFault == null ? value : JsonObject.FaultyEntry.of(entryFault, value));
            isInEntry = false;
        }
        return Collections.unmodifiableList(entries);
    }

    private @Nullable Object value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> isTooDeep() ? null : object();
            case START_ARRAY -> isTooDeep() ? null : array();
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonFormatException("not JSON");
        };
    }

    private boolean isTooDeep() {
        if (parser.streamReadContext().getNestingDepth() <= MAX_DEPTH) {
            return false;
        }
        fault("an object or array is nested deeper than " + MAX_DEPTH);
        parser.skipChildren();
        return true;
    }

    private @Nullable Number number() {
        if (parser.getStringLength() > MAX_NUMBER_LENGTH) {
            fault("a number has more than " + MAX_NUMBER_LENGTH + " characters");
            return null;
        } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return finite(parser.getDoubleValue());
        }
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Number) parser.getLongValue();
    }

    private @Nullable Number finite(double value) {
        if (Double.isInfinite(value)) {
            fault("a number is out of range");
            return null;
        }
        return value;
    }

    /** Null after a lone surrogate, which each parser reads in its own way (RFC 8259 §8.2). */
    private @Nullable String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                fault("a string has a lone surrogate");
                return null;
            }
        }
        return text;
    }

    private void fault(String problem) {
        String said = problem + ", " + at(parser.currentTokenLocation());
        if (!isInEntry) {
            throw new JsonFormatException(said);
        } else if (entryFault == null) {
            entryFault = said;
        }
    }

    private static String at(TokenStreamLocation location) {
        return "at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
