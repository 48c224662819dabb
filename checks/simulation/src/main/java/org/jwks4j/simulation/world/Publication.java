package org.jwks4j.simulation.world;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One version of an issuer's JWK Set. */
public final class Publication {
    private final int version;
    private final Map<String, KeyMaterial> keys;
    private final byte[] body;

    Publication(int version, Map<String, KeyMaterial> keys) {
        this.version = version;
        this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        this.body = json().getBytes(StandardCharsets.UTF_8);
    }

    /** The material under a key ID; null when there is none. */
    public @Nullable KeyMaterial key(String keyId) {
        return keys.get(keyId);
    }

    /** All keys, by key ID, in the order of the document. */
    public Map<String, KeyMaterial> keys() {
        return keys;
    }

    /** Whether there is no key in it. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    String etag() {
        return "\"v" + version + "\"";
    }

    byte[] body() {
        return body;
    }

    private String json() {
        StringBuilder json = new StringBuilder("{\"keys\":[");
        keys.forEach((keyId, material) -> json.append(material.jwk(keyId)).append(','));
        if (!keys.isEmpty()) {
            json.setLength(json.length() - 1);
        }
        return json.append("],\"version\":").append(version).append('}').toString();
    }

    @Override
    public String toString() {
        return "v" + version + keys;
    }
}
