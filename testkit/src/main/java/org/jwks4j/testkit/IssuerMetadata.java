package org.jwks4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issuer metadata document: what OpenID Connect Discovery 1.0 §3 requires, changed by what a test says. */
final class IssuerMetadata {
    private final IssuerAddress address;
    private final Map<String, @Nullable Object> changes = new LinkedHashMap<>();

    IssuerMetadata(IssuerAddress address) {
        this.address = address;
    }

    /** Null removes the member. */
    synchronized void change(String name, @Nullable Object value) {
        changes.put(name, value);
    }

    synchronized String document(List<SigningKey> keys) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("issuer", address.issuer());
        members.put("authorization_endpoint", address.origin() + "/authorize");
        members.put("token_endpoint", address.origin() + "/token");
        members.put("jwks_uri", address.uri(Endpoint.JWKS).toString());
        members.put("response_types_supported", List.of("code"));
        members.put("subject_types_supported", List.of("public"));
        members.put(
                "id_token_signing_alg_values_supported",
                keys.stream().map(SigningKey::algorithm).distinct().toList());
        members.putAll(changes);
        members.values().removeIf(value -> value == null);
        return Json.write(members);
    }
}
