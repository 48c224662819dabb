package org.jwks4j.vendors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.SigningKey;

/**
 * One kind of token of a vendor, as data: what is published where, a token of that kind, and what of it counts.
 *
 * @param kind cases of one kind take each other's tokens
 * @param documents what is published, by URL: a resource of this package
 * @param key what the vendor signs with
 * @param header what the token's header has besides {@code alg} and {@code kid}
 * @param claims of a good token; its times are set when it is made
 * @param needed claims without which the token is refused
 * @param fixed claims of which another value is refused
 * @param mistakes what people do wrong with this vendor
 */
record VendorCase(
        String name,
        String kind,
        VendorTrust trust,
        Map<String, String> documents,
        SigningKey key,
        Map<String, Object> header,
        Map<String, @Nullable Object> claims,
        Set<String> needed,
        Set<String> fixed,
        List<Mistake> mistakes) {

    /**
     * A token that is like the good one, but for some claims; it must be refused.
     *
     * @param changes null takes a claim away
     */
    record Mistake(String name, Map<String, @Nullable Object> changes, Reason reason) {}

    /** A case of which the rest is still to be said. */
    static VendorCase of(String name, VendorTrust trust) {
        return new VendorCase(
                name, name, trust, Map.of(), Keys.RS256, Map.of("typ", "JWT"), Map.of(), Set.of(), Set.of(), List.of());
    }

    /** Says that it takes the tokens of another case, and the other way round. */
    VendorCase ofKind(String other) {
        return new VendorCase(name, other, trust, documents, key, header, claims, needed, fixed, mistakes);
    }

    VendorCase publishing(String url, String resource) {
        Map<String, String> more = new LinkedHashMap<>(documents);
        more.put(url, resource);
        return new VendorCase(name, kind, trust, more, key, header, claims, needed, fixed, mistakes);
    }

    VendorCase signedWith(SigningKey other) {
        return new VendorCase(name, kind, trust, documents, other, header, claims, needed, fixed, mistakes);
    }

    VendorCase header(Map<String, Object> members) {
        return new VendorCase(name, kind, trust, documents, key, members, claims, needed, fixed, mistakes);
    }

    /** The payload of a good token, without {@code iat}, {@code nbf} and {@code exp}. */
    VendorCase payload(String json) {
        Map<String, @Nullable Object> all = JsonObject.parse(json).asMap();
        return new VendorCase(name, kind, trust, documents, key, header, all, needed, fixed, mistakes);
    }

    /** What a token needs besides {@code iss} and {@code exp}, with any value. */
    VendorCase needing(String... names) {
        return new VendorCase(name, kind, trust, documents, key, header, claims, Set.of(names), fixed, mistakes);
    }

    /** What a token needs with this very value. */
    VendorCase fixing(String... names) {
        return new VendorCase(name, kind, trust, documents, key, header, claims, needed, Set.of(names), mistakes);
    }

    VendorCase refusing(String mistake, Map<String, @Nullable Object> changes, Reason reason) {
        List<Mistake> more = new ArrayList<>(mistakes);
        more.add(new Mistake(mistake, changes, reason));
        return new VendorCase(name, kind, trust, documents, key, header, claims, needed, fixed, more);
    }

    VendorCase refusing(String mistake, String claim, Object value, Reason reason) {
        return refusing(mistake, Map.of(claim, value), reason);
    }

    /** A change that takes a claim away. */
    static Map<String, @Nullable Object> without(String claim) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put(claim, null);
        return changes;
    }

    String issuer() {
        return String.valueOf(claims.get("iss"));
    }

    @Override
    public String toString() {
        return name;
    }
}
