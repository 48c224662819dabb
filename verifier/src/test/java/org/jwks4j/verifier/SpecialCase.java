package org.jwks4j.verifier;

import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** A token that few signers make, the one key that its issuer has, and whether it is to be taken. */
record SpecialCase(String name, SigningKey key, String token, boolean isGenuine) {
    void check(Shop anyShop) {
        try (Shop shop = anyShop.holding(key)) {
            if (isGenuine) {
                shop.accepts(token);
            } else {
                shop.refuses(token, Reason.INVALID_SIGNATURE);
            }
        }
    }

    @Override
    public String toString() {
        return (isGenuine ? "genuine: " : "forged: ") + name;
    }
}
