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

/** Text to {@link JsonObject}, on Jackson's streaming parser with everything lenient off. */
final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 20_000;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Names come from strangers, so they are neither interned nor kept in a shared table. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    static JsonObject read(byte[] utf8) {
        return read(strictlyDecoded(utf8));
    }

    static JsonObject read(char[] text) {
        if (text.length > 0 && text[0] == BYTE_ORDER_MARK) {
            throw new JsonFormatException("the JSON begins with a byte order mark");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonReader(parser).document();
        } catch (StreamConstraintsException e) {
            throw new JsonFormatException(
                    "the JSON is nested deeper than " + MAX_DEPTH + ", or a name or a number is far too long");
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            throw new JsonFormatException(
                    "not JSON, at line " + location.getLineNr() + ", column " + location.getColumnNr());
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
            parser.nextToken();
            members.put(name, value());
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

    private @Nullable Object value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonFormatException("not JSON");
        };
    }

    private Object integer() {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
    }

    private static Double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new JsonFormatException("a number is out of range");
        }
        return value;
    }

    /** RFC 8259 §8.2: a lone surrogate is read differently by everybody, so by nobody here. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new JsonFormatException("a string has a lone surrogate");
            }
        }
        return text;
    }
}
