package org.jwks4j.form;

import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;

/** A JSON object whose members are key IDs, and whose values are PEM certificates or public keys: as Google and Firebase publish them. */
public final class PemMap {
    private PemMap() {}

    /**
     * Reads the document.
     *
     * @return its keys; one that cannot be used is skipped with the reason, and harms no other
     * @throws JsonFormatException when it is no JSON object, has a key ID twice, or more keys than the limits allow
     */
    public static JwkSet read(byte[] document, JwkLimits limits) {
        JsonObject pemByKeyId = JsonObject.parse(document);
        KeyList.requireAtMost(limits, pemByKeyId.asMap().size());
        KeyList keys = new KeyList();
        pemByKeyId.asMap().forEach(keys::add);
        return keys.toJwkSet(limits);
    }
}
