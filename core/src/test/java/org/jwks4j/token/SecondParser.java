package org.jwks4j.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The opinion of a parser that no one here wrote, and which of our stricter rules a document breaks. */
final class SecondParser {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern HIDDEN_LETTER = Pattern.compile("(?:[^\\\\]|\\\\[^u]|\\\\u(?!00)....)*?"
            + "\\\\u00(?:3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aA]).*");

    private final String text;
    private final JsonParser parser;
    private final Map<String, String> members = new HashMap<>();
    private final Set<Rule> broken = EnumSet.noneOf(Rule.class);

    /** What we refuse and RFC 8259 does not. */
    enum Rule {
        DEPTH,
        LONE_SURROGATE,
        HIDDEN_LETTER,
        WANTED_IS_A_STRING
    }

    record Opinion(Map<String, String> members, Set<Rule> broken) {}

    private SecondParser(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /** Empty when the document is not one JSON object without duplicates. */
    static Optional<Opinion> read(byte[] document, List<String> wanted) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text.toCharArray())) {
                return new SecondParser(text, parser).read(wanted);
            }
        } catch (CharacterCodingException | JacksonException e) {
            return Optional.empty();
        }
    }

    private Optional<Opinion> read(List<String> wanted) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            check(token, depth, wanted);
        }
        return parser.nextToken() == null ? Optional.of(new Opinion(members, broken)) : Optional.empty();
    }

    private void check(JsonToken token, int depth, List<String> wanted) {
        if (depth > 16) {
            broken.add(Rule.DEPTH);
        }
        if (token == JsonToken.PROPERTY_NAME && HIDDEN_LETTER.matcher(rawName()).matches()) {
            broken.add(Rule.HIDDEN_LETTER);
        }
        boolean isText = token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING;
        if (isText && !StandardCharsets.UTF_8.newEncoder().canEncode(parser.getString())) {
            broken.add(Rule.LONE_SURROGATE);
        }
        boolean isTopLevelValue =
                token != JsonToken.PROPERTY_NAME && !token.isStructEnd() && depth == (token.isStructStart() ? 2 : 1);
        if (isTopLevelValue && wanted.contains(nameOfValue(token))) {
            if (token == JsonToken.VALUE_STRING) {
                members.put(parser.currentName(), parser.getString());
            } else {
                broken.add(Rule.WANTED_IS_A_STRING);
            }
        }
    }

    private String nameOfValue(JsonToken token) {
        return token.isStructStart() ? parser.streamReadContext().getParent().currentName() : parser.currentName();
    }

    /** The name that was just read as the document spells it. */
    private String rawName() {
        int start = (int) parser.currentTokenLocation().getCharOffset() + 1;
        int end = start;
        while (text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return text.substring(start, end);
    }

    static String[] inOrder(Opinion opinion, List<String> wanted) {
        return wanted.stream().map(opinion.members()::get).toArray(String[]::new);
    }

    static String describe(byte[] document) {
        return new String(document, StandardCharsets.ISO_8859_1) + " = " + Arrays.toString(document);
    }
}
