package org.jwks4j.json;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object (RFC 8259) that was read strictly: valid UTF-8 without a byte order mark, no member twice at any depth,
 * nothing behind it, at most 32 levels deep and 64,000 names, values and brackets long, no number longer than 1,000
 * characters.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Long} or {@link java.math.BigInteger} for integers, {@link Double}
 * for other numbers, {@link List}, {@link JsonObject} and null; after {@link #parseEntries} also {@link FaultyEntry}.
 * Immutable and thread-safe.
 */
public final class JsonObject {
    private final Map<String, @Nullable Object> members;

    private JsonObject(Map<String, @Nullable Object> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** Takes over a map that its maker no longer touches. */
    static JsonObject taking(Map<String, @Nullable Object> members) {
        return new JsonObject(members);
    }

    /**
     * Reads an object.
     *
     * @param utf8 its text
     * @return the object
     * @throws JsonFormatException when the text is anything else
     */
    public static JsonObject parse(byte[] utf8) {
        return JsonReader.read(utf8, null);
    }

    /**
     * Reads an object.
     *
     * @param text its text
     * @return the object
     * @throws JsonFormatException when the text is anything else
     */
    public static JsonObject parse(String text) {
        return JsonReader.read(text.toCharArray(), null);
    }

    /**
     * Reads an object that has a list of independent entries, such as the {@code keys} of a JWK Set, in which one bad entry should
     * not harm the others. An element of such an array that has a member twice, a number out of range, a lone surrogate, or
     * too deep nesting becomes a {@link FaultyEntry}; anywhere else that is refused as in {@link #parse(byte[])}, and so is
     * text that breaks the grammar of JSON, since no one knows where its entry ends.
     *
     * @param utf8 its text
     * @param name the name of the arrays, at whatever depth
     * @return the object
     * @throws JsonFormatException when the text is anything else
     */
    public static JsonObject parseEntries(byte[] utf8, String name) {
        return JsonReader.read(utf8, requireNonNull(name, "name"));
    }

    /**
     * Reads an object that has a list of independent entries.
     *
     * @param text its text
     * @param name the name of the arrays, at whatever depth
     * @return the object
     * @throws JsonFormatException as {@link #parseEntries(byte[], String)}
     */
    public static JsonObject parseEntries(String text, String name) {
        return JsonReader.read(text.toCharArray(), requireNonNull(name, "name"));
    }

    /**
     * Makes an object of Java values: those named above, and maps, which become objects.
     *
     * @param members names and values, in the order in which {@link #toJson()} writes them
     * @return the object
     * @throws IllegalArgumentException when a value is of another type, or a number that JSON has not
     */
    public static JsonObject of(Map<String, ? extends @Nullable Object> members) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put(requireNonNull(name, "name"), valueOf(value)));
        return new JsonObject(copy);
    }

    private static @Nullable Object valueOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) requireNonNull(name, "name"), member));
            return of(members);
        } else if (value instanceof Iterable<?> items) {
            List<@Nullable Object> list = new ArrayList<>();
            items.forEach(item -> list.add(valueOf(item)));
            return Collections.unmodifiableList(list);
        } else if (value instanceof Integer number) {
            return number.longValue();
        } else if (value instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            return number.longValue();
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no " + number);
        } else if (value == null || isScalar(value) || value instanceof JsonObject) {
            return value;
        }
        throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Double;
    }

    /**
     * All members, in the order of the text. Nested objects are {@link JsonObject}s.
     *
     * @return an unmodifiable map
     */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    /**
     * All members, in the order of the text, for what knows no {@link JsonObject}: nested objects are maps too, at whatever
     * depth, and a {@link FaultyEntry} is null.
     *
     * @return an unmodifiable map of values that are in no way ours
     */
    public Map<String, @Nullable Object> toPlainMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        members.forEach((name, value) -> plain.put(name, plain(value)));
        return Collections.unmodifiableMap(plain);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object.toPlainMap();
        } else if (value instanceof List<?> items) {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(plain(item)));
            return Collections.unmodifiableList(list);
        }
        return value instanceof FaultyEntry ? null : value;
    }

    /**
     * Whether a member is there, even if it is null.
     *
     * @param name the member's name
     * @return true when it is
     */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * A string member.
     *
     * @param name the member's name
     * @return its value, or empty when it is absent
     * @throws JsonFormatException when it is there and no string
     */
    public Optional<String> string(String name) {
        return typed(name, String.class, "a string");
    }

    /**
     * A boolean member.
     *
     * @param name the member's name
     * @return its value, or empty when it is absent
     * @throws JsonFormatException when it is there and no boolean
     */
    public Optional<Boolean> bool(String name) {
        return typed(name, Boolean.class, "a boolean");
    }

    /**
     * A number, integer or not.
     *
     * @param name the member's name
     * @return its value, or empty when it is absent
     * @throws JsonFormatException when it is there and no number
     */
    public Optional<Number> number(String name) {
        return typed(name, Number.class, "a number");
    }

    /**
     * An object member.
     *
     * @param name the member's name
     * @return its value, or empty when it is absent
     * @throws JsonFormatException when it is there and no object
     */
    public Optional<JsonObject> object(String name) {
        return typed(name, JsonObject.class, "an object");
    }

    /**
     * A member that is an array of strings.
     *
     * @param name the member's name
     * @return its values, or empty when it is absent
     * @throws JsonFormatException when it is there and anything else
     */
    public Optional<List<String>> strings(String name) {
        return typed(name, List.class, "an array of strings").map(list -> stringsOf(list, name));
    }

    private static List<String> stringsOf(List<?> list, String name) {
        List<String> strings = new ArrayList<>(list.size());
        for (Object item : list) {
            if (!(item instanceof String string)) {
                throw new JsonFormatException("the member " + name + " is not an array of strings");
            }
            strings.add(string);
        }
        return Collections.unmodifiableList(strings);
    }

    private <T> Optional<T> typed(String name, Class<T> type, String kind) {
        if (!members.containsKey(name)) {
            return Optional.empty();
        }
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw new JsonFormatException("the member " + name + " is not " + kind);
        }
        return Optional.of(type.cast(value));
    }

    /**
     * The object as compact JSON.
     *
     * @return its text, members in their order
     */
    public String toJson() {
        return JsonWriter.write(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object && members.equals(object.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** The same as {@link #toJson()}: printable ASCII. */
    @Override
    public String toString() {
        return toJson();
    }

    /**
     * An element of an array that {@link #parseEntries} could read only in part. It is no {@link JsonObject}, so that no one takes
     * it for a sound one; written as JSON it is {@code null}.
     *
     * @param problem what is wrong and at which line and column of the document, safe to log
     * @param readable the members without a fault of their own, for messages only; empty when the element is no object
     */
    public record FaultyEntry(String problem, JsonObject readable) {
        static FaultyEntry of(String problem, @Nullable Object value) {
            return new FaultyEntry(problem, value instanceof JsonObject object ? object : JsonObject.of(Map.of()));
        }
    }

    /** A text is not the JSON that was expected. The message says where and why, and quotes nothing of the text. */
    public static final class JsonFormatException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        /**
         * Says what is wrong.
         *
         * @param message why the text was refused
         */
        public JsonFormatException(String message) {
            super(message);
        }
    }
}
