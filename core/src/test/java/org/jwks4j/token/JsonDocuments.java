package org.jwks4j.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Small documents out of a seed: most are nearly JSON, many are JSON, some are noise. */
final class JsonDocuments {
    private static final String[] NAMES = {
        "iss",
        "kid",
        "alg",
        "iss",
        "kid",
        "alg",
        "a",
        "b",
        "c",
        "d",
        "e",
        "",
        "caf\u00e9",
        "caf\\u00e9",
        "a\\/b",
        "a/b",
        "\\u0069ss",
        "k\\u0069d",
        "al\\u0067",
        "\\u0041",
        "\\u003c",
        "<",
        "client_id",
        "preferred_username",
        "seven_7",
        "eight__8",
        "eight__9",
        "\ud83d\ude00",
        "\\ud83d\\ude00",
        "\\ud83d"
    };
    private static final String[] SCALARS = {
        "0",
        "-0",
        "1",
        "-12.5e-3",
        "1E+5",
        "1767225600",
        "12345678",
        "123456789012345678",
        "1234567890123456789",
        "-12345678.25",
        "1e400",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "-",
        "NaN",
        "true",
        "false",
        "null",
        "nul",
        "\"text\"",
        "\"\"",
        "\"\\u0069\"",
        "\"\\n\\\\\\\"\"",
        "\"\\ud83d\\ude00\"",
        "\"\\udc00\"",
        "\"\\ud800x\"",
        "\"caf\u00e9 \u20ac \ud83d\ude00\"",
        "\"\\x\"",
        "\"\t\"",
        "'a'",
        "/**/1"
    };
    private static final String[] SPACES = {
        "", "", "", "", "", "", " ", "\n", "\t", "\r", "\f", "\u00a0", "\ufeff", "//"
    };
    private static final int[] BYTES = {
        '"', '"', '\\', '{', '}', '[', ']', ':', ',', '0', '1', '-', '+', '.', 'e', 'u', 'd', '8', ' ', '\n', 0, 0x1f,
        0x7f, 0x80, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe9, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff
    };

    private final Random random;

    JsonDocuments(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        byte[] document = (space() + object(0) + space()).getBytes(UTF_8);
        for (int mutations = Math.max(0, random.nextInt(6) - 2); mutations > 0; mutations--) {
            document = mutated(document);
        }
        return document;
    }

    private String object(int depth) {
        StringBuilder text = new StringBuilder("{");
        for (int members = random.nextInt(4); members > 0; members--) {
            text.append(space()).append('"').append(pick(NAMES)).append('"').append(space());
            text.append(':').append(space()).append(value(depth)).append(space());
            text.append(members > 1 ? "," : "");
        }
        return text.append('}').toString();
    }

    private String value(int depth) {
        int kind = random.nextInt(depth > 3 ? 7 : 10);
        if (kind < 5) {
            return "\"" + random.nextInt(3) + "\"";
        } else if (kind < 7) {
            return pick(SCALARS);
        } else if (kind < 9) {
            return object(depth + 1);
        }
        int levels = random.nextInt(10) == 0 ? 13 + random.nextInt(5) : 1;
        return "[".repeat(levels) + value(depth + 1) + "]".repeat(levels);
    }

    private String space() {
        return random.nextInt(4) == 0 ? pick(SPACES) : "";
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private byte[] mutated(byte[] document) {
        int at = random.nextInt(document.length + 1);
        int removed = Math.min(document.length - at, random.nextInt(3));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        copy.write(document, 0, at);
        switch (random.nextInt(4)) {
            case 0 -> copy.write(BYTES[random.nextInt(BYTES.length)]);
            case 1 -> copy.write(document, at, removed);
            case 2 -> copy.write(random.nextInt(256));
            default -> {
                // only the removal
            }
        }
        copy.write(document, at + removed, document.length - at - removed);
        return copy.toByteArray();
    }
}
