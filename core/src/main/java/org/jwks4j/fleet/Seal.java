package org.jwks4j.fleet;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) over entries, and over what becomes their names. Without secrets, a constant that anyone knows takes their
 * place: it finds damage, and nothing else.
 */
final class Seal {
    private static final SecretKey NO_SECRET =
            new SecretKeySpec("jwks4j: no secret".getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    private static final String NAMES = "jwks4j store 2 name";
    private static final String ENTRIES = "jwks4j store 2 entry";
    private static final String SECRET_IDS = "jwks4j store 2 secret";

    /** By ID, the current one first. */
    private final Map<Integer, SecretKey> secrets = new LinkedHashMap<>();

    Seal(List<SecretKey> secrets) {
        for (SecretKey secret : secrets.isEmpty() ? List.of(NO_SECRET) : secrets) {
            int id = ByteBuffer.wrap(hmac(secret, SECRET_IDS, List.of())).getInt();
            this.secrets.putIfAbsent(id, secret);
        }
    }

    /** Secrets that are accepted, by ID; the first one seals. */
    List<Integer> secretIds() {
        return List.copyOf(secrets.keySet());
    }

    /** A name from which no one without the secret learns the parts. */
    String name(int secretId, List<String> parts) {
        List<byte[]> bytes = parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        byte[] whole = hmac(secret(secretId), NAMES, bytes);
        return HexFormat.of().formatHex(whole, 0, 16);
    }

    boolean knows(int secretId) {
        return secrets.containsKey(secretId);
    }

    /** The seal of these bytes by a secret that is known. */
    byte[] of(int secretId, byte[] bytes) {
        return hmac(secret(secretId), ENTRIES, List.of(bytes));
    }

    private SecretKey secret(int id) {
        return requireNonNull(secrets.get(id));
    }

    /** Each part after its length, so that no two lists of parts are the same bytes. */
    private static byte[] hmac(SecretKey secret, String use, List<byte[]> parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            update(mac, use.getBytes(StandardCharsets.US_ASCII));
            parts.forEach(part -> update(mac, part));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }
}
