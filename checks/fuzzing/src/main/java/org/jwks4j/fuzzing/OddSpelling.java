package org.jwks4j.fuzzing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.Jwk;

/** How a published key may be spelled otherwise than the RFCs ask: written here, and read by other means than core's. */
final class OddSpelling {
    private static final List<UnaryOperator<String>> OF_ANY_NUMBER = List.of(
            text -> text + "=".repeat((4 - text.length() % 4) % 4) + "\n",
            text -> text.replace('-', '+').replace('_', '/') + "\r\n",
            text -> "\n" + text.substring(0, text.length() / 2) + "\r\n" + text.substring(text.length() / 2));

    private OddSpelling() {}

    /** The same key in other spellings, which are no canonical base64url of the exact length. */
    static List<JsonObject> of(Jwk key) {
        List<JsonObject> spellings = new ArrayList<>();
        for (String name : List.of("n", "e", "x", "y", "pub")) {
            key.toJson().string(name).ifPresent(number -> {
                OF_ANY_NUMBER.forEach(odd -> spellings.add(with(key, name, odd.apply(number))));
                if (key.keyType().equals("RSA") || key.keyType().equals("EC")) {
                    spellings.add(with(key, name, withZeros(number)));
                }
            });
        }
        spellings.add(with(key, "x5c", List.of()));
        spellings.add(with(key, "key_ops", null));
        return spellings;
    }

    private static JsonObject with(Jwk key, String name, @Nullable Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(key.toJson().asMap());
        members.put(name, value);
        return JsonObject.of(members);
    }

    private static String withZeros(String base64Url) {
        byte[] octets = Base64.getUrlDecoder().decode(base64Url);
        byte[] longer = new byte[octets.length + 2];
        System.arraycopy(octets, 0, longer, 2, octets.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(longer);
    }

    /** Whether two texts are the same number, the one as a key is written by us, the other as a document has it. */
    static boolean isSameNumber(String keyType, String canonical, Object inDocument) {
        if (!(inDocument instanceof String text)) {
            return false;
        }
        String url = text.replaceAll("[\r\n]", "")
                .replaceAll("=+$", "")
                .replace('+', '-')
                .replace('/', '_');
        byte[] octets = SimpleBase64Url.decode(url).orElse(new byte[0]);
        byte[] expected = SimpleBase64Url.decode(canonical).orElseThrow();
        boolean isInteger = keyType.equals("RSA") || keyType.equals("EC");
        return isInteger
                ? new BigInteger(1, octets).equals(new BigInteger(1, expected))
                : Objects.deepEquals(octets, expected);
    }
}
