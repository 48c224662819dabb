package org.jwks4j.vendors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.SigningKey;

/** One kind of token of a vendor, as data: what is published where, a token of that kind, and what of it counts. */
final class VendorCase {
    final String name;
    final VendorTrust trust;

    /** Cases of one kind take each other's tokens. */
    String kind;

    /** What is published, by URL: a resource of this package. */
    final Map<String, String> documents = new LinkedHashMap<>();

    SigningKey key = Keys.RS256;

    /** What the token's header has besides {@code alg} and {@code kid}. */
    Map<String, Object> header = Map.of("typ", "JWT");

    /** The claims of a good token; its times are set when it is made. */
    Map<String, @Nullable Object> claims = Map.of();

    /** Claims without which the token is refused, besides {@code iss} and {@code exp}. */
    final Set<String> needed = new HashSet<>();

    /** Claims of which another value is refused. */
    final Set<String> fixed = new HashSet<>();

    /** Members of the header that are both. */
    final Set<String> fixedInHeader = new HashSet<>();

    /** Whether a token without {@code iss} is accepted. */
    boolean issuerMayBeAbsent;

    boolean padded;
    final List<Mistake> mistakes = new ArrayList<>();

    /**
     * A token that is like the good one, except for some claims; it must be refused.
     *
     * @param changes null takes a claim away
     * @param header what differs in the header
     */
    record Mistake(String name, Map<String, @Nullable Object> changes, Map<String, Object> header, Reason reason) {}

    private VendorCase(String name, VendorTrust trust) {
        this.name = name;
        this.trust = trust;
        this.kind = name;
    }

    /** A case of which the rest is still to be said. */
    static VendorCase of(String name, VendorTrust trust) {
        return new VendorCase(name, trust);
    }

    VendorCase ofKind(String other) {
        kind = other;
        return this;
    }

    VendorCase publishing(String url, String resource) {
        documents.put(url, resource);
        return this;
    }

    VendorCase signedWith(SigningKey other) {
        key = other;
        return this;
    }

    VendorCase header(Map<String, Object> members) {
        header = members;
        return this;
    }

    /** The payload of a good token, without {@code iat} and {@code exp}; if it has {@code nbf}, that is set. */
    VendorCase payload(String json) {
        claims = plain(JsonObject.parse(json));
        return this;
    }

    private static Map<String, @Nullable Object> plain(JsonObject object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(object.asMap());
        members.replaceAll((name, value) -> value instanceof JsonObject inner ? plain(inner) : value);
        return members;
    }

    VendorCase acceptingWithoutIssuer() {
        issuerMayBeAbsent = true;
        return this;
    }

    VendorCase padded() {
        padded = true;
        return this;
    }

    /** What a token needs, with any value. */
    VendorCase needing(String... names) {
        needed.addAll(List.of(names));
        return this;
    }

    /** What a token needs, with this very value. */
    VendorCase fixing(String... names) {
        return needing(names).fixingIfPresent(names);
    }

    /** What has this very value, or is absent. */
    VendorCase fixingIfPresent(String... names) {
        fixed.addAll(List.of(names));
        return this;
    }

    VendorCase fixingInHeader(String... names) {
        fixedInHeader.addAll(List.of(names));
        return this;
    }

    VendorCase refusing(String mistake, Map<String, @Nullable Object> changes, Reason reason) {
        mistakes.add(new Mistake(mistake, changes, Map.of(), reason));
        return this;
    }

    VendorCase refusing(String mistake, String claim, Object value, Reason reason) {
        return refusing(mistake, Map.of(claim, value), reason);
    }

    VendorCase refusingHeader(String mistake, Map<String, Object> members, Reason reason) {
        mistakes.add(new Mistake(mistake, Map.of(), members, reason));
        return this;
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
