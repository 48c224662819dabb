package org.jwks4j.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into maps, lists, strings, longs, doubles and booleans. */
final class ParsedJson {
    private ParsedJson() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            return (Map<String, Object>) value(json, json.nextToken());
        }
    }

    /** The keys of a JWK Set. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> keys(String jwkSet) {
        return (List<Map<String, Object>>) object(jwkSet).get("keys");
    }

    private static Object value(JsonParser json, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    members.put(json.currentName(), value(json, json.nextToken()));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    elements.add(value(json, next));
                }
                yield elements;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IllegalArgumentException("unexpected " + token);
        };
    }
}
