package org.jwks4j.json;

import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** {@link JsonObject} to compact text: printable ASCII, since a log or a terminal may be where it goes. */
final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new AsciiEscapes())
            .build();

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    static String write(JsonObject object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new JsonWriter(generator).object(object);
        }
        return text.toString();
    }

    private void object(JsonObject object) {
        generator.writeStartObject();
        for (Map.Entry<String, @Nullable Object> member : object.asMap().entrySet()) {
            generator.writeName(member.getKey());
            value(member.getValue());
        }
        generator.writeEndObject();
    }

    private void array(List<?> items) {
        generator.writeStartArray();
        for (Object item : items) {
            value(item);
        }
        generator.writeEndArray();
    }

    private void value(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            object(object);
        } else if (value instanceof List<?> items) {
            array(items);
        } else if (value instanceof String string) {
            generator.writeString(string);
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else {
            generator.writeNull();
        }
    }
}
