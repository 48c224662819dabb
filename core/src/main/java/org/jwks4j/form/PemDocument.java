package org.jwks4j.form;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;

/** A document that is PEM text and no more. What is no UTF-8 is no PEM either. */
public final class PemDocument {
    private PemDocument() {}

    /** Reads the one key of a document. */
    public static JwkSet read(String keyId, byte[] document, JwkLimits limits) {
        KeyList keys = new KeyList();
        keys.add(keyId, new String(document, StandardCharsets.UTF_8));
        return keys.toJwkSet(limits);
    }

    /**
     * Reads all keys of a document. They have no ID. A certificate's chain behind it is passed over: those are keys of authorities.
     *
     * @throws JsonFormatException when it is no PEM text, or has more blocks than the limits allow keys
     */
    public static JwkSet read(byte[] document, JwkLimits limits) {
        List<PemBlock> blocks = PemBlock.of(new String(document, StandardCharsets.UTF_8));
        if (blocks.isEmpty()) {
            throw new JsonFormatException("it is neither a JWK Set nor PEM text");
        }
        KeyList.requireAtMost(limits, blocks.size());
        KeyList keys = new KeyList();
        PemKey before = null;
        for (PemBlock block : blocks) {
            before = read(block, before, keys);
        }
        return keys.toJwkSet(limits);
    }

    /** @return what the next block may be an authority of */
    private static @Nullable PemKey read(PemBlock block, @Nullable PemKey before, KeyList keys) {
        try {
            PemKey key = PemKey.of(block);
            if (before == null || !isAuthorityOf(before, key)) {
                keys.add(key.jwk(null));
            }
            return key;
        } catch (UnreadableKeyException e) {
            keys.skip(e.skipped(null));
            return null;
        }
    }

    /** RFC 5280 §6.1: each certificate of a chain names the next one as its issuer; one that names itself ends it. */
    private static boolean isAuthorityOf(PemKey certificate, PemKey next) {
        return certificate.subject().length > 0
                && !Arrays.equals(certificate.issuer(), certificate.subject())
                && Arrays.equals(certificate.issuer(), next.subject());
    }
}
