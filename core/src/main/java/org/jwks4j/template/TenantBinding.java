package org.jwks4j.template;

import java.util.Map;

/**
 * What a template says of the tenant whose issuer it is.
 *
 * @param slots the tenant's part of the name, by slot
 * @param claims what its tokens must say, by claim
 * @param choosesHost whether the tenant has a part in where we connect to
 */
public record TenantBinding(Map<String, String> slots, Map<String, String> claims, boolean choosesHost) {
    private static final int LONGEST_TEXT = 2048;

    public TenantBinding {
        slots = Map.copyOf(slots);
        claims = Map.copyOf(claims);
    }

    public TenantBinding choosingHost() {
        return new TenantBinding(slots, claims, true);
    }

    /** The text with the values of the slots that it names; one that is too long for a URI is left as it is. */
    public String fillIn(String text) {
        if (text.length() > LONGEST_TEXT) {
            return text;
        }
        String filled = text;
        for (Map.Entry<String, String> slot : slots.entrySet()) {
            filled = filled.replace("{" + slot.getKey() + "}", slot.getValue()); // no value has a brace
        }
        return filled;
    }
}
