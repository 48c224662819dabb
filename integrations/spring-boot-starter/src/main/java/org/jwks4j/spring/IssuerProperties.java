package org.jwks4j.spring;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of {@code jwks4j.issuers}.
 *
 * @param uri the exact {@code iss}, or a template of it, such as {@code https://login.example.com/{tenant}/v2.0}
 * @param jwksUri where its keys are, if its metadata is not to be asked
 * @param metadataUri where its metadata is, if not at its well-known places
 * @param audiences names of this service, of which one must be in {@code aud}
 * @param acceptAnyAudience accepts tokens for any service; in place of {@code audiences}
 * @param algorithms names of JWS algorithms; if empty, those that its keys are for
 * @param types names of which {@code typ} must be one; if empty, none, {@code JWT} and {@code at+jwt} are accepted
 * @param requiredClaims by name, values of which the claim must be, or have, one
 * @param aliases further names that it writes as {@code iss}
 * @param tenants by slot of the template, the values that are accepted; every value if a slot is not named
 * @param boundClaims by name of a claim, the slot of the template that it must equal
 * @param allowHttp permits {@code http} to its host; loopback needs no permission
 * @param sslBundle the SSL bundle for its TLS
 * @param headers sent with each request to it, such as an API key
 */
record IssuerProperties(
        String uri,
        @Nullable String jwksUri,
        @Nullable String metadataUri,
        @DefaultValue List<String> audiences,
        boolean acceptAnyAudience,
        @DefaultValue List<String> algorithms,
        @DefaultValue List<String> types,
        @DefaultValue Map<String, List<String>> requiredClaims,
        @DefaultValue List<String> aliases,
        @DefaultValue Map<String, List<String>> tenants,
        @DefaultValue Map<String, String> boundClaims,
        boolean allowHttp,
        @Nullable String sslBundle,
        @DefaultValue Map<String, String> headers) {
    boolean isTemplate() {
        return uri.contains("{");
    }

    /** Headers may be secret. */
    @Override
    public String toString() {
        return "IssuerProperties[uri=" + uri + "]";
    }
}
