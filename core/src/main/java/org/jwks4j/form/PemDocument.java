package org.jwks4j.form;

import java.nio.charset.StandardCharsets;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;

/** A document that is PEM text and no more. */
public final class PemDocument {
    private PemDocument() {}

    /** Reads the one key of a document. */
    public static JwkSet read(String keyId, byte[] document, JwkLimits limits) {
        KeyList keys = new KeyList();
        keys.add(keyId, new String(document, StandardCharsets.UTF_8)); // what is no UTF-8 is no PEM
        return keys.toJwkSet(limits);
    }
}
